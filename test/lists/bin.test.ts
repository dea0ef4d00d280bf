import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { app } from '#src/app.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { systemActor } from '#platform/access/actor.ts'
import { eraseOldBin } from '#platform/bin/erase.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

interface Entry {
  object: string
  id: string
  title: string
  removedBy: { title: string } | null
}
const bin = async (who: 'li' | 'wang' | 'zhao' | 'chen' | 'qian', query = ''): Promise<Entry[]> =>
  (await company.as[who].get(`/api/bin${query}`)).entries

test('the bin lists what one may restore, with who removed it and when; it can be searched', async () => {
  const { li, chen } = company.as
  const one = await li.post('/api/customers', { name: '进站一' })
  const two = await li.post('/api/customers', { name: '进站二' })
  const product = await chen.post('/api/products', { name: '进站产品' })
  await li.delete(`/api/customers/${one.id}`)
  await li.delete(`/api/customers/${two.id}`)
  await chen.delete(`/api/products/${product.id}`)
  expect((await bin('li')).map(({ title, removedBy }) => [title, removedBy?.title])).toEqual([
    ['进站二', '李强'],
    ['进站一', '李强'],
  ])
  expect((await bin('wang')).map(entry => entry.title)).toEqual(['进站二', '进站一'])
  expect((await bin('chen')).map(entry => entry.title)).toEqual(['进站产品', '进站二', '进站一'])
  expect((await bin('chen', '?object=product')).map(entry => entry.id)).toEqual([product.id])
  expect((await bin('li', `?q=${encodeURIComponent('站一')}`)).map(entry => entry.id)).toEqual([one.id])
  for (const who of ['zhao', 'qian'] as const) expect(await bin(who)).toEqual([])
  expect((await chen.get('/api/bin?after=nonsense', 400)).code).toBe('page.bad_cursor')
  await company.as.zhao.post(`/api/customers/${one.id}/restore`, undefined, 404)
  await li.post(`/api/customers/${one.id}/restore`)
  expect((await bin('li')).map(entry => entry.id)).toEqual([two.id])
})

test('pages of the bin hold each removed record once', async () => {
  const { zhao } = company.as
  const names = Array.from({ length: 60 }, (_, index) => `页${String(index).padStart(3, '0')}`)
  await sql`insert into customers (id, name, owner_id, kind, deleted_at)
    select gen_random_uuid(), n, ${zhao.id}::uuid, 'company', now() - interval '1 hour' from unnest(${names}::text[]) as n`.execute(
    company.db,
  )
  const first = await zhao.get('/api/bin')
  const second = await zhao.get(`/api/bin?after=${first.next}`)
  expect([...first.entries, ...second.entries].map((entry: Entry) => entry.title).sort()).toEqual(names)
  expect(second.next).toBeNull()
})

test('restoring into a taken value says who has it, and takes another value', async () => {
  const { li } = company.as
  const unique = 'taxNo'
  const code = '91310000MA1FL2GK5P'
  const old = await sql<{ id: string }>`insert into customers (id, name, owner_id, kind, tax_no, deleted_at)
    values (gen_random_uuid(), '旧的', ${li.id}::uuid, 'company', ${code}, now()) returning id`.execute(company.db)
  const id = old.rows[0]?.id
  const now = await sql<{ id: string }>`insert into customers (id, name, owner_id, kind, tax_no)
    values (gen_random_uuid(), '新的', ${li.id}::uuid, 'company', ${code}) returning id`.execute(company.db)
  const asked = await li.post(`/api/customers/${id}/restore`, undefined, 422)
  expect(asked).toMatchObject({
    fields: [{ path: unique, code: 'field.not_unique' }],
    holders: { [unique]: { id: now.rows[0]?.id, title: '新的' } },
  })
  await li.post(`/api/customers/${id}/restore`, { name: '换个名字' }, 422)
  await li.get(`/api/customers/${id}`, 404)
  expect(await li.post(`/api/customers/${id}/restore`, { [unique]: null })).toMatchObject({
    id,
    name: '旧的',
    taxNo: null,
  })
})

test('the bin is emptied only when the company says after how many days; what is referred to stays', async () => {
  const { chen, li } = company.as
  const ctx = {
    ...(await app.contextOf({
      db: company.db,
      company: await chen.get('/api/company'),
      actor: systemActor('bin'),
      batch: null,
      reason: null,
      locale: 'zh',
      now: () => new Date(),
    })),
    db: company.db,
  }
  const made = await li.post('/api/customers', { name: '要清掉', phones: [{ raw: '13800138000' }] })
  const parent = await li.post('/api/customers', { name: '被引用' })
  const child = await li.post('/api/customers', { name: '引用者', parent: parent.id })
  await sql`update customers set deleted_at = now() - interval '40 days' where id in (${made.id}::uuid, ${parent.id}::uuid)`.execute(
    company.db,
  )
  expect(await eraseOldBin(ctx)).toBe(0)
  await li.patch('/api/bin', { days: 30 }, 403)
  await chen.patch('/api/bin', { days: 0 }, 422)
  await chen.patch('/api/bin', { days: 60 })
  expect(await eraseOldBin(ctx)).toBe(0)
  await chen.patch('/api/bin', { days: 30 })
  expect((await chen.get('/api/bin')).days).toBe(30)
  expect(await eraseOldBin(ctx)).toBe(1)
  const left = await sql<{
    id: string
  }>`select id from customers where id in (${made.id}::uuid, ${parent.id}::uuid)`.execute(company.db)
  expect(left.rows.map(row => row.id)).toEqual([parent.id])
  const { rows } = await sql<{ verb: string; changes: unknown }>`
    select verb, changes from history where record_id = ${made.id}::uuid order by version`.execute(company.db)
  expect(rows.at(-1)).toMatchObject({ verb: 'erase', changes: { name: ['要清掉', null] } })
  const points = await sql`select from contact_points where record_id = ${made.id}::uuid`.execute(company.db)
  expect(points.rows).toEqual([])
  await li.get(`/api/customers/${child.id}`)
})
