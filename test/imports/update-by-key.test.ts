import { beforeAll, expect, test } from 'vitest'
import type { Person } from '#test/harness/people.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { change, run, undo, upload } from './importing.ts'

let company: TestCompany
let chen: Person
beforeAll(async () => {
  company = await openTestCompany()
  chen = company.as.chen
})

const add = async (values: Record<string, unknown>) => await chen.post('/api/customers', values)
const read = async (id: string) => await chen.get(`/api/customers/${id}`)

/** Looked at with these settings, not yet run. */
async function looked(file: string, settings: Record<string, unknown>, person = chen) {
  const described = await upload(person, { object: 'customer', file })
  return await change(person, described.id, { settings })
}
const rowsOf = async (id: string) => (await chen.get(`/api/imports/${id}/rows`)).rows

test('rows are known by id, and an id that nothing has is refused', async () => {
  const one = await add({ name: '按编号', remark: '旧' })
  const missing = '01890000-0000-7000-8000-000000000000'
  const described = await looked(`系统编号,客户名称,备注\n${one.id},按编号改名,新\n${missing},没有,x\n`, {
    key: 'id',
    doubles: 'update',
  })
  expect(described.keys).toEqual(['id', 'name'])
  expect(described.counts).toMatchObject({ created: 0, updated: 1, refused: 1 })
  await run(chen, described.id)
  expect(await read(one.id)).toMatchObject({ name: '按编号改名', remark: '新', version: 2 })
  expect(await rowsOf(described.id)).toMatchObject([
    { outcome: 'updated', recordId: one.id },
    { outcome: 'refused', problems: [{ code: 'import.not_there' }] },
  ])
  await undo(chen, described.id)
  expect(await read(one.id)).toMatchObject({ name: '按编号', remark: '旧' })
})

test('an ambiguous name is refused, never guessed; new only, update only and both do what they say', async () => {
  await add({ name: '同名公司' })
  await add({ name: '同名公司', duplicateReason: '两家同名的公司' })
  const single = await add({ name: '独名公司', foundedYear: 1999 })
  const file = 'name,foundedYear\n同名公司,2001\n独 名公司,2002\n独名公司,2003\n全新公司,2004\n'
  const both = await looked(file, { key: 'name', doubles: 'update' })
  expect(both.counts).toMatchObject({ created: 2, updated: 1, refused: 1 })
  expect(await rowsOf(both.id)).toMatchObject([
    { problems: [{ code: 'import.ambiguous_key', params: { count: 2 } }] },
    { outcome: 'created' },
    { outcome: 'updated', recordId: single.id },
    { outcome: 'created' },
  ])
  const only = await change(chen, both.id, { settings: { doubles: 'updateOnly' } })
  expect(only.counts).toMatchObject({ created: 0, updated: 1, skipped: 2, refused: 1 })
  const fresh = await change(chen, both.id, { settings: { doubles: 'skip' } })
  expect(fresh.counts).toMatchObject({ created: 2, updated: 0, skipped: 2, refused: 0 })
  await chen.patch(`/api/imports/${both.id}`, { settings: { key: 'foundedYear' } }, 400)
  await chen.post(`/api/imports/${both.id}/cancel`)
})

test('rows are known by phone, however it is written; the record keeps its own list of phones', async () => {
  const one = await add({ name: '按电话', phones: [{ raw: '138 0013 8001' }, { raw: '021-62345678' }] })
  const described = await looked('phones,remark\n+86 13800138001,找到了\n13800138999,没有\n', {
    key: 'phones',
    doubles: 'updateOnly',
  })
  expect(described.counts).toMatchObject({ updated: 1, skipped: 1 })
  await run(chen, described.id)
  const after = await read(one.id)
  expect(after).toMatchObject({ remark: '找到了' })
  expect(after.phones).toHaveLength(2)
})

test('only empty fields are filled when the user wants that, and a blank cell never empties', async () => {
  const one = await add({ name: '半满', foundedYear: 1999 })
  const described = await looked('name,foundedYear,remark,address\n半满,2001,补上的,\n', {
    key: 'name',
    doubles: 'update',
    writing: 'fillEmpty',
  })
  await run(chen, described.id)
  expect(await read(one.id)).toMatchObject({ foundedYear: 1999, remark: '补上的' })
})

test('an update goes no further than the person’s own rights', async () => {
  const { wang, zhao } = company.as
  const foreign = await zhao.post('/api/customers', { name: '别人的客户', remark: '原样' })
  const own = await wang.post('/api/customers', { name: '自己的客户' })
  const described = await looked(
    `系统编号,remark\n${foreign.id},改了\n${own.id},改了\n`,
    { key: 'id', doubles: 'updateOnly' },
    wang,
  )
  const done = await run(wang, described.id)
  expect(done.counts).toMatchObject({ updated: 1, refused: 1 })
  expect(await read(foreign.id)).toMatchObject({ remark: '原样', version: 1 })
  expect(await read(own.id)).toMatchObject({ remark: '改了' })
})

test('an owner is found by his phone or e-mail, a parent by its external id or its number', async () => {
  await chen.patch(`/api/users/${company.as.li.id}`, { version: 1, phones: [{ raw: '13911112222' }] })
  const parent = await add({ name: '有编号的母公司' })
  const file = `name,owner,parent\n按手机找人,139-1111-2222,${parent.id}\n`
  const described = await upload(chen, { object: 'customer', file })
  expect(described).toMatchObject({ state: 'ready', unsettled: [] })
  await run(chen, described.id)
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: '按手机找人' }))
  const { records } = await chen.get(`/api/customers?filter=${filter}&fields=name,owner,parent`)
  expect(records[0]).toMatchObject({ owner: { id: company.as.li.id }, parent: { id: parent.id } })
})
