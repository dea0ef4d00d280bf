import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { freshCompanyDatabase } from '#test/harness/server.ts'
import { ann, bob, contextIn, openLoans, report } from '#test/toy/loans.ts'
import { type Actor, systemActor } from '../access/actor.ts'
import type { Database } from '../db/server.ts'
import type { Context } from '../records/context.ts'
import type { ReportDefinition } from './define-report.ts'
import { type DrillRequest, drillDown } from './drill-down.ts'
import { readDrillRequest, readReportRequest } from './report-request.ts'
import type { ReportRequest } from './report-result.ts'
import { runReport } from './run-report.ts'
import { runsUnderWay } from './single-flight.ts'

let db: Database
beforeAll(async () => {
  db = await openLoans()
})
const context = (actor?: Actor, changes?: Partial<Context['company']>): Context => contextIn(db, actor, changes)

const person = (userId: string, scope: 'own' | 'all' = 'own'): Actor => ({
  ...systemActor('somebody'),
  kind: 'person',
  userId,
  grants: { 'loan.read': scope, 'report.read': 'all' },
})

const plain: ReportRequest = { period: null, currency: null, filter: undefined, compare: null }
const run = (changes: Partial<ReportDefinition>, request: Partial<ReportRequest> = {}, ctx = context()) =>
  runReport(ctx, report(changes), { ...plain, ...request })
const drill = (changes: Partial<ReportDefinition>, request: Partial<DrillRequest>, ctx = context()) =>
  drillDown(ctx, report(changes), { ...plain, key: null, measure: null, clicked: undefined, page: {}, ...request })
const names = (found: { records: Record<string, unknown>[] }): unknown[] =>
  found.records.map(record => record.name).sort()

describe('sums', () => {
  it('never mix currencies, write each with its decimals, and take an amount without one for the company’s', async () => {
    const { rows, totals, currencies } = await run({})
    expect(rows.map(row => [row.labels[0], row.values.count, row.values.fee])).toEqual([
      ['小说', 2, { CNY: '1.10', USD: '2.20' }],
      ['历史', 2, { JPY: '300' }],
      ['未填', 1, { CNY: '0.005' }],
    ])
    expect(totals).toEqual({ count: 5, fee: { CNY: '1.105', JPY: '300', USD: '2.20' } })
    expect(currencies).toEqual(['CNY', 'JPY', 'USD'])
  })

  it('in one currency only, and the rows behind it', async () => {
    const { rows, totals } = await run({}, { currency: 'USD' })
    expect(rows.map(row => row.values.fee)).toEqual([{ USD: '2.20' }, null, null])
    expect(totals).toEqual({ count: 5, fee: { USD: '2.20' } })
    const found = await drill({}, { currency: 'USD', key: ['novel'], measure: 'fee', clicked: { USD: '2.20' } })
    expect([names(found), found.count, found.sums, found.changedSince]).toEqual([
      ['b'],
      { value: 1, capped: false },
      { fee: { USD: '2.20' } },
      null,
    ])
    const ours = await drill({}, { currency: 'CNY', measure: 'fee', clicked: { CNY: '1.105' } })
    expect([names(ours), ours.changedSince]).toEqual([['a', 'e'], null])
  })

  it('of several money fields, each in its own currency', async () => {
    const { totals } = await run({
      measures: [
        { name: 'fee', kind: 'sum', field: 'fee' },
        { name: 'deposit', kind: 'sum', field: 'deposit' },
        { name: 'withoutDeposit', kind: 'countWithout', field: 'deposit' },
      ],
    })
    expect(totals).toEqual({
      fee: { CNY: '1.105', JPY: '300', USD: '2.20' },
      deposit: { CNY: '12.00' },
      withoutDeposit: 1,
    })
  })

  it('leave out unknown amounts and say how many', async () => {
    const { notes } = await run({})
    expect(notes).toEqual([
      { code: 'without_amount', count: 1, text: '1 条没有费用，未计入合计。', filter: { field: 'fee', op: 'empty' } },
    ])
    expect(names(await drill({}, { key: ['history'], measure: 'fee' }))).toEqual(['c'])
    expect(names(await drill({}, { key: ['history'], measure: 'count' }))).toEqual(['c', 'd'])
  })

  it('of nothing are null, not 0', async () => {
    const { rows, totals } = await run({}, { filter: { field: 'name', op: 'is', value: 'nobody' } })
    expect([rows, totals]).toEqual([[], { count: 0, fee: null }])
  })
})

