import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import type { ReportDefinition } from './define-report.ts'
import type { Figure, Figures } from './figures.ts'
import { labelsOf } from './labels.ts'
import type { ReportRow } from './report-result.ts'

/** Names the groups and puts them in order. */
export async function labelledRows(
  ctx: Context,
  {
    report,
    object,
    found,
    currencies,
  }: { report: ReportDefinition; object: ObjectDefinition; found: Figures; currencies: string[] },
): Promise<ReportRow[]> {
  const labels = await Promise.all(
    report.dimensions.map((dimension, place) => {
      const keys = [...new Set(found.rows.map(row => row.key[place] ?? null))]
      return labelsOf(ctx, object, dimension, keys)
    }),
  )
  const byKey = (a: ReportRow, b: ReportRow): number => {
    for (const [place, label] of labels.entries()) {
      const order = label.compare(a.key[place] ?? null, b.key[place] ?? null)
      if (order !== 0) return order
    }
    return 0
  }
  const rows = found.rows.map(row => ({
    key: row.key,
    labels: row.key.map((part, place) => labels[place]?.of(part) ?? ''),
    values: onlyIn(currencies, row.values),
  }))
  const by = report.sort?.by ?? 'dimension'
  const turned = report.sort?.descending ? -1 : 1
  if (by === 'dimension') return rows.sort((a, b) => turned * byKey(a, b))
  return rows.sort((a, b) => compareFigures(a.values[by], b.values[by], currencies) * turned || byKey(a, b))
}

/** Unknown figures below all known ones; amounts by the first currency in which they differ. */
function compareFigures(a: Figure | undefined, b: Figure | undefined, currencies: string[]): number {
  const size = (figure: Figure | undefined, currency: string): number => {
    const value = typeof figure === 'object' ? figure?.[currency] : figure
    return value === undefined ? Number.NEGATIVE_INFINITY : Number(value)
  }
  for (const currency of currencies.length > 0 ? currencies : ['']) {
    const [left, right] = [size(a, currency), size(b, currency)]
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

/** The currencies of all sums, the company's own first; `only` leaves but one. */
export function currenciesIn(ctx: Context, found: Figures, only: string | null): string[] {
  const all = new Set<string>()
  for (const figure of Object.values(found.totals.values)) {
    if (typeof figure === 'object' && figure) for (const currency of Object.keys(figure)) all.add(currency)
  }
  const isOurs = (currency: string): boolean => currency === ctx.company.baseCurrency
  return [...all]
    .filter(currency => only === null || currency === only)
    .sort((a, b) => Number(isOurs(b)) - Number(isOurs(a)) || (a < b ? -1 : 1))
}

/** The values with the amounts of these currencies, in their order. */
export function onlyIn(currencies: string[], values: Record<string, Figure>): Record<string, Figure> {
  const shown = (figure: Figure): Figure => {
    if (typeof figure !== 'object' || figure === null) return figure
    const kept = currencies.flatMap(currency => (figure[currency] === undefined ? [] : [[currency, figure[currency]]]))
    return kept.length === 0 ? null : Object.fromEntries(kept)
  }
  return Object.fromEntries(Object.entries(values).map(([name, figure]) => [name, shown(figure)]))
}
