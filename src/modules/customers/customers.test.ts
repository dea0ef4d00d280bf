import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { isCreditCode } from './customer.rules.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

describe('a customer', () => {
  it('is a company or a person, with phones and addresses of its own', async () => {
    const { li } = company.as
    const made = await li.post('/api/customers', {
      name: '华星科技有限公司',
      phones: ['138 1234 5678'],
      emails: ['Info@Huaxing.CN'],
      level: 'a',
      foundedYear: 1998,
      revenueMillions: 1100.04,
    })
    expect(made).toMatchObject({
      kind: 'company',
      owner: { id: li.id },
      revenueMillions: 1100.04,
      emails: [{ normalised: 'info@huaxing.cn' }],
    })
    expect(await li.post('/api/customers', { name: '张三', kind: 'person' })).toMatchObject({ kind: 'person' })
    for (const query of ['华星', 'huaxing', 'hxkj', '5678', '1381'])
      expect(
        (await li.get(`/api/search?q=${encodeURIComponent(query)}`)).results.map((result: { id: string }) => result.id),
        query,
      ).toContain(made.id)
  })

  it('is found by its owner and his manager, and by nobody of another team', async () => {
    const { li, wang, zhao, chen, qian } = company.as
    const { id } = await li.post('/api/customers', { name: '独家客户' })
    for (const person of [li, wang, chen]) expect((await person.get(`/api/customers/${id}`)).name).toBe('独家客户')
    await zhao.get(`/api/customers/${id}`, 404)
    await zhao.patch(`/api/customers/${id}`, { name: '抢' }, 404)
    await zhao.delete(`/api/customers/${id}`, 404)
    await zhao.get(`/api/customers/${id}/timeline`, 404)
    expect((await zhao.get('/api/search?q=独家客户')).results).toEqual([])
    await qian.get('/api/customers', 403)
    await qian.get(`/api/customers/${id}`, 404)
    expect((await li.get(`/api/customers/${id}`)).name).toBe('独家客户')
  })

  it('has a parent, never in a circle', async () => {
    const { li } = company.as
    const parent = await li.post('/api/customers', { name: '集团' })
    const child = await li.post('/api/customers', { name: '子公司', parent: parent.id })
    const refused = await li.patch(`/api/customers/${parent.id}`, { parent: child.id }, 422)
    expect(refused.fields).toMatchObject([{ path: 'parent', code: 'field.circle' }])
    expect(refused.fields[0].message).toMatch(/[一-龥]/)
  })

  it('checks a tax number by its check digit', async () => {
    const { li } = company.as
    await li.post('/api/customers', { name: '税号对', taxNo: '91350100M000100Y43' })
    expect(
      (await li.post('/api/customers', { name: '税号错', taxNo: '91350100M000100Y44' }, 422)).fields,
    ).toMatchObject([{ path: 'taxNo', code: 'customer.credit_code_check' }])
    expect((await li.post('/api/customers', { name: '税号短', taxNo: '123' }, 422)).fields).toMatchObject([
      { path: 'taxNo', code: 'customer.tax_no_form' },
    ])
    expect(
      (await li.post('/api/customers', { name: '税号重', taxNo: '91350100m000100y43' }, 422)).fields,
    ).toMatchObject([
      { path: 'taxNo', code: 'duplicate.forbidden' },
      { path: 'taxNo', code: 'field.not_unique' },
    ])
    // Together with all else that is wrong, so that nobody corrects a form twice.
    expect(
      (await li.post('/api/customers', { taxNo: '123', phones: [{ raw: '1.38E+10' }] }, 422)).fields.map(
        (problem: { path: string }) => problem.path,
      ),
    ).toEqual(expect.arrayContaining(['name', 'taxNo', 'phones']))
  })

  it('leaves as a file what the list shows, and a formula in it stays text', async () => {
    const { li, chen } = company.as
    await li.post('/api/customers', { name: '=1+1', phones: ['+86 138 0000 0009'] })
    await li.get('/api/customers/export.csv', 403)
    const reply = await chen.ask(
      'GET',
      `/api/customers/export.csv?fields=name,phones&filter=${encodeURIComponent('{"field":"name","op":"startsWith","value":"="}')}`,
    )
    expect(reply.status).toBe(200)
    expect(String(reply.body)).toContain("'=1+1,+86 138 0000 0009")
  })
})

it('GB 32100: real codes pass, each change of one character fails', () => {
  const code = '91350100M000100Y43'
  expect(isCreditCode(code)).toBe(true)
  for (let at = 0; at < 18; at++) {
    const other = code[at] === '7' ? '8' : '7'
    expect(isCreditCode(code.slice(0, at) + other + code.slice(at + 1)), `${at}`).toBe(false)
  }
})
