import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { dayAt } from '#platform/fields/index.ts'
import { addDays, addMonths } from '#platform/query/calendar-days.ts'
import type { Context } from '#platform/records/index.ts'
import type { Database } from '#platform/db/server.ts'
import { openTestCompany, setFieldRights, type TestCompany } from '#test/harness/company.ts'
import { keepForecast } from './forecast.snapshots.ts'
import { reckonNorms } from './stage-norms.ts'

interface Stage {
  id: string
  name: string
  kind: string
}

let company: TestCompany
let pipeline: { id: string }
let stages: Stage[]
const zone = 'Asia/Shanghai'
const today = dayAt(new Date(), zone)
const month = `${today.slice(0, 8)}01`
const next = addMonths(month, 1)
const stage = (name: string): string => stages.find(one => one.name === name)?.id ?? ''

beforeAll(async () => {
  company = await openTestCompany()
  ;[pipeline] = (await company.as.li.get('/api/pipelines?sort=createdAt')).records
  stages = (await company.as.li.get(`/api/pipelines/${pipeline.id}`)).stages
})

const nightly = async (): Promise<Context & { db: Database }> => {
  const { db, company: known } = await company.companies.open(company.id)
  const start = { db, company: known, actor: systemActor('test'), batch: null, reason: null, locale: known.locale }
  return { ...(await company.companies.contextOf({ ...start, now: () => new Date() })), db }
}

let customer: { id: string } | undefined
async function make(values: Record<string, unknown>, as: 'li' | 'zhao' = 'li') {
  customer ??= await company.as.chen.post('/api/customers', { name: '东海机械', owner: company.as.li.id })
  return company.as[as].post('/api/opportunities', {
    name: '预测',
    ...(as === 'li' ? { customer: customer?.id } : {}),
    ...values,
  })
}

const rowsOf = async (filter: unknown, as: 'li' | 'zhao' | 'wang' | 'chen' = 'li'): Promise<string[]> =>
  (
    await company.as[as].get(
      `/api/opportunities?filter=${encodeURIComponent(JSON.stringify(filter))}&limit=200&fields=name`,
    )
  ).records.map((record: { id: string }) => record.id)

describe('forecast', () => {
  it('by month and category: weighed and not, what has no amount counted, what was won beside; omitted ones apart', async () => {
    await make({ amount: '1000', expectedCloseOn: next, forecastCategory: 'commit' })
    await make({ amount: '500.50', expectedCloseOn: next, forecastCategory: 'commit', probability: 50 })
    await make({ expectedCloseOn: next, forecastCategory: 'bestCase' })
    await make({ amount: '70', expectedCloseOn: next, forecastCategory: 'omitted' })
    await make({ amount: '9', currency: 'USD', expectedCloseOn: addMonths(next, 1) })
    await make({ amount: '3' })
    await make({ amount: '4', expectedCloseOn: addDays(month, -3) })
    const won = await make({ amount: '800' })
    await company.as.li.post(`/api/opportunities/${won.id}/win`, {})
    const { cells, months } = await company.as.li.get('/api/opportunities/forecast?months=3')
    expect(months).toEqual([month, next, addMonths(next, 1)])
    const cell = (of: string, category: string) =>
      cells.find((one: { month: string; category: string }) => one.month === of && one.category === category)
    expect(cell(next, 'commit')).toEqual({
      month: next,
      category: 'commit',
      currency: 'CNY',
      count: 2,
      amount: '1500.50',
      weighted: '450.25',
      withoutAmount: 0,
    })
    expect(cell(next, 'bestCase')).toMatchObject({ count: 1, amount: '0.00', withoutAmount: 1 })
    expect(cell(next, 'omitted')).toMatchObject({ amount: '70.00' })
    expect(cell(addMonths(next, 1), 'pipeline')).toMatchObject({ currency: 'USD', amount: '9.00', weighted: '1.80' })
    expect(cell('undated', 'pipeline')).toMatchObject({ count: 1, amount: '3.00' })
    expect(cell('overdue', 'pipeline')).toMatchObject({ count: 1, amount: '4.00' })
    expect(cell(month, 'won')).toMatchObject({ count: 1, amount: '800.00' })
  })

  it('shows each his own, and no amounts to whoever may not read them', async () => {
    expect((await company.as.zhao.get('/api/opportunities/forecast')).cells).toEqual([])
    expect((await company.as.wang.get('/api/opportunities/forecast')).cells.length).toBeGreaterThan(3)
    await setFieldRights(company, 'salesManager', { 'opportunity.amount': 'hidden' })
    const hidden = await company.as.wang.get('/api/opportunities/forecast')
    expect(hidden.cells.map((cell: { amount: unknown }) => cell.amount)).toEqual(hidden.cells.map(() => null))
    const asked = encodeURIComponent(
      JSON.stringify({ field: 'forecastMove', op: 'is', value: `up ${month} ${month} ${next}` }),
    )
    expect((await company.as.wang.get(`/api/opportunities?filter=${asked}`, 400)).code).toBe('filter.unknown_field')
    await setFieldRights(company, 'salesManager', {})
    await company.as.qian.get('/api/opportunities/forecast', 403)
  })

  it('says what is wrong with what is asked', async () => {
    const { li } = company.as
    expect(await li.get('/api/opportunities/forecast?months=2', 400)).toMatchObject({ code: 'opportunities.bad_query' })
    expect(await li.get('/api/opportunities/forecast?from=2026-02-31', 400)).toMatchObject({
      code: 'opportunities.bad_query',
    })
    for (const value of ['up', 'up 2026-11-23 x y', 'sideways 2026-11-23 2026-12-01 2027-01-01', 7])
      expect(
        (
          await li.get(
            `/api/opportunities?filter=${encodeURIComponent(JSON.stringify({ field: 'forecastMove', op: 'is', value }))}`,
            400,
          )
        ).code,
      ).toBe('filter.bad_value')
  })
})

