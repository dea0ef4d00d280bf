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
      contract: 0,
      quote: 0,
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
    expect(await codes({ owner: gone.id })).toEqual([['owner', 'user.has_left']])
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
    // A hundred to a transaction: many cost little more than one.
    const { rows: steps } = await sql<{ count: number }>`
      select count(*)::int as count from history where verb = 'transfer' and record_id = any(${whole?.ids}::uuid[]) group by xmin::text`.execute(
      company.db,
    )
    expect(steps.map(step => step.count).toSorted((a, b) => a - b)).toEqual([1, 100, 100, 100, 100, 100])
    await allTold()
    const { notices } = await zhao.get('/api/notices?limit=100')
    const ofThese = notices.filter((one: { text: string }) => one.text.includes('501') || one.text.includes('批量转移'))
    expect(ofThese.map((one: { kind: string }) => one.kind)).toEqual(['transfer.receivedMany'])
    await li.post(`/api/bulk/${run.id}/undo`, {}, 202)
    await ended(run.id, 'undone')
    expect((await li.get(`/api/bulk/${run.id}`)).kept).toEqual([])
    expect(await standing()).toEqual({ [li.name]: 501, teams: 0 })
  }, 300_000)

  it('from several owners: each one’s own goes along and each stays in the team of what was his', async () => {
    const { li, zhao, wang, chen } = company.as
    const ofLi = await customerOfLi()
    const ofZhao = (await zhao.post('/api/customers', { name: name('赵的客户') })).id
    const ofWang = (await wang.post('/api/customers', { name: name('王的客户') })).id
    // At each other's customers: neither is the open work of whoever hands the customer on.
    const foreign = (await chen.post('/api/contacts', { name: name('外人'), customer: ofLi.customer, owner: zhao.id }))
      .id
    const nobodys = (await chen.post('/api/contacts', { name: name('外人'), customer: ofZhao, owner: li.id })).id
    const own = (await zhao.post('/api/contacts', { name: name('自己人'), customer: ofZhao })).id
    const run = await chen.post('/api/customers/bulk', {
      ids: [ofLi.customer, ofZhao, ofWang],
      verb: 'transfer',
      input: { owner: wang.id, along: ['contact', 'opportunity', 'task', 'event'], keepAs: 'edit', reason: '合并区域' },
    })
    expect(run).toMatchObject({ state: 'done', total: 3, done: 3, refusedCount: 0 })
    for (const id of [ofLi.customer, ofZhao, ofWang]) expect(await ownerOf('customers', id)).toBe(wang.id)
    for (const id of [ofLi.contact, own]) expect(await ownerOf('contacts', id)).toBe(wang.id)
    expect(await ownerOf('contacts', foreign)).toBe(zhao.id)
    expect(await ownerOf('contacts', nobodys)).toBe(li.id)
    const team = async (path: string, id: string) =>
      (await chen.get(`/api/${path}/${id}/team`)).members.map((member: { user: { id: string } }) => member.user.id)
    expect(await team('customers', ofLi.customer)).toEqual([li.id])
    expect(await team('opportunities', ofLi.open)).toEqual([li.id])
    expect(await team('customers', ofZhao)).toEqual([zhao.id])
    expect(await team('contacts', own)).toEqual([zhao.id])
    expect(await team('customers', ofWang)).toEqual([])
    // Who had it already was handed nothing; of the others one entry each, with its reason.
    const entries = async (id: string) => (await chen.get(`/api/customers/${id}/timeline`)).entries
    expect((await entries(ofWang)).map((entry: { verb: string }) => entry.verb)).toEqual(['create'])
    for (const id of [ofLi.customer, ofZhao])
      expect((await entries(id)).filter((entry: { verb: string }) => entry.verb === 'transfer')).toMatchObject([
        { reason: '合并区域', batch: { kind: 'bulk' } },
      ])
    expect(await chen.post(`/api/bulk/${run.id}/undo`)).toMatchObject({ state: 'undone', kept: [] })
    expect(await ownerOf('customers', ofLi.customer)).toBe(li.id)
    expect(await ownerOf('contacts', own)).toBe(zhao.id)
    expect(await team('opportunities', ofLi.open)).toEqual([])
  })

  it('beyond what the new owner may own are refused with what would go along; the others go', async () => {
    const { li, chen } = company.as
    const heir = (await chen.post('/api/users', { name: name('新人') })).id
    const limit = await chen.post('/api/ownership-limits', { name: name('上限'), max: 2, user: heir })
    const made = [await customerOfLi(), await customerOfLi(), await customerOfLi(), await customerOfLi()].toSorted(
      (a, b) => (a.customer < b.customer ? -1 : 1),
    )
    const [first, second, third, fourth] = made
    const run = await li.post('/api/customers/bulk', {
      ids: made.map(one => one.customer),
      verb: 'transfer',
      input: { owner: heir, along: ['contact', 'task'], keepAs: 'read' },
    })
    expect(run).toMatchObject({ state: 'done', total: 4, done: 4, refusedCount: 2 })
    expect(run.refused).toMatchObject([
      { id: third?.customer, code: 'pool.own_cap' },
      { id: fourth?.customer, code: 'pool.own_cap' },
    ])
    for (const [one, owner] of [
      [first, heir],
      [second, heir],
      [third, li.id],
      [fourth, li.id],
    ] as const) {
      expect(await ownerOf('customers', one?.customer ?? '')).toBe(owner)
      expect(await ownerOf('contacts', one?.contact ?? '')).toBe(owner)
      expect(await ownerOf('tasks', one?.task ?? '')).toBe(owner)
      expect((await chen.get(`/api/customers/${one?.customer}/team`)).members).toHaveLength(owner === heir ? 1 : 0)
    }
    await chen.delete(`/api/ownership-limits/${limit.id}`)
  })

  it('one whose work cannot go along stays with it, alone, and says why', async () => {
    const { li, zhao, chen } = company.as
    const made = []
    for (let index = 0; index < 5; index++) made.push(await customerOfLi())
    const broken = made[2]
    // As something older than today's rules may lie there.
    await sql`update events set ends_at = starts_at - interval '1 hour' where id = ${broken?.event}::uuid`.execute(
      company.db,
    )
    const run = await li.post('/api/customers/bulk', {
      ids: made.map(one => one.customer),
      verb: 'transfer',
      input: { owner: zhao.id, along: ['contact', 'event'], keepAs: 'read' },
    })
    expect(run).toMatchObject({ state: 'done', total: 5, done: 5, refusedCount: 1 })
    expect(run.refused).toMatchObject([{ id: broken?.customer, code: 'event.ends_before_start' }])
    for (const one of made) {
      const owner = one === broken ? li.id : zhao.id
      expect(await ownerOf('customers', one.customer)).toBe(owner)
      expect(await ownerOf('contacts', one.contact)).toBe(owner)
      expect(await ownerOf('events', one.event)).toBe(owner)
      expect((await chen.get(`/api/contacts/${one.contact}/team`)).members).toHaveLength(one === broken ? 0 : 1)
    }
  })

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
