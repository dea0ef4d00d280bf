import type { Readable } from 'node:stream'
import { watermarkLine } from '../audit/watermark.ts'
import { clockAt, fieldType } from '../fields/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context, FindQuery } from '../records/index.ts'
import { labelOf, type ListedField, openListExport } from './listed-fields.ts'
import { fittingWidth, type SheetCell, writeSheet } from './writing/sheet-writer.ts'

/**
 * A list as an XLSX file: the rows, columns and order of the same query in constant memory; days, moments, numbers and amounts are cells
 * of their kind, all else is text. Reading the file back gives the same values. @throws Problem `forbidden` without the right
 * `<object>.export`
 */
export async function exportSheet(
  ctx: Context,
  object: ObjectDefinition,
  query: FindQuery,
): Promise<{ name: string; stream: Readable }> {
  const { name, fields, pages } = openListExport(ctx, object, query, shown =>
    shown.flatMap(({ definition }) =>
      definition.currency !== undefined && definition.currency !== 'base' ? [definition.currency] : [],
    ),
  )
  const rows = async function* (): AsyncGenerator<SheetCell[], void, undefined> {
    for await (const records of pages)
      for (const record of records) yield fields.map(listed => sheetCell(ctx, listed, record))
    const mark = await watermarkLine(ctx)
    if (mark !== null) yield [mark]
  }
  const columns = fields.map(({ field }) => ({ header: field.label, width: widthOf(field.type, field.label) }))
  return { name: `${name}.xlsx`, stream: writeSheet(rows(), { name, columns }) }
}

/** A value of a record as a cell of its kind. */
export function sheetCell(
  ctx: Context,
  { field, definition }: ListedField,
  record: Readonly<Record<string, unknown>>,
): SheetCell {
  const value = record[field.name]
  if (value === null || value === undefined) return null
  const label = labelOf(field, value)
  if (label !== undefined) return label
  const text = fieldType(field.type).toCell(value, definition, ctx.locale)
  switch (field.type) {
    case 'number':
    case 'decimal':
      return { as: 'number', value: text }
    case 'percent':
      return { as: 'percent', value: text }
    case 'money':
      return { as: 'money', value: text, currency: currencyOf(ctx, definition.currency, record) }
    case 'date':
      return { as: 'date', value: text }
    case 'instant':
      return momentOf(text, ctx.company.timeZone)
    default:
      return text
  }
}

/** What clocks show then; in the hour that comes twice they do not tell, and the moment is written out. */
function momentOf(instant: string, timeZone: string): SheetCell {
  const clock = clockAt(new Date(instant), timeZone)
  return clock === null ? instant : { as: 'moment', value: clock }
}

function currencyOf(
  ctx: Context,
  currency: string | undefined,
  record: Readonly<Record<string, unknown>>,
): string | null {
  const known = currency === 'base' ? ctx.company.baseCurrency : currency === undefined ? null : record[currency]
  return typeof known === 'string' ? known : null
}

const widths: Readonly<Record<string, number>> = {
  date: 12,
  instant: 20,
  money: 16,
  decimal: 14,
  number: 10,
  percent: 10,
  longText: 40,
}

const widthOf = (type: string, label: string): number => Math.max(widths[type] ?? 18, fittingWidth([label]))
