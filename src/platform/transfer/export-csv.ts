import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { may } from '../access/actor.ts'
import { readableFields } from '../access/readable.ts'
import { forbidden } from '../errors.ts'
import { dayAt, fieldType } from '../fields/index.ts'
import { describeCatalog } from '../records/describe.ts'
import type { FieldDescription } from '../objects/description.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type Context, find, type FindQuery } from '../records/index.ts'
import { guardCell } from './cell-prefix.ts'

/**
 * A list as a CSV file (UTF-8 with BOM, so that Excel reads it): the rows, columns and order of the same query, page by page in constant memory. Reading the
 * file back gives the same values. @throws Problem `forbidden` without the right `<object>.export`
 */
export async function exportCsv(
  ctx: Context,
  object: ObjectDefinition,
  query: FindQuery,
): Promise<{ name: string; stream: Readable }> {
  if (!may(ctx.actor, `${object.name}.export`)) throw forbidden(`${object.name}.export`)
  const described = describeCatalog(ctx).find(one => one.name === object.name)
  const known = (described?.fields ?? []).filter(field => field.type !== 'lines')
  const shown = query.fields?.flatMap(name => known.find(field => field.name === name) ?? []) ?? known
  const lines = rows(ctx, object, { ...query, fields: shown.map(field => field.name) }, shown)
  return {
    name: `${described?.labelPlural ?? object.plural} ${dayAt(ctx.now(), ctx.company.timeZone)}.csv`,
    stream: Readable.from(lines),
  }
}

async function* rows(
  ctx: Context,
  object: ObjectDefinition,
  query: FindQuery,
  fields: readonly FieldDescription[],
): AsyncGenerator<string> {
  yield `\uFEFF${stringify([fields.map(field => field.label)])}`
  const definitions = new Map(readableFields(ctx, object))
  let after = query.after
  do {
    const { records, next } = await find(ctx, object, { ...query, limit: 200, ...(after ? { after } : {}) })
    const cells = records.map(record =>
      fields.map(field => {
        const value = record[field.name]
        const definition = definitions.get(field.name)
        if (value === null || value === undefined || !definition) return ''
        if (field.options) return field.options.find(option => option.id === value)?.label ?? String(value)
        return guardCell(fieldType(field.type).toCell(value, definition))
      }),
    )
    if (cells.length > 0) yield stringify(cells)
    after = next ?? undefined
  } while (after)
}
