import { dayAt } from '../fields/index.ts'
import { clockAt, zonedToUtc } from '../fields/time-zone.ts'
import { maySeeField } from '../access/readable.ts'
import { objectOf } from '../objects/catalog.ts'
import { kebabCase, type ObjectDefinition } from '../objects/index.ts'
import type { Filter } from '../objects/filter.ts'
import { count } from '../query/totals.ts'
import type { Context } from '../records/context.ts'
import { type ApiRecord, find } from '../records/read.ts'
import type { AgendaTile, Deed, RowsTile, TileAsk } from './define-tile.ts'

/** The list that shows exactly what was counted. */
export interface TileLink {
  path: string
  filter: Filter
}

/** A record on the workbench. */
export interface TileRow {
  object: string
  path: string
  id: string
  version: number
  title: string
  /** Of `fields`, as the record has them. */
  values: Record<string, unknown>
  note: string | null
  can: string[]
  deeds: readonly Deed[]
}

export interface RowsContent {
  link: TileLink
  count: { value: number; capped: boolean }
  fields: readonly string[]
  rows: TileRow[]
}

const shownRows = 6
const shownAgenda = 40

/** First rows and count of a tile, within the actor's scope. */
export async function readRows(ctx: Context, tile: RowsTile | AgendaTile, ask: TileAsk): Promise<RowsContent> {
  const object = objectOf(ctx.catalog, tile.object)
  const filter = tile.filter(ctx, ask)
  const fields = tile.fields.filter(name => maySeeField(ctx, object, name))
  const extra = tile.kind === 'agenda' ? [tile.due, tile.at, tile.about].filter(name => name !== undefined) : []
  const asked = {
    filter,
    sort: tile.sort,
    fields: [...new Set([object.title, ...fields, ...extra])],
    limit: tile.kind === 'agenda' ? shownAgenda : shownRows,
  }
  const { records } = await find(ctx, object, asked)
  const counted =
    records.length < asked.limit ? { value: records.length, capped: false } : await count(ctx, object, filter)
  const notes = await tile.note?.(
    ctx,
    records.map(record => record.id),
  )
  return {
    link: linkTo(object, filter),
    count: counted,
    fields,
    rows: records.map(record =>
      rowOf(object, record, { deeds: tile.deeds ?? [], note: notes?.get(record.id) ?? null }),
    ),
  }
}

export const linkTo = (object: ObjectDefinition, filter: Filter): TileLink => ({
  path: kebabCase(object.plural),
  filter,
})

function rowOf(object: ObjectDefinition, record: ApiRecord, more: Pick<TileRow, 'deeds' | 'note'>): TileRow {
  const { id, version, can, ...values } = record
  const title = values[object.title]
  return {
    object: object.name,
    path: kebabCase(object.plural),
    id,
    version,
    title: typeof title === 'string' ? title : '',
    values,
    can,
    ...more,
  }
}

/** When a row of the agenda is due, and whether that day has passed. */
export function dueOf(
  ctx: Context,
  tile: AgendaTile,
  row: TileRow,
): { on: string; at: string | null; isOverdue: boolean } {
  const isDay = objectOf(ctx.catalog, tile.object).fields[tile.due]?.type === 'date'
  const value = String(row.values[tile.due])
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  if (tile.isOfToday) return { on: today, at: onDay(value, today, ctx.company.timeZone), isOverdue: false }
  const at = isDay ? (tile.at ? ((row.values[tile.at] ?? null) as string | null) : null) : value
  const on = isDay ? value : dayAt(new Date(value), ctx.company.timeZone)
  return { on, at, isOverdue: on < today }
}

/** The same time of the clock on another day. */
function onDay(instant: string, day: string, timeZone: string): string {
  const [, time = '00:00:00'] = (clockAt(new Date(instant), timeZone) ?? '').split('T')
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  return zonedToUtc({ day, hour, minute, second }, timeZone).toISOString()
}
