import type { Filter } from '#platform/objects/index.ts'
import { defineReport } from '#platform/reports/define-report.ts'

const won: Filter = { field: 'state', op: 'in', value: ['won'] }
const lost: Filter = { field: 'state', op: 'in', value: ['lost'] }
const decided: Filter = { field: 'state', op: 'in', value: ['won', 'lost'] }
const timed: Filter[] = [
  { field: 'openedOn', op: 'notEmpty' },
  { field: 'closedOn', op: 'notEmpty' },
]

/** The funnel: how many opportunities stand in each stage, and what they are worth. */
const byStage = defineReport({
  name: 'opportunitiesByStage',
  object: 'opportunity',
  dimensions: [
    { name: 'pipeline', field: 'stage.pipeline' },
    { name: 'stage', field: 'stage' },
  ],
  measures: [
    { name: 'count', kind: 'count' },
    { name: 'amount', kind: 'sum', field: 'amount' },
    { name: 'withoutAmount', kind: 'countWithout', field: 'amount' },
  ],
  chart: 'funnel',
  periodField: 'openedOn',
})

/** What was won, by the calendar quarter in which it was won. */
const wonByQuarter = defineReport({
  name: 'wonByQuarter',
  object: 'opportunity',
  filter: won,
  dimensions: [{ name: 'quarter', field: 'closedOn', period: 'quarter' }],
  measures: [
    { name: 'amount', kind: 'sum', field: 'amount' },
    { name: 'count', kind: 'count' },
  ],
  chart: 'column',
  periodField: 'closedOn',
})

/** What was won, by the superior of its owner. */
const wonByManager = defineReport({
  name: 'wonByManager',
  object: 'opportunity',
  filter: won,
  dimensions: [{ name: 'manager', field: 'owner.superior' }],
  measures: [
    { name: 'amount', kind: 'sum', field: 'amount' },
    { name: 'count', kind: 'count' },
  ],
  chart: 'bar',
  periodField: 'closedOn',
  sort: { by: 'amount', descending: true },
})

/** What each salesperson won, and how often: won ÷ (won + lost). */
const wonBySalesperson = defineReport({
  name: 'wonBySalesperson',
  object: 'opportunity',
  filter: decided,
  dimensions: [{ name: 'salesperson', field: 'owner' }],
  measures: [
    { name: 'amount', kind: 'sum', field: 'amount', filter: won },
    { name: 'won', kind: 'count', filter: won },
    { name: 'lost', kind: 'count', filter: lost },
    { name: 'winRate', kind: 'share', filter: won, among: decided },
  ],
  chart: 'bar',
  periodField: 'closedOn',
  sort: { by: 'amount', descending: true },
})

/** How long it takes from opening to winning, and to losing. */
const daysToWin = defineReport({
  name: 'daysToWin',
  object: 'opportunity',
  filter: decided,
  dimensions: [{ name: 'salesperson', field: 'owner' }],
  measures: [
    { name: 'meanToWin', kind: 'meanDays', filter: won, from: 'openedOn', to: 'closedOn' },
    { name: 'medianToWin', kind: 'medianDays', filter: won, from: 'openedOn', to: 'closedOn' },
    { name: 'won', kind: 'count', filter: { and: [won, ...timed] } },
    { name: 'meanToLose', kind: 'meanDays', filter: lost, from: 'openedOn', to: 'closedOn' },
    { name: 'lost', kind: 'count', filter: { and: [lost, ...timed] } },
  ],
  chart: 'bar',
  periodField: 'closedOn',
  sort: { by: 'meanToWin' },
})

/** Opportunities by what they are classed by (O10): how many, what they are worth, what was won and how often. */
const classified = ([name, field]: readonly [string, string]) =>
  defineReport({
    name,
    object: 'opportunity',
    dimensions: [{ name: 'class', field }],
    measures: [
      { name: 'amount', kind: 'sum', field: 'amount' },
      { name: 'count', kind: 'count' },
      { name: 'won', kind: 'count', filter: won },
      { name: 'wonAmount', kind: 'sum', field: 'amount', filter: won },
      { name: 'winRate', kind: 'share', filter: won, among: decided },
    ],
    chart: 'bar',
    periodField: 'openedOn',
    sort: { by: 'amount', descending: true },
  })

const byClass = (
  [
    ['opportunitiesByIndustry', 'industry'],
    ['opportunitiesByProvince', 'province'],
    ['opportunitiesBySizeBand', 'sizeBand'],
  ] as const
).map(classified)

/** The figures that a sales team looks at. */
export const opportunityReports = [byStage, wonByQuarter, wonByManager, wonBySalesperson, daysToWin, ...byClass]
