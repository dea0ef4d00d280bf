import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

const customers = async (who: 'li' | 'wang' | 'zhao', names: string[], values: object = {}): Promise<string[]> => {
  const made: string[] = []
  for (const name of names) made.push((await company.as[who].post('/api/customers', { name, ...values })).id)
  return made
}
const named = (prefix: string) => ({ field: 'name', op: 'startsWith', value: prefix })
const found = async (filter: object): Promise<Record<string, unknown>[]> =>
  (await company.as.chen.get(`/api/customers?limit=200&filter=${encodeURIComponent(JSON.stringify(filter))}`)).records

test('several fields of several records change in one batch; each refusal has its reason', async () => {
  const { li } = company.as
  const mine = await customers('li', ['批甲', '批乙'], { level: 'c' })
  const [foreign] = await customers('zhao', ['批外'])
  const run = await li.post('/api/customers/bulk', {
    ids: [...mine, foreign, '00000000-0000-7000-8000-000000000000'],
    verb: 'update',
    values: { level: 'a', employees: 80 },
    reason: '年度评级',
  })
  expect(run).toMatchObject({ state: 'done', total: 4, done: 4, refusedCount: 2, verb: 'update' })
  expect(run.refused.map((one: { id: string; code: string; title: string }) => [one.id, one.code, one.title])).toEqual(
    expect.arrayContaining([
      [foreign, 'not_found', ''],
      ['00000000-0000-7000-8000-000000000000', 'not_found', ''],
    ]),
  )
  for (const id of mine)
    expect(await li.get(`/api/customers/${id}`)).toMatchObject({ level: 'a', employees: 80, version: 2 })
  expect((await company.as.zhao.get(`/api/customers/${foreign}`)).level).not.toBe('a')
  const batches = new Set<string>()
  for (const id of mine) {
    const [entry] = (await li.get(`/api/customers/${id}/timeline`)).entries
    expect(entry).toMatchObject({ verb: 'update', reason: '年度评级', batch: { kind: 'bulk' } })
    batches.add(entry.batch.id)
  }
  expect(batches.size).toBe(1)
})

test('an undo returns what nobody has touched since, and tells what it left', async () => {
  const { li } = company.as
  const [first, second] = await customers('li', ['撤甲', '撤乙'], { level: 'c', employees: 10 })
  const run = await li.post('/api/customers/bulk', {
    ids: [first, second],
    verb: 'update',
    values: { level: 'a', employees: 80 },
  })
  await li.patch(`/api/customers/${second}`, { level: 'b' })
  const undone = await li.post(`/api/bulk/${run.id}/undo`)
  expect(undone).toMatchObject({
    state: 'undone',
    kept: [{ id: second, title: '撤乙', code: 'bulk.kept.changed_since' }],
  })
  expect(await li.get(`/api/customers/${first}`)).toMatchObject({ level: 'c', employees: 10, version: 3 })
  expect(await li.get(`/api/customers/${second}`)).toMatchObject({ level: 'b', employees: 10 })
  expect((await li.post(`/api/bulk/${run.id}/undo`, undefined, 409)).code).toBe('bulk.not_undoable')
  await company.as.wang.get(`/api/bulk/${run.id}`, 404)
  await company.as.wang.post(`/api/bulk/${run.id}/undo`, undefined, 404)
  const [entry] = (await li.get(`/api/customers/${first}/timeline`)).entries
  expect(entry.batch.kind).toBe('undo')
})

test('records handed to a colleague come back by the undo, though one no longer sees them', async () => {
  const { li, zhao } = company.as
  const ids = await customers('li', ['交甲', '交乙'])
  const run = await li.post('/api/customers/bulk', { ids, verb: 'update', values: { owner: zhao.id } })
  expect(run.refusedCount).toBe(0)
  for (const id of ids) await li.get(`/api/customers/${id}`, 404)
  expect((await li.post(`/api/bulk/${run.id}/undo`)).state).toBe('undone')
  for (const id of ids) {
    expect((await li.get(`/api/customers/${id}`)).owner.id).toBe(li.id)
    await zhao.get(`/api/customers/${id}`, 404)
  }
})

