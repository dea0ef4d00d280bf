import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { systemActor } from '#platform/access/actor.ts'
import type { Database } from '#platform/db/server.ts'
import { registerMessages } from '#platform/i18n/index.ts'
import { departmentObject } from '#platform/people/department.object.ts'
import { userObject } from '#platform/people/user.object.ts'
import { mergeCatalog } from '#platform/objects/catalog.ts'
import { noOverlay } from '#platform/objects/overlay.ts'
import type { Context } from '#platform/records/context.ts'
import { type DrillRequest, drillDown } from '#platform/reports/drill-down.ts'
import type { Figure } from '#platform/reports/figures.ts'
import type { ReportRequest, ReportResult } from '#platform/reports/report-result.ts'
import { runReport } from '#platform/reports/run-report.ts'
import { customersModule } from '#modules/customers/index.ts'
import { pipelinesModule } from '#modules/pipelines/index.ts'
import { productsModule } from '#modules/products/index.ts'
import { freshCompanyDatabase } from '#test/harness/server.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { competitorsModule } from '#modules/competitors/index.ts'
import {
  opportunity,
  opportunityCompetitor,
  opportunityContact,
  opportunityLine,
  opportunityParty,
} from './opportunity.object.ts'
import { sizeBand } from './size-band.object.ts'
import { opportunityReports } from './opportunity.reports.ts'
import reportsEn from './reports.messages.en.ts'
import reportsZh from './reports.messages.zh.ts'

// The real pipeline is put into the tables by plain SQL, and every figure is computed a second time, from the files, in plain
// JavaScript: the engine and this test share nothing but the input.

interface Deal {
  opportunity_id: string
  sales_agent: string
  deal_stage: string
  engage_date: string
  close_date: string
  close_value: string
}

const folder = join(import.meta.dirname, '../../../test/data/crm-sales-opportunities')
const read = <T>(name: string): T[] => parse(readFileSync(join(folder, name)), { columns: true, bom: true })
const deals = read<Deal>('sales_pipeline.csv')
const teams = read<{ sales_agent: string; manager: string }>('sales_teams.csv')
const managerOf = new Map(teams.map(team => [team.sales_agent, team.manager]))
const stageNames = ['Prospecting', 'Engaging', 'Won', 'Lost']

let db: Database
const idOf = new Map<string, string>()

beforeAll(async () => {
  registerMessages({ zh: { ...messagesZh, ...reportsZh }, en: { ...messagesEn, ...reportsEn } })
  ;({ db } = await freshCompanyDatabase())
  await load(db)
})

