import { sql } from 'kysely'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

let serial = 0
const named = (text: string): string => `${text}${serial++}`

/** Somebody who works below wang and whom a test lets leave. */
async function leaver(): Promise<string> {
  const { chen, wang } = company.as
  const { id } = await chen.post('/api/users', { name: named('离职的人'), superior: wang.id })
  // Whose superior somebody is, each process otherwise knows within half a second.
  forgetActors(company.db)
  return id
}

const counts = (handover: Body): Record<string, number> =>
  Object.fromEntries(handover.kinds.map((one: { kind: string; count: number }) => [one.kind, one.count]))

const ownerOf = async (path: string, id: string): Promise<string | undefined> =>
  (await company.as.chen.get(`/api/${path}/${id}`)).owner?.id

/** Everything of which one person can have something, made by the administrator in his name. */
async function desk(userId: string) {
  const { chen } = company.as
  const owner = userId
  const make = async (path: string, values: object): Promise<string> => (await chen.post(`/api/${path}`, values)).id
  const [best, other] = [
    await make('customers', { name: named('大客户'), level: 'a', owner, nextContactAt: '2099-03-01T02:00:00Z' }),
    await make('customers', { name: named('小客户'), level: 'c', owner }),
  ]
  const won = await make('opportunities', { name: named('已赢单'), customer: best, owner, amount: '100000' })
  await chen.post(`/api/opportunities/${won}/win`, {})
  const done = await make('tasks', { title: '做完的', owner })
  await chen.post(`/api/tasks/${done}/complete`, {})
  const subordinate = await make('users', { name: named('下属'), superior: userId })
  const department = await make('departments', { name: named('分部'), head: userId })
  return {
    best,
    other,
    won,
    done,
    subordinate,
    department,
    contact: await make('contacts', { name: named('王总'), customer: best, owner }),
    lead: await make('leads', { name: named('线索'), owner }),
    open: await make('opportunities', { name: named('进行中'), customer: best, owner }),
    task: await make('tasks', { title: '寄合同', owner }),
    event: await make('events', { title: '回访', startsAt: '2099-01-05T02:00:00Z', owner }),
    past: await make('events', { title: '早开完的会', startsAt: '2020-01-05T02:00:00Z', owner }),
  }
}

describe('what points at a person', () => {
  it('is counted by kind, only what is open; who may not hand over for him learns nothing', async () => {
    const { wang, zhao, li } = company.as
    const id = await leaver()
    await desk(id)
    await zhao.post('/api/handovers', { leaver: id }, 403)
    await li.get('/api/handovers', 403)
    await wang.post('/api/handovers', { leaver: zhao.id }, 403)
    const handover = await wang.post('/api/handovers', { leaver: id })
    expect(counts(handover)).toEqual({
      'customer.owner': 2,
      'contact.owner': 1,
      'lead.owner': 1,
      'opportunity.owner': 1,
      'task.owner': 1,
      'event.owner': 1,
      'user.superior': 1,
      'department.head': 1,
    })
    const superior = handover.kinds.find((one: Body) => one.kind === 'user.superior')
    expect(superior).toMatchObject({ suggested: { id: wang.id } })
    const customers = handover.kinds.find((one: Body) => one.kind === 'customer.owner')
    const filter = encodeURIComponent(JSON.stringify(customers.link.filter))
    expect((await wang.get(`/api/${customers.link.path}?filter=${filter}`)).records).toHaveLength(2)
    // Asked again it is the same one.
    expect((await wang.post('/api/handovers', { leaver: id })).id).toBe(handover.id)
    await zhao.get(`/api/handovers/${handover.id}`, 404)
  })
})