test('"all of this list" acts on what the filter finds within one’s own sight; the bin gives back', async () => {
  const { li } = company.as
  await customers('li', ['删列一', '删列二'])
  await customers('zhao', ['删列外'])
  const run = await li.post('/api/customers/bulk', { filter: named('删列'), verb: 'remove' })
  expect(run).toMatchObject({ total: 2, done: 2, refusedCount: 0 })
  expect((await found(named('删列'))).map(one => one.name)).toEqual(['删列外'])
  const restored = await li.post('/api/customers/bulk', { filter: named('删列'), bin: true, verb: 'restore' })
  expect(restored).toMatchObject({ total: 2, refusedCount: 0 })
  expect(await found(named('删列'))).toHaveLength(3)
  const again = await li.post('/api/customers/bulk', { filter: named('删列'), verb: 'remove' })
  expect((await li.post(`/api/bulk/${again.id}/undo`)).state).toBe('undone')
  expect(await found(named('删列'))).toHaveLength(3)
})

test('one record that another needs is refused alone, the others go', async () => {
  const { li } = company.as
  const [used, free] = await customers('li', ['用着的', '没用的'])
  await customers('li', ['下级客户'], { parent: used })
  const run = await li.post('/api/customers/bulk', { ids: [used, free], verb: 'remove' })
  expect(run).toMatchObject({
    done: 2,
    refusedCount: 1,
    refused: [{ id: used, title: '用着的', code: 'record_in_use' }],
  })
  await li.get(`/api/customers/${free}`, 404)
  await li.get(`/api/customers/${used}`)
})

test('what could succeed on no record is refused before anything is touched', async () => {
  const { li, qian } = company.as
  const [id] = await customers('li', ['不动'])
  const bulk = (body: object, status: number) => li.post('/api/customers/bulk', { ids: [id], ...body }, status)
  expect((await bulk({ verb: 'update', values: { level: 'zzz' } }, 422)).fields[0].path).toBe('level')
  expect((await bulk({ verb: 'update', values: { nothing: 1 } }, 422)).fields[0].code).toBe('field.unknown')
  expect((await bulk({ verb: 'update', values: { number: 'C1' } }, 422)).fields[0].path).toBe('number')
  expect((await bulk({ verb: 'update' }, 400)).code).toBe('bulk.nothing')
  expect((await bulk({ verb: 'update', values: {}, add: { level: ['a'] } }, 422)).fields[0].code).toBe(
    'bulk.not_several',
  )
  expect((await bulk({ verb: 'update', values: { level: 'a' }, filter: null }, 400)).code).toBe('bulk.which')
  await bulk({ verb: 'fly' }, 403)
  await qian.post('/api/customers/bulk', { ids: [id], verb: 'remove' }, 403)
  await li.post('/api/nothings/bulk', { ids: [id], verb: 'remove' }, 404)
  expect((await li.get(`/api/customers/${id}`)).version).toBe(1)
  expect((await li.get('/api/bulk')).runs.every((run: { total: number }) => run.total > 0)).toBe(true)
})

test('a verb of the noun is done with each; where it is not possible, that one says so', async () => {
  const { li, chen } = company.as
  const products = []
  for (const name of ['批产一', '批产二']) products.push((await chen.post('/api/products', { name })).id)
  const { verbs } = (await chen.get('/api/catalog')).objects.find((one: { name: string }) => one.name === 'product')
  const verb = verbs.find((one: { input: unknown[] }) => one.input.length === 0)?.verb
  expect(verb).toBeDefined()
  const first = await chen.get(`/api/products/${products[0]}`)
  const opposite = verbs.find((one: { verb: string }) => one.verb !== verb).verb
  // One stands where the verb is possible, the other where it is not.
  await chen.post(
    `/api/products/${products[first.can.includes(verb) ? 0 : 1]}/${first.can.includes(verb) ? verb : opposite}`,
  )
  const run = await chen.post('/api/products/bulk', { ids: products, verb })
  expect(run).toMatchObject({ total: 2, done: 2, refusedCount: 1, refused: [{ code: 'verb_not_possible' }] })
  await li.post('/api/products/bulk', { ids: products, verb }, 403)
})