describe('the five reports over the real pipeline', () => {
  it('by stage: count, amount and what has none, in the order of the stages', async () => {
    const { rows, totals, currencies, report } = await run('opportunitiesByStage')
    expect(rows.map(row => row.labels)).toEqual(stageNames.map(name => ['Deals', name]))
    expect(byLabel(rows, 1)).toEqual(
      Object.fromEntries(
        stageNames.map(name => {
          const of = deals.filter(deal => deal.deal_stage === name)
          const known = of.filter(deal => deal.close_value !== '')
          const amount = known.length === 0 ? null : { USD: money(known) }
          return [name, { count: of.length, amount, withoutAmount: of.length - known.length }]
        }),
      ),
    )
    expect(rows.map(row => row.values.count)).toEqual([500, 1589, 4238, 2473])
    expect(totals).toEqual({ count: 8800, amount: { USD: '10005534.00' }, withoutAmount: 2089 })
    expect(currencies).toEqual(['USD'])
    expect(report).toMatchObject({ name: 'opportunitiesByStage', chart: 'funnel' })
  })

  it('won by calendar quarter', async () => {
    const { rows } = await run('wonByQuarter')
    expect(rows.map(row => row.labels[0])).toEqual(['2017-Q1', '2017-Q2', '2017-Q3', '2017-Q4'])
    expect(rows.map(row => row.values.amount)).toEqual(
      ['1134672.00', '3086111.00', '2982255.00', '2802496.00'].map(USD => ({ USD })),
    )
    const expected = groupBy(won(), deal => {
      const [year, month] = deal.close_date.split('-')
      return `${year}-Q${Math.ceil(Number(month) / 3)}`
    })
    expect(amounts(rows)).toEqual(Object.fromEntries([...expected].map(([quarter, of]) => [quarter, money(of)])))
  })

  it('won by manager, the largest first', async () => {
    const { rows } = await run('wonByManager')
    expect(rows.map(row => [row.labels[0], row.values.amount])).toEqual(
      [
        ['Melvin Marxen', '2251930.00'],
        ['Summer Sewald', '1964750.00'],
        ['Rocco Neubert', '1960545.00'],
        ['Celia Rouche', '1603897.00'],
        ['Cara Losch', '1130049.00'],
        ['Dustin Brinkmann', '1094363.00'],
      ].map(([name, USD]) => [name, { USD }]),
    )
    const expected = groupBy(won(), deal => managerOf.get(deal.sales_agent) ?? '')
    expect(amounts(rows)).toEqual(Object.fromEntries([...expected].map(([name, of]) => [name, money(of)])))
  })

  it('won by salesperson with the win rate', async () => {
    const { rows, totals } = await run('wonBySalesperson')
    expect(rows).toHaveLength(30)
    expect(rows[0]).toMatchObject({
      labels: ['Darcel Schlecht'],
      values: { amount: { USD: '1153214.00' }, winRate: 0.6311 },
    })
    expect(totals.winRate).toBe(0.6315)
    for (const row of rows) {
      const own = deals.filter(deal => deal.sales_agent === row.labels[0])
      const [w, l] = [own.filter(deal => deal.deal_stage === 'Won'), own.filter(deal => deal.deal_stage === 'Lost')]
      expect(row.values).toEqual({
        amount: { USD: money(w) },
        won: w.length,
        lost: l.length,
        winRate: rounded(w.length, w.length + l.length, 4),
      })
    }
  })

  it('days from opened to won', async () => {
    const { rows, totals, notes } = await run('daysToWin')
    expect(totals).toEqual({ meanToWin: 51.78, medianToWin: 57, won: 4238, meanToLose: 41.48, lost: 2473 })
    expect(notes).toEqual([])
    for (const row of rows) {
      const days = won()
        .filter(deal => deal.sales_agent === row.labels[0])
        .map(daysOf)
        .sort((a, b) => a - b)
      const middle = days.length / 2
      const median = Number.isInteger(middle)
        ? ((days[middle - 1] ?? 0) + (days[middle] ?? 0)) / 2
        : days[Math.floor(middle)]
      expect(row.values).toMatchObject({
        meanToWin: rounded(sum(days), days.length, 2),
        medianToWin: median,
        won: days.length,
      })
    }
  })

  it('names the rows behind every number: counted and summed they equal it', async () => {
    for (const report of opportunityReports) {
      const result = await run(report.name)
      const groups = [...result.rows, { key: null, values: result.totals }]
      for (const measure of report.measures) {
        for (const { key, values } of groups) {
          const clicked = values[measure.name] ?? null
          const found = await drill(report.name, { key, measure: measure.name, clicked })
          expect(found.changedSince).toBeNull()
          expect(found.value).toEqual(clicked)
          if (measure.kind === 'count' || measure.kind === 'countWithout') expect(found.count?.value).toBe(clicked)
          if (measure.kind === 'sum') expect(found.sums?.amount).toEqual(clicked ?? {})
          expect(found.records.length).toBe(Math.min(found.count?.value ?? 0, 50))
        }
      }
    }
  })

  it('reads those rows to the end, each once, and they add up', async () => {
    const [best] = (await run('wonBySalesperson')).rows
    const all: Record<string, unknown>[] = []
    let after: string | undefined
    do {
      const found = await drill('wonBySalesperson', {
        key: best?.key ?? null,
        measure: 'amount',
        page: { limit: 200, ...(after && { after }) },
      })
      expect(found.count === undefined).toBe(after !== undefined)
      all.push(...found.records)
      after = found.next ?? undefined
    } while (after)
    expect(new Set(all.map(record => record.id)).size).toBe(all.length)
    expect(sum(all.map(record => Number(record.amount)))).toBe(1153214)
  })

  it('narrows by period and compares with the one before and the year before', async () => {
    const second = await run('wonBySalesperson', { period: { from: '2017-04-01', to: '2017-06-30' } })
    expect(second.totals.amount).toEqual({ USD: '3086111.00' })
    const quarter = await run('wonByManager', { period: { unit: 'quarter', of: '2017-04-01' }, compare: 'previous' })
    expect(quarter.totals.amount).toEqual({ USD: '3086111.00' })
    expect(quarter.comparison).toMatchObject({
      kind: 'previous',
      period: { from: '2017-01-01', to: '2017-03-31' },
      totals: { amount: { USD: '1134672.00' } },
    })
    const lastYear = await run('wonByManager', { period: { unit: 'year', of: '2018-01-01' }, compare: 'lastYear' })
    expect(lastYear.totals).toEqual({ amount: null, count: 0 })
    expect(lastYear.comparison?.totals).toEqual({ amount: { USD: '10005534.00' }, count: 4238 })
  })

  it('counts what a period leaves out because its date is unknown', async () => {
    const { rows, notes } = await run('opportunitiesByStage', { period: { unit: 'year', of: '2017-01-01' } })
    expect(rows.map(row => row.labels[1])).not.toContain('Prospecting')
    const note = notes.find(one => one.code === 'unknown_period')
    expect(note).toMatchObject({ count: 500, text: '500 条的立项日期未知，不在所选期间内。' })
  })
})

