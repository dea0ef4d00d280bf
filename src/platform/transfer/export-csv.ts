import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { watermarkLine } from '../audit/watermark.ts'
import { fieldType } from '../fields/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context, FindQuery } from '../records/index.ts'
import { guardCell } from './cell-prefix.ts'
import { labelOf, type ListedField, type ListExport, openListExport } from './listed-fields.ts'

/**
 * A list as a CSV file (UTF-8 with BOM, so that Excel reads it): the rows, columns and order of the same query, page by page in constant memory. Reading the
 * file back gives the same values. @throws Problem `forbidden` without the right `<object>.export`
 */
export async function exportCsv(
  ctx: Context,
  object: ObjectDefinition,
  query: FindQuery,
): Promise<{ name: string; stream: Readable }> {
  const list = openListExport(ctx, object, query)
  return { name: `${list.name}.csv`, stream: Readable.from(lines(ctx, list)) }
}

async function* lines(ctx: Context, { fields, pages }: ListExport): AsyncGenerator<string> {
  yield `\uFEFF${stringify([fields.map(({ field }) => guardCell(field.label))])}`
  for await (const records of pages) {
    const cells = records.map(record => fields.map(listed => cellOf(ctx, listed, record[listed.field.name])))
    if (cells.length > 0) yield stringify(cells)
  }
  const mark = await watermarkLine(ctx)
  if (mark !== null) yield stringify([[guardCell(mark)]])
}

function cellOf(ctx: Context, { field, definition }: ListedField, value: unknown): string {
  if (value === null || value === undefined) return ''
  return guardCell(labelOf(field, value) ?? fieldType(field.type).toCell(value, definition, ctx.locale))
}