describe('what changed since Monday', () => {
  it('added, won, lost, moved in and out, up and down: before and after add up, and each number opens its rows', async () => {
    const { li, chen } = company.as
    const far = addMonths(month, 8)
    const inside = { expectedCloseOn: addDays(far, 3) }
    const kept = await make({ amount: '10', ...inside })
    const rises = await make({ amount: '100', ...inside })
    const falls = await make({ amount: '200', ...inside })
    const wins = await make({ amount: '300', ...inside })
    const loses = await make({ amount: '400', ...inside })
    const leaves = await make({ amount: '500', ...inside })
    const comes = await make({ amount: '600', expectedCloseOn: addMonths(far, 3) })
    const turns = await make({ amount: '700', ...inside })
    const omitted = await make({ amount: '800', ...inside })
    await keepForecast(await nightly(), today)
    await keepForecast(await nightly(), today)
    await keepForecast(await nightly(), addDays(today, 0))
    await li.patch(`/api/opportunities/${rises.id}`, { amount: '150' })
    await li.patch(`/api/opportunities/${falls.id}`, { amount: '120' })
    await li.post(`/api/opportunities/${wins.id}/win`, {})
    await li.post(`/api/opportunities/${loses.id}/lose`, { reason: 'price' })
    await li.patch(`/api/opportunities/${leaves.id}`, { expectedCloseOn: addMonths(far, 1) })
    await li.patch(`/api/opportunities/${comes.id}`, { ...inside })
    await li.patch(`/api/opportunities/${turns.id}`, { currency: 'USD' })
    await li.patch(`/api/opportunities/${omitted.id}`, { forecastCategory: 'omitted' })
    const added = await make({ amount: '900', ...inside })
    const { changes, days } = await li.get(`/api/opportunities/forecast?from=${far}&months=1`)
    expect(days.map((one: { on: string }) => one.on)).toEqual([today])
    expect(changes).toMatchObject({ since: today })
    const sums = (list: { currency: string; amount: string; count: number }[]) =>
      list.map(({ currency, amount, count }) => `${currency} ${amount} ${count}`).sort()
    expect(sums(changes.opening)).toEqual(['CNY 3010.00 8'])
    expect(sums(changes.closing)).toEqual(['CNY 1780.00 5', 'USD 700.00 1'])
    const moves = changes.moves.map(
      (one: { move: string; currency: string; amount: string }) => `${one.move} ${one.currency} ${one.amount}`,
    )
    expect(moves).toEqual([
      'added CNY 900.00',
      'movedIn CNY 600.00',
      'movedIn USD 700.00',
      'up CNY 50.00',
      'down CNY 80.00',
      'movedOut CNY 2000.00',
      'won CNY 300.00',
      'lost CNY 400.00',
    ])
    const behind = async (move: string) =>
      (await rowsOf({ field: 'forecastMove', op: 'is', value: `${move} ${today} ${far} ${addMonths(far, 1)}` })).sort()
    const ids = (...some: { id: string }[]) => some.map(one => one.id).sort()
    expect(await behind('added')).toEqual(ids(added))
    expect(await behind('movedIn')).toEqual(ids(comes, turns))
    expect(await behind('movedOut')).toEqual(ids(leaves, turns, omitted))
    expect(await behind('up')).toEqual(ids(rises))
    expect(await behind('down')).toEqual(ids(falls))
    expect(await behind('won')).toEqual(ids(wins))
    expect(await behind('lost')).toEqual(ids(loses))
    expect(await behind('was')).toEqual(ids(kept, rises, falls, wins, loses, leaves, turns, omitted))
    expect(
      await rowsOf({ field: 'forecastMove', op: 'is', value: `won ${today} ${far} ${addMonths(far, 1)}` }, 'zhao'),
    ).toEqual([])
    expect((await chen.get(`/api/opportunities/forecast?from=${far}&months=1&since=2020-01-06`)).changes).toBeNull()
  })

  it('is kept once a week, on its first day or the first day on which the program runs again, by two processes at once too', async () => {
    const ctx = await nightly()
    await sql`delete from forecast_days`.execute(company.db)
    // 2026-11-23 is a Monday.
    for (const day of ['2026-11-18', '2026-11-20', '2026-11-22', '2026-11-24', '2026-11-25', '2026-11-30'])
      await Promise.all([keepForecast(ctx, day), keepForecast(ctx, day)])
    const { rows } = await sql<{ on: string }>`select taken_on::text as "on" from forecast_days order by 1`.execute(
      company.db,
    )
    expect(rows.map(row => row.on)).toEqual(['2026-11-18', '2026-11-24', '2026-11-30'])
  })
})

