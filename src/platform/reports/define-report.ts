import type { Filter } from '../objects/filter.ts'

/** A figure: a count, or something computed over the rows of a group. Labels are `reports.<report>.measures.<name>`. */
export interface Measure {
  name: string
  /** `count`; `sum` of a money field (per currency, never netted); `share` = rows matching `of` ÷ rows matching `among`; days between two dates. */
  kind: 'count' | 'countWithout' | 'sum' | 'share' | 'meanDays' | 'medianDays'
  /** sum, countWithout: the field. */
  field?: string
  /** Only rows that match count. */
  filter?: Filter
  /** share: the denominator's rows. */
  among?: Filter
  /** meanDays, medianDays: from one date field to another. */
  from?: string
  to?: string
}

/** How rows are grouped: by a field, one step through a reference (`owner.superior`), or a date field by its period. */
export interface Dimension {
  name: string
  field: string
  period?: 'year' | 'quarter' | 'month' | 'week' | 'day'
}

/** A report: measures and dimensions over one query of one object. The drill-down is that query without the grouping. */
export interface ReportDefinition {
  name: string
  object: string
  filter?: Filter
  dimensions: readonly Dimension[]
  measures: readonly Measure[]
  chart: 'funnel' | 'bar' | 'column' | 'line' | 'figures'
  /** The date field that the period chosen by the viewer narrows. */
  periodField?: string
  /** Order of the groups: by a measure, descending, or by the dimension itself. */
  sort?: { by: 'dimension' | string; descending?: boolean }
}

/** Declares a report. */
export const defineReport = (report: ReportDefinition): ReportDefinition => report