test('above 500 a job goes on by itself, tells how far it is, can be stopped, and is undone as one', async () => {
  const { zhao } = company.as
  const many = Array.from({ length: 520 }, (_, index) => `大批${String(index).padStart(4, '0')}`)
  await sql`insert into customers (id, name, owner_id, kind, created_by_id, level)
    select gen_random_uuid(), n, ${zhao.id}::uuid, 'company', ${zhao.id}::uuid, 'c' from unnest(${many}::text[]) as n`.execute(
    company.db,
  )
  const until = async (id: string, state: string): Promise<Record<string, unknown>> => {
    for (;;) {
      const run = await zhao.get(`/api/bulk/${id}`)
      if (run.state === state) return run
      if (run.state === 'failed') throw new Error(JSON.stringify(run))
      await new Promise(later => setTimeout(later, 100))
    }
  }
  const started = await zhao.post(
    '/api/customers/bulk',
    { filter: named('大批'), verb: 'update', values: { level: 'a' } },
    202,
  )
  expect(started).toMatchObject({ state: 'running', total: 520, done: 0 })
  expect((await zhao.get('/api/bulk')).runs[0].id).toBe(started.id)
  expect(await until(started.id, 'done')).toMatchObject({ done: 520, refusedCount: 0 })
  expect(
    await zhao.get(
      `/api/customers?count=exact&filter=${encodeURIComponent(JSON.stringify({ and: [named('大批'), { field: 'level', op: 'in', value: ['a'] }] }))}`,
    ),
  ).toMatchObject({ count: { value: 520 } })
  await zhao.post(`/api/bulk/${started.id}/undo`, undefined, 202)
  expect(await until(started.id, 'undone')).toMatchObject({ kept: [] })
  expect(
    await zhao.get(
      `/api/customers?count=exact&filter=${encodeURIComponent(JSON.stringify({ and: [named('大批'), { field: 'level', op: 'in', value: ['c'] }] }))}`,
    ),
  ).toMatchObject({ count: { value: 520 } })

  const second = await zhao.post(
    '/api/customers/bulk',
    { filter: named('大批'), verb: 'update', values: { level: 'b' } },
    202,
  )
  await zhao.post(`/api/bulk/${second.id}/stop`)
  const stopped = await until(second.id, 'stopped')
  expect(stopped.done).toBeLessThan(520)
}, 120_000)

test('tags are put to some and taken from others, whatever else they bear', async () => {
  const { li, chen } = company.as
  const tags: string[] = []
  for (const name of ['展会', '老客户']) tags.push((await chen.post('/api/tags', { name })).id)
  const [fair, old] = tags
  const [bare] = await customers('li', ['标甲'])
  const [tagged] = await customers('li', ['标乙'], { tags: [old] })
  const run = await li.post('/api/customers/bulk', { ids: [bare, tagged], verb: 'update', add: { tags: [fair] } })
  expect(run.refused).toEqual([])
  const tagsOf = async (id?: string): Promise<string[]> =>
    (await li.get(`/api/customers/${id}`)).tags?.map((tag: { title: string }) => tag.title).sort() ?? []
  expect([await tagsOf(bare), await tagsOf(tagged)]).toEqual([['展会'], ['展会', '老客户']])
  await li.post('/api/customers/bulk', { ids: [bare, tagged], verb: 'update', take: { tags: [old] } })
  expect([await tagsOf(bare), await tagsOf(tagged)]).toEqual([['展会'], ['展会']])
  await li.post(`/api/bulk/${run.id}/undo`)
  expect([await tagsOf(bare), await tagsOf(tagged)]).toEqual([[], ['展会']])
})
