import { watermarkLine } from '../audit/watermark.ts'
import { Exact } from '../fields/decimal-text.ts'
import { translate } from '../i18n/index.ts'
import type { Context } from '../records/context.ts'
import type { SheetCell } from '../transfer/writing/sheet-cell.ts'
import type { Figure, KeyPart } from './figures.ts'
import type { ReportDescription, ReportResult } from './report-result.ts'

/** A report as a sheet has it: headings, a row per group, the totals; the watermark's line where the company wants one. */
export interface ReportCells {
  headings: string[]
  rows: SheetCell[][]
}

/**
 * The cells of a report. A sum has a column per currency; beside each figure stands the one it is compared with, if it is. An unknown figure
 * is a blank cell, never 0.
 */
export async function reportCells(ctx: Context, result: ReportResult): Promise<ReportCells> {
  const { dimensions } = result.report
  const columns = columnsOf(ctx, result)
  const before = new Map(result.comparison?.rows.map(row => [keyText(row.key), row.values]))
  const cells = (values: Values, compared: Values | undefined): SheetCell[] =>
    columns.map(({ measure, currency, isCompared }) =>
      cellOf((isCompared ? compared : values)?.[measure.name] ?? null, { measure, currency }),
    )
  const total: SheetCell[] = dimensions.map((_, place) => (place === 0 ? translate(ctx.locale, 'report.total') : null))
  const mark = await watermarkLine(ctx)
  return {
    headings: [...dimensions.map(({ label }) => label), ...columns.map(({ heading }) => heading)],
    rows: [
      ...result.rows.map(row => [...row.labels, ...cells(row.values, before.get(keyText(row.key)))]),
      [...total, ...cells(result.totals, result.comparison?.totals)],
      ...(mark === null ? [] : [[mark]]),
    ],
  }
}

type Values = Readonly<Record<string, Figure>>
type Measure = ReportDescription['measures'][number]

interface Column {
  heading: string
  measure: Measure
  currency: string | null
  isCompared: boolean
}

function columnsOf(ctx: Context, { report, currencies, comparison }: ReportResult): Column[] {
  const compared = comparison && translate(ctx.locale, `report.compared.${comparison.kind}`)
  // The period compared with may have had others.
  const before = Object.values(comparison?.totals ?? {}).flatMap(figure => Object.keys(Object(figure)))
  const all = [...new Set([...currencies, ...before])]
  return report.measures.flatMap(measure =>
    (measure.kind === 'sum' ? all : [null]).flatMap((currency): Column[] => {
      const heading = currency === null ? measure.label : `${measure.label} ${currency}`
      const column = { heading, measure, currency, isCompared: false }
      return compared ? [column, { ...column, heading: `${heading} ${compared}`, isCompared: true }] : [column]
    }),
  )
}

function cellOf(figure: Figure, { measure, currency }: { measure: Measure; currency: string | null }): SheetCell {
  if (figure === null) return null
  if (typeof figure === 'object') {
    const amount = currency === null ? undefined : figure[currency]
    return amount === undefined ? null : { as: 'money', value: amount, currency }
  }
  return measure.kind === 'share'
    ? { as: 'percent', value: new Exact(figure).times(100).toFixed() }
    : { as: 'number', value: new Exact(figure).toFixed() }
}

const keyText = (key: readonly KeyPart[]): string => JSON.stringify(key)