describe('handover', () => {
  it('gives each kind its successor, customers by level; the past stays his; nothing can be finished while one is left; undo returns all of it', async () => {
    const { wang, zhao, li, chen } = company.as
    const id = await leaver()
    const had = await desk(id)
    await chen.post('/api/activities', { customer: had.best, content: '他当年谈的价格' })
    await zhao.get(`/api/customers/${had.best}`, 404)
    const { id: handover } = await wang.post('/api/handovers', { leaver: id })
    const plan = {
      to: zhao.id,
      kinds: {
        'customer.owner': { parts: [{ filter: { field: 'level', op: 'in', value: ['c'] }, to: li.id }] },
        'user.superior': { to: wang.id },
        'department.head': { to: wang.id },
      },
      keepAs: 'read',
      until: '2099-12-31',
      reason: '离职',
    }
    const partial = {
      kinds: { 'customer.owner': { to: zhao.id, parts: plan.kinds['customer.owner'].parts } },
      keepAs: 'read',
    }
    const first = await wang.post(`/api/handovers/${handover}/run`, partial)
    expect(first).toMatchObject({ state: 'open', total: 2, done: 2, refusedCount: 0 })
    expect(counts(first)).not.toHaveProperty('customer.owner')
    const refusal = await wang.post(`/api/handovers/${handover}/finish`, { leaving: 'stays' }, 409)
    expect(refusal).toMatchObject({ code: 'handover.things_left', params: { count: 7 } })
    expect(refusal.left.map((one: Body) => one.kind)).toContain('opportunity.owner')

    const second = await wang.post(`/api/handovers/${handover}/run`, plan)
    expect(second).toMatchObject({ state: 'open', refusedCount: 0, kinds: [] })
    expect(await ownerOf('customers', had.best)).toBe(zhao.id)
    expect(await ownerOf('customers', had.other)).toBe(li.id)
    for (const [path, record] of [
      ['contacts', had.contact],
      ['leads', had.lead],
      ['opportunities', had.open],
      ['tasks', had.task],
      ['events', had.event],
    ] as const)
      expect(await ownerOf(path, record), path).toBe(zhao.id)
    // What is past stays his, and so do its figures.
    for (const [path, record] of [
      ['opportunities', had.won],
      ['tasks', had.done],
      ['events', had.past],
    ] as const)
      expect(await ownerOf(path, record), path).toBe(id)
    expect((await chen.get(`/api/users/${had.subordinate}`)).superior.id).toBe(wang.id)
    expect((await chen.get(`/api/departments/${had.department}`)).head.id).toBe(wang.id)
    expect((await chen.get(`/api/customers/${had.best}/team`)).members).toMatchObject([
      { user: { id }, access: 'read' },
    ])
    // The successor sees what was before him.
    const told = (await zhao.get(`/api/customers/${had.best}/timeline`)).entries
    expect(JSON.stringify(told)).toContain('他当年谈的价格')

    await wang.post(`/api/handovers/${handover}/finish`, { leaving: 'now' }, 403)
    await chen.post(`/api/handovers/${handover}/finish`, { leaving: 'now' })
    expect(await chen.get(`/api/users/${id}`)).toMatchObject({ state: 'left', leftOn: expect.any(String) })

    const undone = await chen.post(`/api/handovers/${handover}/undo`, { letBackIn: true })
    expect(undone).toMatchObject({ state: 'undone', kept: [] })
    for (const [path, record] of [
      ['customers', had.best],
      ['customers', had.other],
      ['contacts', had.contact],
      ['leads', had.lead],
      ['opportunities', had.open],
      ['tasks', had.task],
      ['events', had.event],
    ] as const)
      expect(await ownerOf(path, record), path).toBe(id)
    expect((await chen.get(`/api/users/${had.subordinate}`)).superior.id).toBe(id)
    expect((await chen.get(`/api/departments/${had.department}`)).head.id).toBe(id)
    expect((await chen.get(`/api/customers/${had.best}/team`)).members).toEqual([])
    expect((await chen.get(`/api/users/${id}`)).state).toBe('active')
    const logged = (await chen.get(`/api/audit?object=user&record=${id}`)).entries.map((one: Body) => one.kind)
    expect(logged).toEqual(expect.arrayContaining(['account.handover.finished', 'account.handover.undone']))
    await zhao.get(`/api/customers/${had.best}`, 404)
  })

  it('refuses successors that could not be: nobody, himself, somebody who has left, a kind that there is not', async () => {
    const { chen, zhao } = company.as
    const id = await leaver()
    const gone = await leaver()
    await chen.patch(`/api/users/${gone}`, { state: 'left' })
    const { id: handover } = await chen.post('/api/handovers', { leaver: id })
    const codes = async (plan: object) =>
      (await chen.post(`/api/handovers/${handover}/run`, plan, 422)).fields.map((one: Body) => one.code)
    expect(await codes({})).toEqual(['handover.nobody'])
    expect(await codes({ to: id })).toEqual(['handover.to_himself'])
    expect(await codes({ to: gone })).toEqual(['transfer.not_here'])
    expect(await codes({ to: zhao.id, kinds: { 'moon.owner': { to: zhao.id } } })).toEqual(['handover.no_such_kind'])
    expect((await chen.get(`/api/handovers/${handover}`)).state).toBe('open')
  })

  it('keeps to the cap of a successor: what he may not have is told with its reason, the rest goes, and cannot be left out', async () => {
    const { chen, wang } = company.as
    const id = await leaver()
    const heir = (await chen.post('/api/users', { name: named('接手的人') })).id
    await chen.post('/api/ownership-limits', {
      name: named('上限'),
      object: 'customer',
      kind: 'own',
      user: heir,
      max: 2,
    })
    const made: string[] = []
    for (let index = 0; index < 4; index++)
      made.push((await chen.post('/api/customers', { name: named('上限客户'), owner: id })).id)
    const { id: handover } = await chen.post('/api/handovers', { leaver: id })
    const run = await chen.post(`/api/handovers/${handover}/run`, { to: heir })
    expect(run).toMatchObject({ state: 'open', total: 4, done: 4, refusedCount: 2 })
    expect(run.refused.map((one: Body) => one.code)).toEqual(['pool.own_cap', 'pool.own_cap'])
    expect(counts(run)).toEqual({ 'customer.owner': 2 })
    const owners = await Promise.all(made.map(customer => ownerOf('customers', customer)))
    expect(owners.toSorted()).toEqual([id, id, heir, heir].toSorted())
    await chen.post(`/api/handovers/${handover}/finish`, { leaving: 'stays' }, 409)
    await chen.post(`/api/handovers/${handover}/run`, { to: wang.id })
    await chen.post(`/api/handovers/${handover}/finish`, { leaving: 'stays' })
  })

  it('asks for what is nobody’s after it was his, and hands it on', async () => {
    const { chen, zhao } = company.as
    const id = await leaver()
    const customer = (await chen.post('/api/customers', { name: named('无主'), owner: id })).id
    await chen.patch(`/api/customers/${customer}`, { owner: null })
    const { id: handover } = await chen.post('/api/handovers', { leaver: id })
    await chen.post(`/api/handovers/${handover}/finish`, { leaving: 'stays' }, 409)
    await chen.post(`/api/handovers/${handover}/run`, { to: zhao.id })
    expect(await ownerOf('customers', customer)).toBe(zhao.id)
    expect(await chen.post(`/api/handovers/${handover}/finish`, { leaving: 'stays' })).toMatchObject({
      state: 'finished',
    })
  })

  it('takes members of pools, candidates of assignment rules and shared views along, and returns them', async () => {
    const { chen, zhao } = company.as
    const id = await leaver()
    const pool = await chen.post('/api/pools', {
      name: named('公海'),
      object: 'customer',
      members: [{ user: id, part: 'manager' }],
    })
    const rule = await chen.post('/api/assignment-rules', { name: named('规则'), candidates: [{ user: id }] })
    await sql`insert into saved_views (id, object, owner_id, label, audience) values (gen_random_uuid(), 'customer', ${id}::uuid, '共享', 'all')`.execute(
      company.db,
    )
    const opened = await chen.post('/api/handovers', { leaver: id })
    expect(counts(opened)).toEqual({ 'pool.members': 1, 'assignmentRule.candidates': 1, 'holding.views': 1 })
    const run = await chen.post(`/api/handovers/${opened.id}/run`, { to: zhao.id })
    expect(run).toMatchObject({ kinds: [], refusedCount: 0 })
    expect((await chen.get(`/api/pools/${pool.id}`)).members).toMatchObject([
      { user: { id: zhao.id }, part: 'manager' },
    ])
    expect((await chen.get(`/api/assignment-rules/${rule.id}`)).candidates).toMatchObject([{ user: { id: zhao.id } }])
    await chen.post(`/api/handovers/${opened.id}/undo`, { letBackIn: false })
    expect((await chen.get(`/api/pools/${pool.id}`)).members).toMatchObject([{ user: { id } }])
    expect((await chen.get(`/api/assignment-rules/${rule.id}`)).candidates).toMatchObject([{ user: { id } }])
    const { rows } = await sql`select from saved_views where owner_id = ${id}::uuid`.execute(company.db)
    expect(rows).toHaveLength(1)
  })

  it('tells each successor once, with the number, and shows him what came and whom to contact next', async () => {
    const { chen, zhao } = company.as
    const id = await leaver()
    const had = await desk(id)
    const { name } = await chen.get(`/api/users/${id}`)
    const { id: handover } = await chen.post('/api/handovers', { leaver: id })
    await chen.post(`/api/handovers/${handover}/run`, { to: zhao.id })
    const of = async () =>
      (await zhao.get('/api/notices?limit=100')).notices.filter(
        (one: Body) => one.kind === 'handover.received' && one.text.includes(name) && one.text.includes('9'),
      )
    expect(await of()).toHaveLength(1)
    const { received } = await zhao.get('/api/handovers/received')
    const mine = received.find((one: Body) => one.id === handover)
    expect(mine).toMatchObject({ from: { id } })
    expect(mine.kinds.find((one: Body) => one.object === 'customer')).toMatchObject({ count: 2 })
    expect(mine.next[0]).toMatchObject({ at: expect.any(String) })
    expect(mine.next.map((one: Body) => one.id)).toContain(had.best)
    const filter = encodeURIComponent(JSON.stringify({ field: 'handedOn', op: 'is', value: handover }))
    expect((await zhao.get(`/api/customers?filter=${filter}`)).records).toHaveLength(2)
    // It is of what came to whoever asks: to others nothing did.
    expect((await company.as.li.get(`/api/customers?filter=${filter}`)).records).toEqual([])
  })

  it('whoever left by any way with something open stands on the workbench of his superior and the administrator until it is handed over', async () => {
    const { chen, wang, zhao, li } = company.as
    const id = await leaver()
    await chen.post('/api/customers', { name: named('没人管'), owner: id })
    await chen.patch(`/api/users/${id}`, { state: 'left' })
    const waiting = async (who: typeof chen): Promise<string[]> => {
      const tile = await who.get('/api/workbench/tiles/handovers.waiting')
      return tile.content.rows.map((row: Body) => row.id)
    }
    expect(await waiting(chen)).toContain(id)
    expect(await waiting(wang)).toContain(id)
    await li.get('/api/workbench/tiles/handovers.waiting', 404)
    const { id: handover } = await chen.post('/api/handovers', { leaver: id })
    await chen.post(`/api/handovers/${handover}/run`, { to: zhao.id })
    expect(await waiting(chen)).not.toContain(id)
    expect(await waiting(wang)).not.toContain(id)
  })
})