describe('what a person sees', () => {
  const best = 'Darcel Schlecht'

  it('a salesperson: his own; a manager: his team’s; and the rows behind the numbers likewise', async () => {
    const own = await run('wonByQuarter', {}, person(best, 'own'))
    expect(own.totals.amount).toEqual({ USD: '1153214.00' })
    const team = await run('wonByManager', {}, person('Melvin Marxen', 'team'))
    expect(team.rows.map(row => [row.labels[0], row.values.amount])).toEqual([['Melvin Marxen', { USD: '2251930.00' }]])
    const found = await drill('opportunitiesByStage', { key: null, measure: 'count' }, person(best, 'own'))
    expect(found.count?.value).toBe(deals.filter(deal => deal.sales_agent === best).length)
    const others = await run('wonBySalesperson', {}, person(best, 'own'))
    expect(others.rows).toHaveLength(1)
  })

  it('not a hidden amount: the measure is gone, and none can be drilled for', async () => {
    const blind = systemActor('test', { 'opportunity.amount': 'hidden' })
    const { report, totals, rows } = await run('wonByManager', {}, blind)
    expect(report.measures.map(measure => measure.name)).toEqual(['count'])
    expect(totals).toEqual({ count: 4238 })
    expect(JSON.stringify(rows)).not.toContain('USD')
    await expect(drill('wonByManager', { key: null, measure: 'amount' }, blind)).rejects.toMatchObject({
      code: 'report.unknown_measure',
    })
    const found = await drill('wonByManager', { key: null, measure: 'count' }, blind)
    expect(found.sums).toEqual({})
    expect(JSON.stringify(found)).not.toContain('amount')
  })

  it('not a report whose groups or condition would betray a hidden field', async () => {
    for (const hidden of ['opportunity.state', 'user.superior', 'opportunity.owner']) {
      const blind = systemActor('test', { [hidden]: 'hidden' })
      await expect(run('wonByManager', {}, blind)).rejects.toMatchObject({ status: 403 })
    }
    const stranger = { ...systemActor('test'), grants: { 'opportunity.read': 'all' as const } }
    await expect(run('wonByManager', {}, stranger)).rejects.toMatchObject({ status: 403 })
  })
})

describe('a figure that moves', () => {
  it('says so when it is clicked', async () => {
    const before = await run('wonByQuarter')
    const last = before.rows.at(-1)
    const clicked = last?.values.amount
    await sql`update opportunities set amount = amount + 0.01 where closed_on = (select max(closed_on) from opportunities where state = 'won')
      and id = (select id from opportunities where state = 'won' order by closed_on desc, id limit 1)`.execute(db)
    const found = await drill('wonByQuarter', { key: last?.key ?? null, measure: 'amount', clicked })
    expect(found.changedSince).toEqual({ clicked: { USD: '2802496.00' }, now: { USD: '2802496.01' } })
    expect(found.sums?.amount).toEqual({ USD: '2802496.01' })
  })
})

function contextFor(actor: Actor): Context {
  const others = [customersModule, productsModule, pipelinesModule, competitorsModule].flatMap(module => module.objects)
  const lines = [opportunityLine, opportunityContact, opportunityParty, opportunityCompetitor]
  const objects = [userObject, departmentObject, ...others, opportunity, ...lines, sizeBand]
  return {
    db,
    company: {
      id: '00000000-0000-7000-8000-000000000001',
      name: '测试公司',
      locale: 'zh',
      baseCurrency: 'CNY',
      timeZone: 'Asia/Shanghai',
      fiscalYearStart: 1,
      weekStart: 1,
    },
    actor,
    catalog: mergeCatalog(objects, [], noOverlay),
    behaviour: { objects: {}, actions: [], importing: {}, grants: [] },
    batch: null,
    reason: null,
    locale: 'zh',
    now: () => new Date('2018-01-15T02:00:00Z'),
  }
}