describe('periods', () => {
  const byPeriod = (
    field: string,
    period: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'fiscalYear' | 'fiscalQuarter',
  ) => ({
    dimensions: [{ name: 'when', field, period }],
    measures: [{ name: 'count', kind: 'count' as const }],
  })
  const counts = async (changes: Partial<ReportDefinition>, ctx = context()) =>
    Object.fromEntries((await run(changes, {}, ctx)).rows.map(row => [row.labels[0], row.values.count]))

  it('group days, and instants by the company’s clocks', async () => {
    expect(await counts(byPeriod('lentOn', 'month'))).toEqual({ '2024-02': 2, '2024-03': 2, 未知: 1 })
    expect(await counts(byPeriod('lentOn', 'week'))).toEqual({ '2024-W09': 3, '2024-W10': 1, 未知: 1 })
    expect(await counts(byPeriod('lentOn', 'week'), context(undefined, { weekStart: 7 }))).toEqual({
      '2024-W09': 2,
      '2024-W10': 2,
      未知: 1,
    })
    expect(await counts(byPeriod('returnedAt', 'month'))).toEqual({ '2024-03': 3, '2024-12': 1, 未知: 1 })
    expect(await counts(byPeriod('returnedAt', 'day'), context(undefined, { timeZone: 'America/New_York' }))).toEqual({
      '2024-02-29': 1,
      '2024-03-03': 2,
      '2024-12-31': 1,
      未知: 1,
    })
    const march = { fiscalYearStart: 3 }
    expect(await counts(byPeriod('lentOn', 'fiscalYear'), context(undefined, march))).toEqual({
      FY2023: 2,
      FY2024: 2,
      未知: 1,
    })
    expect(await counts(byPeriod('lentOn', 'fiscalQuarter'), context(undefined, march))).toEqual({
      'FY2023-Q4': 2,
      'FY2024-Q1': 2,
      未知: 1,
    })
  })

  it('find the rows of a group again, the unknown ones too', async () => {
    for (const [field, period] of [
      ['lentOn', 'week'],
      ['returnedAt', 'day'],
      ['returnedAt', 'quarter'],
    ] as const) {
      for (const zone of ['Asia/Shanghai', 'America/New_York']) {
        const ctx = context(undefined, { timeZone: zone, weekStart: 7 })
        const { rows } = await run(byPeriod(field, period), {}, ctx)
        for (const row of rows) {
          const found = await drill(
            byPeriod(field, period),
            { key: row.key, measure: 'count', clicked: row.values.count ?? null },
            ctx,
          )
          expect(found.count?.value).toBe(row.values.count)
          expect(found.changedSince).toBeNull()
        }
      }
    }
  })

  it('narrow by the report’s own date, compare, and count what has none', async () => {
    const asked = { periodField: 'lentOn' }
    const march = await run(asked, { period: 'thisMonth', compare: 'previous' })
    expect(march.period).toEqual({ from: '2024-03-01', to: '2024-03-31' })
    expect(march.totals.count).toBe(2)
    expect(march.comparison).toMatchObject({ period: { from: '2024-02-01', to: '2024-02-29' }, totals: { count: 2 } })
    expect(march.notes.find(note => note.code === 'unknown_period')).toMatchObject({
      count: 1,
      text: '1 条的借出日未知，不在所选期间内。',
    })
    expect((await run({ periodField: 'returnedAt' }, { period: { from: '2024-03-04', to: null } })).totals.count).toBe(
      2,
    )
  })

  it('of days between: by the calendar, half days of the median kept, unknown ones counted', async () => {
    const { totals, notes } = await run({
      measures: [
        { name: 'mean', kind: 'meanDays', from: 'lentOn', to: 'returnedAt' },
        {
          name: 'median',
          kind: 'medianDays',
          from: 'lentOn',
          to: 'returnedAt',
          filter: { field: 'shelf', op: 'in', value: ['novel'] },
        },
      ],
    })
    // a: 02-28 → 03-01 is 2, b: 02-29 → 03-03 is 3, c: 03-03 → 03-04 is 1
    expect(totals).toEqual({ mean: 2, median: 2.5 })
    expect(notes).toMatchObject([{ code: 'unknown_days', count: 2, text: '2 条的借出日或归还时间未知，未计入天数。' }])
  })
})