describe('leaving', () => {
  it('ends every session and key; on a chosen day it happens by itself', async () => {
    const { chen, qian } = company.as
    const { key } = await qian.post('/api/keys', { name: '脚本' })
    const { id: handover } = await chen.post('/api/handovers', { leaver: qian.id })
    expect((await chen.get(`/api/handovers/${handover}`)).keys).toBe(1)
    await chen.post(`/api/handovers/${handover}/finish`, { leaving: 'on', leavesOn: '2020-01-01' }, 422)
    const ended = await chen.post(`/api/handovers/${handover}/finish`, { leaving: 'on', leavesOn: '2099-01-01' })
    expect(ended).toMatchObject({ state: 'finished', leavesOn: '2099-01-01', hasLeft: false })
    await qian.get('/api/session')
    // The day comes.
    await sql`update handovers set leaves_on = current_date where id = ${handover}::uuid`.execute(company.db)
    await sql`update zhanggui_jobs._private_jobs set run_at = now() where key = ${`handover.leave ${handover}`}`.execute(
      company.pools.control(),
    )
    await vi.waitFor(async () => expect((await chen.get(`/api/users/${qian.id}`)).state).toBe('left'), 10_000)
    await vi.waitFor(() => qian.get('/api/session', 401), 5000)
    const reply = await fetch(`${company.url}/api/session`, { headers: { authorization: `Bearer ${key}` } })
    expect(reply.status).toBe(401)
  })
})

