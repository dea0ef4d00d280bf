import { z } from 'zod'
import { may } from '#platform/access/actor.ts'
import { consentKind } from '#platform/consent/consent-kind.ts'
import { forbidden } from '#platform/errors.ts'
import { dayAt } from '#platform/fields/index.ts'
import { translate } from '#platform/i18n/index.ts'
import { asMerged } from '#platform/objects/catalog.ts'
import type { Filter } from '#platform/objects/filter.ts'
import type { ObjectDefinition } from '#platform/objects/index.ts'
import { fieldLabel } from '#platform/overlay/field-words.ts'
import { count } from '#platform/query/totals.ts'
import { type Context, find, type FindQuery } from '#platform/records/index.ts'
import { exportCsv } from '#platform/transfer/export-csv.ts'
import { exportSheet } from '#platform/transfer/export-sheet.ts'
import { sheetMediaType } from '#platform/transfer/writing/sheet-writer.ts'
import { type Door, openDoor } from './door.ts'
import { pooledNouns } from './pooled.ts'
import { narrowed, within } from './seen-inside.ts'

const names = z.array(z.string().max(80)).max(500)

/** What lies in a pool on its way out: which pool, and exactly the query. */
const askSchema = z.strictObject({
  pool: z.uuid(),
  object: z.enum(['customer', 'lead']),
  format: z.enum(['csv', 'xlsx']),
  filter: z.unknown().optional(),
  sort: names.optional(),
  fields: names.optional(),
})

export type PoolAsk = z.output<typeof askSchema>

/**
 * What lies in a pool as a file, for whoever takes part in it and may export the noun: through the same door as the list, so without the fields
 * that the pool hides from him.
 */
export const poolFile = consentKind<PoolAsk>({
  kind: 'pool',
  right: 'export.consent',
  ask: askSchema,
  object: ask => ask.object,
  count: async (ctx, ask) => {
    const { door, object, query } = await opened(ctx, ask)
    return (await count(door.ctx, object, query.filter, true)).value
  },
  say: (ctx, ask) => ({
    what: translate(ctx.locale, `pools.file.${ask.object}`, { format: ask.format.toUpperCase() }),
    filter: within({ id: ask.pool }, ask.filter as Filter | undefined),
    columns: (ask.fields ?? []).map(name => fieldLabel(ctx.catalog, ctx.locale, ask.object, name)),
    path: pooledNouns[ask.object].plural,
  }),
  open: async (ctx, ask) => {
    const { door, object, query } = await opened(ctx, ask)
    const write = ask.format === 'csv' ? exportCsv : exportSheet
    const { stream } = await write(door.ctx, object, query)
    const name = `${door.pool.name} ${dayAt(ctx.now(), ctx.company.timeZone)}.${ask.format}`
    return { name, type: ask.format === 'csv' ? 'text/csv; charset=utf-8' : sheetMediaType, body: stream }
  },
})

/** @throws Problem 404 for whoever takes no part in the pool, 403 for whoever may not export, 400 for a wrong filter or order */
async function opened(
  ctx: Context,
  ask: PoolAsk,
): Promise<{ door: Door; object: ObjectDefinition; query: FindQuery & { filter: Filter } }> {
  const door = await openDoor(ctx, ask.pool, ask.object)
  if (!may(ctx.actor, `${ask.object}.export`)) throw forbidden(`${ask.object}.export`)
  const object = asMerged(ctx.catalog, pooledNouns[ask.object].object)
  const { filter, sort, fields } = ask
  const query = {
    ...(sort && { sort }),
    ...(fields && { fields }),
    filter: within(door.pool, filter as Filter | undefined),
  }
  // What is wrong with filter or order is said while it can still be said: not in the middle of a file.
  await find(door.ctx, object, { ...query, fields: [], limit: 1 })
  return { door, object, query: narrowed(door, object, query) }
}
