import { sql } from 'kysely'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

let count = 0
const name = (text: string): string => `${text}${count++}`

/** A customer of li with a contact, an open and a won opportunity, a task and an event of his, and a contact of somebody else's. */
async function customerOfLi(): Promise<
  Record<'customer' | 'contact' | 'open' | 'lost' | 'task' | 'done' | 'event', string>
> {
  const { li } = company.as
  const customer = (await li.post('/api/customers', { name: name('转移客户') })).id
  const make = async (path: string, values: object): Promise<string> =>
    (await li.post(`/api/${path}`, { customer, ...values })).id
  const lost = await make('opportunities', { name: name('旧商机') })
  await li.post(`/api/opportunities/${lost}/lose`, { reason: 'price' })
  const done = await make('tasks', { title: '已完成' })
  await li.post(`/api/tasks/${done}/complete`, {})
  return {
    customer,
    contact: await make('contacts', { name: name('张总') }),
    open: await make('opportunities', { name: name('新商机') }),
    lost,
    task: await make('tasks', { title: '寄样品' }),
    done,
    event: await make('events', { title: '下月拜访', startsAt: '2099-01-05T02:00:00Z' }),
  }
}

const ownerOf = async (path: string, id: string): Promise<string | undefined> =>
  (await company.as.chen.get(`/api/${path}/${id}`)).owner?.id

/** Every event that waits has been told. */
const allTold = (): Promise<void> =>
  vi.waitFor(async () => {
    const { rows } = await sql`select from outbox where done_at is null`.execute(company.db)
    expect(rows).toEqual([])
  }, 30_000)