describe('a leaver with 5,000 customers', () => {
  it('hands all over in one go, can be stopped and goes on where it stood, in memory that does not grow with them; undo returns them', async () => {
    const { chen, zhao } = company.as
    const id = await leaver()
    await sql`insert into customers (id, name, kind, owner_id)
      select gen_random_uuid(), '批量客户' || n, 'company', ${id}::uuid from generate_series(1, 5000) n`.execute(
      company.db,
    )
    const { id: handover } = await chen.post('/api/handovers', { leaver: id })
    const owned = async (who: string): Promise<number> =>
      Number(
        (
          await sql<{
            n: number
          }>`select count(*) as n from customers where owner_id = ${who}::uuid and name like '批量客户%'`.execute(
            company.db,
          )
        ).rows[0]?.n,
      )
    const before = process.memoryUsage().rss
    let peak = before
    const sample = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 50)
    const until = (state: string): Promise<Body> =>
      vi.waitFor(
        async () => {
          const now = await chen.get(`/api/handovers/${handover}`)
          expect(now.state).toBe(state)
          return now
        },
        { timeout: 60_000, interval: 100 },
      )
    await chen.post(`/api/handovers/${handover}/run`, { to: zhao.id }, 202)
    await chen.post(`/api/handovers/${handover}/finish`, { leaving: 'stays' }, 409)
    await vi.waitFor(async () => expect((await chen.get(`/api/handovers/${handover}`)).done).toBeGreaterThan(0), 10_000)
    await chen.post(`/api/handovers/${handover}/stop`)
    await until('open')
    const stopped = await owned(zhao.id)
    expect(stopped).toBeGreaterThan(0)
    expect(await owned(id)).toBe(5000 - stopped)
    await chen.post(`/api/handovers/${handover}/run`, { to: zhao.id })
    await until('open')
    expect(await owned(zhao.id)).toBe(5000)
    clearInterval(sample)
    expect((peak - before) / 1e6).toBeLessThan(400)
    const { rows } = await sql<{ n: number }>`select count(distinct record_id) as n from transitions
      where field = 'owner' and from_value = ${id} and to_value = ${zhao.id}`.execute(company.db)
    expect(Number(rows[0]?.n)).toBe(5000)
    await chen.post(`/api/handovers/${handover}/undo`, { letBackIn: false }, 202)
    expect(await until('undone')).toMatchObject({ kept: [] })
    expect(await owned(id)).toBe(5000)
  }, 120_000)
})
