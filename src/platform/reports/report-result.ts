import type { Filter } from '../objects/index.ts'
import type { Period } from '../query/periods.ts'
import type { Measure, ReportDefinition } from './define-report.ts'
import type { Figure, KeyPart } from './figures.ts'

/** What a viewer chose. */
export interface ReportRequest {
  period: Period | null
  /** Only sums in this currency. */
  currency: string | null
  filter: Filter | undefined
  /** 环比 or 同比. */
  compare: 'previous' | 'lastYear' | null
}

export interface ReportRow {
  key: KeyPart[]
  labels: string[]
  values: Record<string, Figure>
}

/** How a report looks before it is run, in the viewer's language. */
export interface ReportDescription {
  name: string
  title: string
  /** One line: how the figures are made. */
  how: string
  object: string
  chart: ReportDefinition['chart']
  measures: { name: string; label: string; kind: Measure['kind'] }[]
  dimensions: { name: string; label: string }[]
  /** The date by which a period narrows it. */
  period: { field: string; label: string } | null
}

export interface ReportNote {
  code: 'without_amount' | 'unknown_days' | 'unknown_period'
  count: number
  text: string
  /** The rows it speaks of. */
  filter: Filter | undefined
}

export interface ReportResult {
  report: ReportDescription
  /** Days, both included; null when no period was chosen. */
  period: { from: string | null; to: string | null } | null
  rows: ReportRow[]
  totals: Record<string, Figure>
  /** Currencies in the sums, the company's own first. */
  currencies: string[]
  notes: ReportNote[]
  comparison?: {
    kind: 'previous' | 'lastYear'
    period: ReportResult['period']
    rows: ReportRow[]
    totals: Record<string, Figure>
  }
}