describe('transfer of one record', () => {
  it('gives a new owner; the old one stays in the team as told; what was chosen goes along, what is past stays', async () => {
    const { li, zhao, chen } = company.as
    const made = await customerOfLi()
    await zhao.get(`/api/customers/${made.customer}`, 404)
    const offered = await li.post('/api/customers/going-along', { ids: [made.customer] })
    expect(
      Object.fromEntries(offered.along.map((one: { object: string; count: number }) => [one.object, one.count])),
    ).toEqual({
      contact: 1,
      opportunity: 1,
      lead: 0,
      task: 1,
      event: 1,
    })
    const run = await li.post('/api/customers/bulk', {
      ids: [made.customer],
      verb: 'transfer',
      input: {
        owner: zhao.id,
        along: ['contact', 'opportunity', 'task'],
        keepAs: 'read',
        until: '2099-12-31',
        reason: '区域调整',
      },
    })
    expect(run).toMatchObject({ state: 'done', refusedCount: 0 })
    expect(await ownerOf('customers', made.customer)).toBe(zhao.id)
    for (const [path, id] of [
      ['contacts', made.contact],
      ['opportunities', made.open],
      ['tasks', made.task],
    ] as const)
      expect(await ownerOf(path, id), path).toBe(zhao.id)
    // Not chosen, or past.
    for (const [path, id] of [
      ['events', made.event],
      ['opportunities', made.lost],
      ['tasks', made.done],
    ] as const)
      expect(await ownerOf(path, id), path).toBe(li.id)
    expect((await chen.get(`/api/customers/${made.customer}/team`)).members).toMatchObject([
      { user: { id: li.id }, access: 'read', until: '2099-12-31' },
    ])
    // Of whose teams somebody is, each process knows within half a second.
    await vi.waitFor(() => li.get(`/api/customers/${made.customer}`), 5000)
    expect((await li.get(`/api/customers/${made.customer}`)).can).not.toContain('update')
    await li.patch(`/api/customers/${made.customer}`, { remark: 'x' }, 403)
    const [entry] = (await zhao.get(`/api/customers/${made.customer}/timeline`)).entries
    expect(entry).toMatchObject({ verb: 'transfer', reason: '区域调整', by: { id: li.id } })

    const undone = await li.post(`/api/bulk/${run.id}/undo`)
    expect(undone).toMatchObject({ state: 'undone', kept: [] })
    for (const [path, id] of [
      ['customers', made.customer],
      ['contacts', made.contact],
      ['opportunities', made.open],
      ['tasks', made.task],
    ] as const)
      expect(await ownerOf(path, id), path).toBe(li.id)
    expect((await chen.get(`/api/customers/${made.customer}/team`)).members).toEqual([])
    await zhao.get(`/api/customers/${made.customer}`, 404)
  })

  it('by a program is a run of its own, with which all of it is taken back', async () => {
    const { li, zhao, chen } = company.as
    const made = await customerOfLi()
    const input = { owner: zhao.id, along: ['contact', 'opportunity'], keepAs: 'edit', reason: '区域调整' }
    await li.post(`/api/customers/${made.customer}/transfer`, input)
    expect(await ownerOf('opportunities', made.open)).toBe(zhao.id)
    const [run] = (await li.get('/api/bulk')).runs
    expect(run).toMatchObject({ state: 'done', total: 1, verb: 'transfer' })
    const [entry] = (await chen.get(`/api/customers/${made.customer}/timeline`)).entries
    expect(entry).toMatchObject({ verb: 'transfer', batch: { kind: 'bulk' } })
    // It is his own: nobody else takes it back.
    await zhao.post(`/api/bulk/${run.id}/undo`, {}, 404)
    expect(await li.post(`/api/bulk/${run.id}/undo`)).toMatchObject({ state: 'undone', kept: [] })
    for (const [path, id] of [
      ['customers', made.customer],
      ['contacts', made.contact],
      ['opportunities', made.open],
    ] as const)
      expect(await ownerOf(path, id), path).toBe(li.id)
    expect((await chen.get(`/api/customers/${made.customer}/team`)).members).toEqual([])
  })

  it('without keeping him, the old owner sees it no more; who gets it leaves its team, and comes back into it by the undo', async () => {
    const { li, zhao, chen } = company.as
    const { customer } = await customerOfLi()
    await li.put(`/api/customers/${customer}/team/${zhao.id}`, { access: 'edit', until: '2099-01-01' })
    const run = await li.post('/api/customers/bulk', { ids: [customer], verb: 'transfer', input: { owner: zhao.id } })
    await li.get(`/api/customers/${customer}`, 404)
    expect((await chen.get(`/api/customers/${customer}/team`)).members).toEqual([])
    await li.post(`/api/bulk/${run.id}/undo`)
    expect((await chen.get(`/api/customers/${customer}/team`)).members).toMatchObject([
      { user: { id: zhao.id }, access: 'edit', until: '2099-01-01' },
    ])
  })

  it('is refused to somebody who has left, to a day that has passed, and of a record that is another one’s', async () => {
    const { li, zhao, chen } = company.as
    const { customer } = await customerOfLi()
    const gone = await chen.post('/api/users', { name: name('走了的人') })
    await chen.patch(`/api/users/${gone.id}`, { state: 'left' })
    const codes = async (input: object) =>
      (await li.post(`/api/customers/${customer}/transfer`, input, 422)).fields.map(
        (one: { path: string; code: string }) => [one.path, one.code],
      )
    expect(await codes({ owner: gone.id })).toEqual([['owner', 'transfer.not_here']])
    expect(await codes({ owner: zhao.id, keepAs: 'read', until: '2020-01-01' })).toEqual([
      ['until', 'team.until_passed'],
    ])
    expect(await codes({})).toEqual([['owner', 'field.required']])
    await zhao.post(`/api/customers/${customer}/transfer`, { owner: zhao.id }, 404)
    expect(await ownerOf('customers', customer)).toBe(li.id)
  })

  it('50 at once: exactly one succeeds for its owner, and owner history has no gap', async () => {
    const { li, zhao, wang, chen } = company.as
    const { customer } = await customerOfLi()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        li.ask('POST', `/api/customers/${customer}/transfer`, { owner: index % 2 ? zhao.id : wang.id, keepAs: 'read' }),
      ),
    )
    expect(answers.filter(one => one.status === 200)).toHaveLength(1)
    // The others find a record that is not his to hand on any more.
    expect(answers.filter(one => ![200, 403, 404].includes(one.status))).toEqual([])
    const { rows } = await sql<{
      from_value: string | null
      to_value: string
    }>`select from_value, to_value from transitions
      where record_id = ${customer}::uuid and field = 'owner' order by recorded_at, id`.execute(company.db)
    expect(rows).toHaveLength(2)
    expect(rows[1]).toEqual({ from_value: li.id, to_value: await ownerOf('customers', customer) })
    expect((await chen.get(`/api/customers/${customer}/team`)).members).toHaveLength(1)
  })
})

