import type { Filter } from '../objects/filter.ts'
import type { PeriodUnit } from '../query/calendar-days.ts'

/** A figure: a count, or something computed over the rows of a group. Labels are `reports.<report>.measures.<name>`. */
export type Measure = { name: string /** Only rows that match count. */; filter?: Filter } & (
  | { kind: 'count' }
  /** How many rows lack the field. */
  | { kind: 'countWithout'; field: string }
  /** Of a money field, per currency and never netted; unknown amounts are left out. */
  | { kind: 'sum'; field: string }
  /** Rows matching `filter` ÷ rows matching `among`, to four decimals; null when there are none. */
  | { kind: 'share'; filter: Filter; among: Filter }
  /** Calendar days from one date to another, to two decimals; rows that lack either are left out. */
  | { kind: 'meanDays' | 'medianDays'; from: string; to: string }
)

/**
 * How rows are grouped: by a field, one step through a reference (`owner.superior`), or a date field by its period. Labels are
 * `reports.<report>.dimensions.<name>`. Stages and other lines stand in their own order, everything else by its label.
 */
export interface Dimension {
  name: string
  field: string
  period?: PeriodUnit
}

/**
 * A report: measures and dimensions over one query of one object. The drill-down is that query without the grouping. The first measure
 * is the one that the chart draws; `reports.<report>.title` and `.how` say what it is and how the figures are made.
 */
export interface ReportDefinition {
  name: string
  object: string
  filter?: Filter
  dimensions: readonly Dimension[]
  measures: readonly Measure[]
  chart: 'funnel' | 'bar' | 'column' | 'line' | 'figures'
  /** The date field that the period chosen by the viewer narrows. */
  periodField?: string
  /** Order of the groups: by a measure or, which is the default, by the dimensions themselves. */
  sort?: { by: 'dimension' | string; descending?: boolean }
}

/** Declares a report. */
export const defineReport = (report: ReportDefinition): ReportDefinition => report