describe('slow ones', () => {
  it('stand against the company’s own norm, the median of twelve months, once there is enough of it; until then against the setting', async () => {
    const { li } = company.as
    const first = stage('达成联系')
    // Of what has gone through it before this test nobody knows when.
    await sql`update transitions set at = null, precision = 'unknown' where field = 'stage' and record_id in (
      select record_id from transitions where from_value = ${first})`.execute(company.db)
    const slowOne = await make({ name: '慢' })
    await age(slowOne.id, 10)
    const isSlow = async () => (await rowsOf({ field: 'isSlow', op: 'is', value: true })).includes(slowOne.id)
    expect(await isSlow()).toBe(false)
    const course = async () =>
      (await li.get(`/api/opportunities/${slowOne.id}/stays`)).stages.find((one: Stage) => one.id === first)
    expect(await course()).toMatchObject({ normDays: 14, normBasis: 'set', normStays: 0 })
    for (const days of [2, 3, 4, 30]) await past(days)
    await reckonNorms(await nightly(), today, new AbortController().signal)
    expect(await course()).toMatchObject({ normDays: 14, normBasis: 'set' })
    await past(5)
    await reckonNorms(await nightly(), today, new AbortController().signal)
    const norm = await course()
    expect(norm.normBasis).toBe('own')
    expect(await isSlow()).toBe(norm.normDays < 10)
    expect(norm.normDays).toBeLessThan(10)
    const column = (await li.get('/api/opportunities/board')).columns[0]
    expect(column.stage).toMatchObject({ normDays: norm.normDays, normBasis: 'own', normStays: norm.normStays })
    const tiles = await li.get('/api/workbench/tiles/opportunities.slow')
    expect(JSON.stringify(tiles)).toContain(`停留 10 天，本公司通常 ${norm.normDays} 天`)
  })

  /** Puts the last entry into its stage so many days back, as if it had been made then. */
  async function age(id: string, days: number): Promise<void> {
    const at = new Date(Date.now() - days * 86_400_000 - 60_000).toISOString()
    await sql`update transitions set at = ${at}::timestamptz where record_id = ${id}::uuid and field = 'stage'`.execute(
      company.db,
    )
    await sql`update opportunities set stage_since = ${at}::timestamptz where id = ${id}::uuid`.execute(company.db)
  }

  async function past(days: number): Promise<void> {
    const one = await make({ name: `过去 ${days}` })
    await age(one.id, days)
    await company.as.li.post(`/api/opportunities/${one.id}/move`, { stage: stage('提案') })
  }
})

