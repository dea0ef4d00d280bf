import { beforeAll, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

it('a legal entity has bank accounts and a sound tax number; one of them is the default', async () => {
  const { chen, li } = company.as
  const made = await chen.post('/api/legal-entities', {
    name: '海天科技（上海）有限公司',
    taxNo: '91350100M000100Y43',
    address: '上海市浦东新区世纪大道1号',
    accounts: [{ bank: '工商银行张江支行', account: '1001 2345 6789', currency: 'CNY' }],
  })
  expect(made).toMatchObject({ taxpayerType: 'general', isDefault: false, accounts: [{ bank: '工商银行张江支行' }] })
  expect(made.address).toMatchObject({ code: '310115', district: '浦东新区', street: '世纪大道1号' })
  const wrong = await chen.post('/api/legal-entities', { name: '税号错', taxNo: '91350100M000100Y44' }, 422)
  expect(wrong.fields).toMatchObject([{ path: 'taxNo', code: 'customer.credit_code_check' }])
  const other = await chen.post('/api/legal-entities', { name: '海天科技（深圳）有限公司' })
  for (const one of [made, other])
    expect((await chen.post(`/api/legal-entities/${one.id}/makeDefault`)).isDefault).toBe(true)
  expect(await chen.get(`/api/legal-entities/${made.id}`)).toMatchObject({ isDefault: false, version: 2 })
  // The default one stays in use; another may be retired and come back, and is then no default.
  expect((await chen.post(`/api/legal-entities/${other.id}/retire`, {}, 409)).code).toBe('legalEntity.default_in_use')
  expect((await chen.post(`/api/legal-entities/${made.id}/retire`)).state).toBe('retired')
  expect((await chen.post(`/api/legal-entities/${made.id}/makeDefault`, {}, 409)).code).toBe('verb_not_possible')
  expect((await chen.get(`/api/legal-entities/${made.id}`)).can).not.toContain('retire')
  expect((await chen.post(`/api/legal-entities/${made.id}/reinstate`)).state).toBe('active')
  await chen.patch(`/api/legal-entities/${made.id}`, { code: 'SH' })
  expect((await chen.patch(`/api/legal-entities/${other.id}`, { code: 'sh' }, 422)).fields).toMatchObject([
    { path: 'code', code: 'field.not_unique' },
  ])
  await chen.patch(`/api/legal-entities/${other.id}`, { state: 'retired' }, 422)
  await li.post(`/api/legal-entities/${made.id}/retire`, {}, 403)
  await li.post('/api/legal-entities', { name: '李强自己的公司' }, 403)
  await li.post(`/api/legal-entities/${made.id}/makeDefault`, {}, 403)
})
