import { z } from 'zod'
import { may } from '../access/actor.ts'
import { consentKind } from '../consent/consent-kind.ts'
import { forbidden, notFound } from '../errors.ts'
import { translate } from '../i18n/index.ts'
import { kebabCase, type ObjectDefinition } from '../objects/index.ts'
import type { Filter } from '../objects/filter.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import { count } from '../query/totals.ts'
import { type Context, find, type FindQuery } from '../records/index.ts'
import { exportCsv } from './export-csv.ts'
import { exportSheet } from './export-sheet.ts'
import { sheetMediaType } from './writing/sheet-writer.ts'

const names = z.array(z.string().max(80)).max(500)

/** A list on its way out: the noun and exactly its query. */
const askSchema = z.strictObject({
  object: z.string().max(80),
  format: z.enum(['csv', 'xlsx']),
  filter: z.unknown().optional(),
  sort: names.optional(),
  fields: names.optional(),
  inBin: z.boolean().optional(),
  after: z.string().max(2000).optional(),
})

export type ListAsk = z.output<typeof askSchema>

/** A list as a file, CSV or XLSX. */
export const listFile = consentKind<ListAsk>({
  kind: 'list',
  right: 'export.consent',
  ask: askSchema,
  object: ask => ask.object,
  count: async (ctx, ask) => {
    const object = nounOf(ctx, ask)
    if (!may(ctx.actor, `${object.name}.export`)) throw forbidden(`${object.name}.export`)
    // What is wrong with filter or order is said before anybody is asked.
    await find(ctx, object, { ...queryOf(ask), fields: [], limit: 1 })
    return (await count(ctx, object, ask.filter as Filter | undefined, true)).value
  },
  say: (ctx, ask) => {
    const noun = translate(ctx.locale, `${ask.object}.plural`)
    const object = ctx.catalog.objects.get(ask.object)
    return {
      what: translate(ctx.locale, 'consent.list', { noun, format: ask.format.toUpperCase() }),
      ...(ask.filter ? { filter: ask.filter } : {}),
      columns: (ask.fields ?? []).map(name => fieldLabel(ctx.catalog, ctx.locale, ask.object, name)),
      ...(object && { path: kebabCase(object.plural) }),
    }
  },
  open: async (ctx, ask) => {
    const object = nounOf(ctx, ask)
    const write = ask.format === 'csv' ? exportCsv : exportSheet
    const { name, stream } = await write(ctx, object, queryOf(ask))
    return { name, type: ask.format === 'csv' ? 'text/csv; charset=utf-8' : sheetMediaType, body: stream }
  },
})

/** A list's query as it is kept. */
export const listAsk = (object: ObjectDefinition, format: ListAsk['format'], query: FindQuery): ListAsk => ({
  object: object.name,
  format,
  ...(query.filter ? { filter: query.filter } : {}),
  ...(query.sort ? { sort: [...query.sort] } : {}),
  ...(query.fields ? { fields: [...query.fields] } : {}),
  ...(query.inBin ? { inBin: true } : {}),
  ...(query.after ? { after: query.after } : {}),
})

const nounOf = (ctx: Context, ask: ListAsk): ObjectDefinition => {
  const object = ctx.catalog.objects.get(ask.object)
  if (!object || object.lineOf) throw notFound('object')
  return object
}

const queryOf = ({ object: _object, format: _format, filter, ...rest }: ListAsk): FindQuery => ({
  ...rest,
  ...(filter ? { filter: filter as Filter } : {}),
})