describe('the funnel of a period', () => {
  it('entered, left, lost, back, stayed and conversion per stage equal a naive count over the transitions, and each number its rows', async () => {
    const { li } = company.as
    const names = ['达成联系', '提案', '谈判']
    const random = seeded(20261123)
    for (let place = 0; place < 40; place++) {
      const one = await make({ name: `漏斗 ${place}`, amount: '100' })
      const steps = Math.floor(random() * 5)
      for (let step = 0; step < steps; step++) {
        const chance = random()
        const name = names[Math.floor(random() * 3)] ?? ''
        const known = await li.get(`/api/opportunities/${one.id}`)
        if (known.state === 'open' && chance < 0.15) await li.post(`/api/opportunities/${one.id}/win`, {})
        else if (known.state === 'open' && chance < 0.3)
          await li.post(`/api/opportunities/${one.id}/lose`, { reason: 'price' })
        else if (known.stage.id !== stage(name))
          await li.post(`/api/opportunities/${one.id}/move`, { stage: stage(name) })
      }
      await spread(one.id, random)
    }
    for (const [from, until] of [
      [addDays(today, -60), addDays(today, -20)],
      [addDays(today, -35), addDays(today, -35)],
      [addDays(today, -20), today],
    ] as const) {
      const { stages: told } = await li.get(
        `/api/opportunities/stage-flow?pipeline=${pipeline.id}&from=${from}&until=${until}`,
      )
      const naive = await counted(from, until)
      for (const row of told) {
        for (const flow of ['entered', 'left', 'lost', 'back', 'stayed'] as const) {
          const ids = naive(row.stage.id, flow)
          expect([row.stage.name, flow, row[flow]]).toEqual([row.stage.name, flow, ids.size])
          if (row.stage.name === '提案')
            expect(
              (
                await rowsOf({ field: 'stageFlow', op: 'is', value: `${flow} ${row.stage.id} ${from} ${until}` })
              ).sort(),
            ).toEqual([...ids].sort())
        }
        expect(row.conversion).toBe(row.entered === 0 ? null : Math.round((row.left / row.entered) * 10_000) / 10_000)
      }
    }
  }, 60_000)

  it('says what is wrong with the period, and shows nobody what is not his', async () => {
    const { li, zhao } = company.as
    expect(await li.get(`/api/opportunities/stage-flow?from=${today}`, 400)).toMatchObject({
      code: 'opportunities.bad_query',
    })
    expect(await li.get(`/api/opportunities/stage-flow?from=${today}&until=${addDays(today, -1)}`, 400)).toMatchObject({
      code: 'opportunities.period_backwards',
    })
    const { stages: told } = await zhao.get(`/api/opportunities/stage-flow?from=${addDays(today, -90)}&until=${today}`)
    expect(told.every((row: { entered: number; stayed: number }) => row.entered === 0 && row.stayed === 0)).toBe(true)
  })

  /** Spreads the moves of an opportunity over the last 70 days, in their order; of some nobody knows the first. */
  async function spread(id: string, random: () => number): Promise<void> {
    const { rows } = await sql<{
      id: string
    }>`select id from transitions where record_id = ${id}::uuid and field = 'stage'
      order by recorded_at, id`.execute(company.db)
    let at = Date.now() - 70 * 86_400_000 * random()
    for (const [place, row] of rows.entries()) {
      const isUnknown = place === 0 && random() < 0.1
      await sql`update transitions set at = ${isUnknown ? null : new Date(at).toISOString()}::timestamptz,
        precision = ${isUnknown ? 'unknown' : 'instant'} where id = ${row.id}::uuid`.execute(company.db)
      at += (Date.now() - 60_000 - at) * random() * 0.7
    }
  }

  /** The same, counted one opportunity after another. */
  async function counted(from: string, until: string) {
    const begin = Date.parse(`${from}T00:00:00+08:00`)
    const end = Date.parse(`${addDays(until, 1)}T00:00:00+08:00`)
    const { rows } = await sql<{
      record: string
      from_value: string | null
      to_value: string
      at: Date | string | null
    }>`
      select tr.record_id as record, tr.from_value, tr.to_value, tr.at from transitions tr join opportunities o on o.id = tr.record_id
      where tr.field = 'stage' and o.pipeline_id = ${pipeline.id}::uuid order by tr.recorded_at, tr.id`.execute(
      company.db,
    )
    const rank = new Map(
      stages.map((one, place) => [one.id, one.kind === 'won' ? 100 : one.kind === 'afterWon' ? 101 : place]),
    )
    const kind = new Map(stages.map(one => [one.id, one.kind]))
    const found = new Map<string, Set<string>>()
    const note = (stageId: string, flow: string, id: string) => {
      const key = `${stageId} ${flow}`
      found.set(key, (found.get(key) ?? new Set()).add(id))
    }
    for (const [id, moves] of Map.groupBy(rows, row => row.record)) {
      let standing: string | null = null
      for (const { from_value, to_value, at } of moves) {
        const when = at === null ? Number.NEGATIVE_INFINITY : new Date(at).getTime()
        if (when < end) standing = to_value
        if (when < begin || when >= end) continue
        note(to_value, 'entered', id)
        if (from_value === null) continue
        const isLost = kind.get(to_value) === 'lost' || kind.get(to_value) === 'invalid'
        const wasLost = kind.get(from_value) === 'lost' || kind.get(from_value) === 'invalid'
        if (isLost) note(from_value, 'lost', id)
        else if (!wasLost)
          note(from_value, (rank.get(to_value) ?? 0) > (rank.get(from_value) ?? 0) ? 'left' : 'back', id)
      }
      if (standing) note(standing, 'stayed', id)
    }
    return (stageId: string, flow: string): Set<string> => found.get(`${stageId} ${flow}`) ?? new Set()
  }
})

/** The same numbers at each run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}
