import { beforeAll, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

it('the last administrator neither leaves nor goes into the bin; with a second one he may', async () => {
  const { chen, wang } = company.as
  expect((await chen.patch(`/api/users/${chen.id}`, { state: 'left' }, 409)).code).toBe('role.last_administrator')
  expect((await chen.delete(`/api/users/${chen.id}`, 409)).code).toMatch(/role.last_administrator|record_in_use/)
  expect(await chen.get(`/api/users/${chen.id}`)).toMatchObject({ state: 'active' })
  await chen.put(`/api/users/${wang.id}/roles`, { roles: ['salesManager', 'administrator'] })
  await chen.patch(`/api/users/${chen.id}`, { state: 'left' })
})

it('a salesperson sees colleagues and departments and changes neither', async () => {
  const { li, zhao } = company.as
  expect(await li.get(`/api/users/${zhao.id}`)).toMatchObject({ name: '赵敏', can: [] })
  await li.patch(`/api/users/${li.id}`, { superior: null }, 403)
  await li.post('/api/departments', { name: '新部门' }, 403)
})

it('superiors and departments never form a circle', async () => {
  const own = await openTestCompany()
  const { chen, li, wang } = own.as
  expect((await chen.patch(`/api/users/${wang.id}`, { superior: li.id }, 422)).fields).toMatchObject([
    { path: 'superior', code: 'field.circle' },
  ])
  const a = await chen.post('/api/departments', { name: '甲' })
  const b = await chen.post('/api/departments', { name: '乙', parent: a.id })
  expect((await chen.patch(`/api/departments/${a.id}`, { parent: b.id }, 422)).fields).toMatchObject([
    { path: 'parent', code: 'field.circle' },
  ])
})

it('a new superior sees from then on what his subordinates own', async () => {
  const own = await openTestCompany()
  const { chen, wang, zhao } = own.as
  const { id } = await zhao.post('/api/customers', { name: '换上级' })
  await wang.get(`/api/customers/${id}`, 404)
  await chen.patch(`/api/users/${zhao.id}`, { superior: wang.id })
  await expect.poll(async () => (await wang.ask('GET', `/api/customers/${id}`)).status, { timeout: 3000 }).toBe(200)
})