describe('who asks', () => {
  const byOwner = { dimensions: [{ name: 'who', field: 'owner' }] }

  it('sees the figures of what he may see', async () => {
    expect((await run(byOwner)).rows.map(row => [row.labels[0], row.values.count])).toEqual([
      ['安娜', 2],
      ['波波', 3],
    ])
    expect((await run(byOwner, {}, context(person(ann)))).rows.map(row => row.labels[0])).toEqual(['安娜'])
    const foreign = await drill(byOwner, { key: [bob], measure: 'count' }, context(person(ann)))
    expect([foreign.records, foreign.count?.value]).toEqual([[], 0])
    const mine = await run(byOwner, { filter: { field: 'owner', op: 'me' } }, context(person(bob, 'all')))
    expect(mine.totals.count).toBe(3)
  })

  it('shares a run with whoever sees the same, and with nobody else', async () => {
    const asked = [
      run({}, {}, context(person(ann, 'all'))),
      run({}, {}, context(person(bob, 'all'))),
      run({}, {}, context(person(ann, 'own'))),
      run({}, {}, context(person(bob, 'own'))),
      run({}, { filter: { field: 'owner', op: 'me' } }, context(person(ann, 'all'))),
      run({}, { filter: { field: 'owner', op: 'me' } }, context(person(bob, 'all'))),
    ]
    expect(runsUnderWay()).toBe(5)
    expect((await Promise.all(asked)).map(result => result.totals.count)).toEqual([5, 5, 2, 3, 2, 3])
    expect(runsUnderWay()).toBe(0)
  })

  it('cannot ask by a hidden field', async () => {
    const blind = context(systemActor('test', { 'loan.fee': 'hidden' }))
    await expect(run({}, { filter: { field: 'fee', op: 'gt', value: '1' } }, blind)).rejects.toMatchObject({
      code: 'filter.unknown_field',
    })
    await expect(run({ measures: [{ name: 'fee', kind: 'sum', field: 'fee' }] }, {}, blind)).rejects.toMatchObject({
      status: 403,
    })
  })
})

describe('requests', () => {
  const ctx = (): Context => context()

  it('are read from what a URL holds', () => {
    expect(readReportRequest(ctx(), { period: '2017-Q1', compare: 'lastYear' })).toEqual({
      period: { unit: 'quarter', of: '2017-01-01' },
      currency: null,
      filter: undefined,
      compare: 'lastYear',
    })
    expect(
      readReportRequest(ctx(), { from: '2017-01-01', currency: 'USD', filter: '{"field":"fee","op":"empty"}' }),
    ).toEqual({
      period: { from: '2017-01-01', to: null },
      currency: 'USD',
      filter: { field: 'fee', op: 'empty' },
      compare: null,
    })
    expect(
      readDrillRequest(ctx(), { key: '["novel",null]', measure: 'fee', clicked: '{"USD":"2.20"}', limit: '20' }),
    ).toMatchObject({
      key: ['novel', null],
      clicked: { USD: '2.20' },
      page: { limit: 20 },
    })
  })

  it('that make no sense are refused', async () => {
    const bad = [
      { period: 'someday' },
      { period: ['today', 'today'] },
      { from: '2017-02-30' },
      { from: '2017-02-01', to: '2017-01-01' },
      { currency: 'XXX' },
      { compare: 'tomorrow' },
    ]
    for (const given of bad)
      expect(() => readReportRequest(ctx(), given)).toThrow(expect.objectContaining({ status: 400 }))
    for (const given of [{ key: '{}' }, { key: '[' }, { clicked: '{"USD":1}' }, { clicked: '"x"' }])
      expect(() => readDrillRequest(ctx(), given)).toThrow(expect.objectContaining({ status: 400 }))
    await expect(drill({}, { key: [] })).rejects.toMatchObject({ code: 'report.bad_key' })
    await expect(drill({}, { key: [{ a: 1 }] })).rejects.toMatchObject({ code: 'report.bad_key' })
    await expect(drill({}, { measure: 'other' })).rejects.toMatchObject({ code: 'report.unknown_measure' })
    const quarters = { dimensions: [{ name: 'when', field: 'lentOn', period: 'quarter' as const }] }
    await expect(drill(quarters, { key: ['2017'] })).rejects.toMatchObject({ code: 'report.bad_key' })
  })

  it('for more groups than anybody reads are refused', async () => {
    const into = await freshCompanyDatabase()
    await sql`create table loans (like company.users including all, shelf text, fee numeric(19,4), fee_currency character(3),
      deposit numeric(19,4), lent_on date, returned_at timestamptz, owner_id uuid)`.execute(into.db)
    await sql`insert into loans (id, name) select gen_random_uuid(), 'loan ' || n from generate_series(1, 2001) n`.execute(
      into.db,
    )
    const many = { ...context(), db: into.db }
    const byName = { dimensions: [{ name: 'name', field: 'name' }] }
    await expect(run(byName, {}, many)).rejects.toMatchObject({ code: 'report.too_many_groups' })
    await sql`delete from loans where name = 'loan 1'`.execute(into.db)
    const { rows } = await run(byName, {}, many)
    expect([rows.length, rows[0]?.labels, rows.at(-1)?.labels]).toEqual([2000, ['loan 2'], ['loan 2001']])
  })
})
