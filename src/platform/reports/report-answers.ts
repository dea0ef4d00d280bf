import { z } from 'zod'
import { anything, counted, day, filterText, next, text, whole, yesNo } from '../http/shapes.ts'

/** What a report's address may say. */
export const reportQuery = {
  period: text,
  from: day,
  to: day,
  currency: text,
  filter: filterText,
  compare: z.enum(['previous', 'lastYear']),
}

/** The same for the rows behind a figure. */
export const drillQuery = {
  ...reportQuery,
  key: text,
  measure: text,
  value: text,
  limit: whole.min(1).max(200),
  after: text,
  sort: text,
  fields: text,
}

const named = z.object({ name: text, label: text })

/** `ReportDescription` as the API documentation says it. */
export const reportDescription = z.looseObject({
  name: text,
  title: text,
  how: text,
  object: text,
  measures: z.array(named.extend({ kind: text })),
  dimensions: z.array(named),
  period: z.object({ field: text, label: text }).nullable(),
})

const figure = z.union([z.number(), z.record(z.string(), text), text, z.null()])
const figures = z.record(z.string(), figure)
const rows = z.array(z.object({ key: z.array(z.unknown()), labels: z.array(text), values: figures }))
const period = z.object({ from: day.nullable(), to: day.nullable() }).nullable()

export const reportAnswer = z.object({
  report: reportDescription,
  period,
  rows,
  totals: figures,
  currencies: z.array(text),
  notes: z.array(z.object({ code: text, count: whole, text, filter: anything.optional() })),
  comparison: z.object({ kind: z.enum(['previous', 'lastYear']), period, rows, totals: figures }).optional(),
})

export const drillAnswer = z.object({
  records: z.array(z.looseObject({ id: z.uuid(), version: whole, can: z.array(text) })),
  next,
  filter: anything.optional(),
  count: counted.extend({ capped: yesNo }).optional(),
  sums: z.record(z.string(), z.record(z.string(), text)).optional(),
  value: figure.optional(),
  changedSince: z.object({ clicked: figure, now: figure }).nullish(),
})