const person = (name: string, scope: 'own' | 'team'): Actor => ({
  ...systemActor(name),
  kind: 'person',
  userId: idOf.get(name) ?? null,
  grants: { 'opportunity.read': scope, 'report.read': 'all' },
  subordinates: teams.filter(team => team.manager === name).map(team => idOf.get(team.sales_agent) ?? ''),
})

const reportNamed = (name: string) =>
  opportunityReports.find(report => report.name === name) as (typeof opportunityReports)[number]
const plain: ReportRequest = { period: null, currency: null, filter: undefined, compare: null }

const run = (name: string, request: Partial<ReportRequest> = {}, actor = systemActor('test')): Promise<ReportResult> =>
  runReport(contextFor(actor), reportNamed(name), { ...plain, ...request })

const drill = (name: string, request: Partial<DrillRequest>, actor = systemActor('test')) =>
  drillDown(contextFor(actor), reportNamed(name), {
    ...plain,
    key: null,
    measure: null,
    clicked: undefined,
    page: {},
    ...request,
  })

const won = (): Deal[] => deals.filter(deal => deal.deal_stage === 'Won')
const money = (of: Deal[]): string => `${sum(of.map(deal => Number(deal.close_value)))}.00`
const daysOf = (deal: Deal): number => (Date.parse(deal.close_date) - Date.parse(deal.engage_date)) / 86_400_000
const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0)

/** part ÷ whole, rounded half up, in whole numbers so that no float decides. */
const rounded = (part: number, whole: number, decimals: number): number => {
  const [scale, n, m] = [10n ** BigInt(decimals), BigInt(part), BigInt(whole)]
  return Number((2n * n * scale + m) / (2n * m)) / 10 ** decimals
}

const groupBy = (of: Deal[], key: (deal: Deal) => string): Map<string, Deal[]> => {
  const groups = new Map<string, Deal[]>()
  for (const deal of of) groups.set(key(deal), [...(groups.get(key(deal)) ?? []), deal])
  return groups
}

const byLabel = (rows: ReportResult['rows'], place = 0): Record<string, Record<string, Figure>> =>
  Object.fromEntries(rows.map(row => [row.labels[place], row.values]))

const amounts = (rows: ReportResult['rows']): Record<string, string | undefined> =>
  Object.fromEntries(rows.map(row => [row.labels[0], (row.values.amount as Record<string, string>).USD]))

async function load(into: Database): Promise<void> {
  const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
  const people = [...new Set([...teams.map(team => team.manager), ...teams.map(team => team.sales_agent)])]
  for (const [place, name] of people.entries()) idOf.set(name, id(1000 + place))
  const users = people.map(name => ({
    id: idOf.get(name),
    name,
    superior_id: idOf.get(managerOf.get(name) ?? '') ?? null,
  }))
  await sql`insert into users (id, name, superior_id) select id, name, superior_id
    from jsonb_to_recordset(${JSON.stringify(users)}::jsonb) as x (id uuid, name text, superior_id uuid)`.execute(into)
  await sql`insert into pipelines (id, name) values (${id(1)}::uuid, 'Deals')`.execute(into)
  const kinds = ['open', 'open', 'won', 'lost']
  for (const [place, name] of stageNames.entries())
    await sql`insert into stages (id, pipeline_id, position, name, kind)
      values (${id(10 + place)}::uuid, ${id(1)}::uuid, ${place}, ${name}, ${kinds[place]})`.execute(into)
  const rows = deals.map((deal, place) => ({
    id: id(100_000 + place),
    name: deal.opportunity_id,
    stage_id: id(10 + stageNames.indexOf(deal.deal_stage)),
    state: kinds[stageNames.indexOf(deal.deal_stage)],
    amount: deal.close_value || null,
    opened_on: deal.engage_date || null,
    closed_on: deal.close_date || null,
    owner_id: idOf.get(deal.sales_agent),
  }))
  await sql`insert into opportunities (id, name, pipeline_id, stage_id, state, amount, currency, opened_on, closed_on, owner_id)
    select id, name, ${id(1)}::uuid, stage_id, state, amount, 'USD', opened_on, closed_on, owner_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (id uuid, name text, stage_id uuid, state text, amount numeric,
      opened_on date, closed_on date, owner_id uuid)`.execute(into)
}