describe('transfer of many', () => {
  it('more than 500 go by a job, are told once and return by one undo, each with its team', async () => {
    const { li, zhao } = company.as
    await sql`insert into customers (id, name, kind, owner_id)
      select gen_random_uuid(), '批量转移' || n, 'company', ${li.id}::uuid from generate_series(1, 501) n`.execute(
      company.db,
    )
    const [whole] = (
      await sql<{ ids: string[] }>`select array_agg(id) as ids from customers where name like '批量转移%'`.execute(
        company.db,
      )
    ).rows
    const standing = async (): Promise<Record<string, number>> => {
      const { rows } = await sql<{ name: string; count: number }>`
        select u.name, count(*)::int as count from customers c join users u on u.id = c.owner_id where c.name like '批量转移%' group by 1
        union all select 'teams', count(*)::int from team_members where user_id = ${li.id}::uuid
          and record_id = any(${whole?.ids}::uuid[])`.execute(company.db)
      return Object.fromEntries(rows.map(row => [row.name, row.count]))
    }
    const ended = (id: string, state: string) =>
      vi.waitFor(async () => expect(await li.get(`/api/bulk/${id}`)).toMatchObject({ state }), {
        timeout: 120_000,
        interval: 100,
      })
    await allTold()
    const run = await li.post(
      '/api/customers/bulk',
      { ids: whole?.ids, verb: 'transfer', input: { owner: zhao.id, keepAs: 'read', until: '2099-12-31' } },
      202,
    )
    await ended(run.id, 'done')
    expect(await li.get(`/api/bulk/${run.id}`)).toMatchObject({ total: 501, done: 501, refusedCount: 0 })
    expect(await standing()).toEqual({ [zhao.name]: 501, teams: 501 })
    await allTold()
    const { notices } = await zhao.get('/api/notices?limit=100')
    const ofThese = notices.filter((one: { text: string }) => one.text.includes('501') || one.text.includes('批量转移'))
    expect(ofThese.map((one: { kind: string }) => one.kind)).toEqual(['transfer.receivedMany'])
    await li.post(`/api/bulk/${run.id}/undo`, {}, 202)
    await ended(run.id, 'undone')
    expect((await li.get(`/api/bulk/${run.id}`)).kept).toEqual([])
    expect(await standing()).toEqual({ [li.name]: 501, teams: 0 })
  }, 300_000)

  it('tells the new owner once, with the number; tasks and contacts that came along are not told again', async () => {
    const { li, zhao } = company.as
    const made = [await customerOfLi(), await customerOfLi(), await customerOfLi()]
    await allTold()
    const before = (await zhao.get('/api/notices')).notices.length
    await li.post('/api/customers/bulk', {
      ids: made.map(one => one.customer),
      verb: 'transfer',
      input: { owner: zhao.id, along: ['contact', 'task'] },
    })
    await allTold()
    const { notices } = await zhao.get('/api/notices')
    expect(notices.slice(0, notices.length - before).map((one: { kind: string }) => one.kind)).toEqual([
      'transfer.receivedMany',
    ])
    expect(notices[0].text).toContain('9')
    expect(notices[0].text).toContain('李强')
  })

  it('takes all that a filter finds; what may not go is told with its reason, the others go', async () => {
    const { li, zhao, wang } = company.as
    const prefix = name('筛选转移')
    const mine = [name(prefix), name(prefix)]
    for (const one of mine) await li.post('/api/customers', { name: one })
    const foreign = (await zhao.post('/api/customers', { name: name(prefix) })).id
    const filter = { field: 'name', op: 'startsWith', value: prefix }
    const run = await li.post('/api/customers/bulk', { filter, verb: 'transfer', input: { owner: wang.id } })
    expect(run).toMatchObject({ state: 'done', total: 2, refusedCount: 0 })
    const named = await li.post('/api/customers/bulk', {
      ids: [foreign],
      verb: 'transfer',
      input: { owner: wang.id },
    })
    expect(named).toMatchObject({ total: 1, refusedCount: 1, refused: [{ id: foreign, title: '', code: 'not_found' }] })
    expect(await ownerOf('customers', foreign)).toBe(zhao.id)
  })
})
