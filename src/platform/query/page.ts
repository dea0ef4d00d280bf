import { type RawBuilder, sql } from 'kysely'
import { ownersWithin } from '../access/actor.ts'
import { mayReadField } from '../access/readable.ts'
import { recordsBeside } from '../access/records-beside.ts'
import { isShared, ownedBy, tableOf, visible } from '../access/visible.ts'
import type { Filter, ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { selectList } from '../records/row.ts'
import { filterSql } from './filter-sql.ts'
import { assertNarrow } from './narrow.ts'
import { after, type Cursor, orderBy, readCursor, type SortKey, sortKeys, writeCursor } from './sort.ts'

export interface PageQuery {
  filter?: Filter
  /** Field names, `-` before one for descending; the object's own order unless told. */
  sort?: readonly string[]
  /** 1 to 200; 50 unless told. */
  limit?: number
  /** What `next` of the page before said. */
  after?: string
  /** Records in the bin instead of living ones. */
  inBin?: boolean
  /** The filter leaves few: the first page is put in order at once, instead of walking along an index, which may take two statements. */
  isShort?: boolean
}

export interface RowPage {
  rows: Record<string, unknown>[]
  next: string | null
}

/** Beyond this many owners the union of their branches costs more than one walk along the index. */
const maxBranches = 200

/**
 * One page of rows within the actor's scope, by key: the work does not grow with the pages before. `columns` are the physical columns to
 * fetch. Several owners are read as branches, each in its own index order, and merged.
 */
export async function page(
  ctx: Context,
  object: ObjectDefinition,
  query: PageQuery,
  columns: readonly string[],
): Promise<RowPage> {
  const keys = sortKeys(ctx, object, query.sort ?? ownOrder(ctx, object))
  await assertNarrow(ctx, object, { filter: query.filter, ...(query.sort ? { sort: query.sort } : {}) })
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? 50), 1), 200)
  const cursor = query.after === undefined ? null : readCursor(query.after, keys.length)
  const first = keys[0]
  const select = { ctx, object, query, columns, keys, cursor, limit: limit + 1 }
  const hasPhases = first?.isNullable === true && (cursor !== null || !query.isShort)
  const inNulls = hasPhases && cursor !== null && cursor.values[0] === null
  const rows = inNulls ? [] : await phase({ ...select, nulls: hasPhases ? 'without' : 'all' })
  if (hasPhases && rows.length <= limit)
    rows.push(
      ...(await phase({ ...select, nulls: 'only', cursor: inNulls ? cursor : null, limit: limit + 1 - rows.length })),
    )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? writeCursor(cursorOf(last, keys)) : null }
}

/** The object's own order, as far as the actor may read what it goes by. */
const ownOrder = (ctx: Context, object: ObjectDefinition): string[] =>
  object.list.sort.filter(key => mayReadField(ctx, object, key.replace(/^-/, '')))

interface Phase {
  ctx: Context
  object: ObjectDefinition
  query: PageQuery
  columns: readonly string[]
  keys: readonly SortKey[]
  cursor: Cursor | null
  limit: number
  /** Rows whose first key is empty stand last; they are a phase of their own, so that each phase has an index order. */
  nulls: 'all' | 'without' | 'only'
}

async function phase(wanted: Phase): Promise<Record<string, unknown>[]> {
  const { ctx, object, query } = wanted
  const isWhole = query.inBin || !object.owned || ctx.admission?.object === object.name
  const owners = isWhole ? 'all' : ownersWithin(ctx.actor, `${object.name}.read`)
  const table = sql.table(tableOf(object))
  const team = owners === 'all' || owners.length === 0 ? null : recordsBeside(ctx, object, 'read')
  const isBranched =
    owners !== 'all' && owners.length > (team ? 0 : 1) && owners.length <= maxBranches && !isShared(object)
  const statement = isBranched
    ? sql`select t.* from (${sql.join(branches(wanted, owners, team), sql` union all `)}) as t
      order by ${mergedOrder(wanted.keys)} limit ${wanted.limit}`
    : sql`select ${selected(wanted)} from ${table} t where ${living(wanted)} and ${condition(wanted)}
      order by ${orderBy(wanted.keys, 't', wanted.nulls)} limit ${wanted.limit}`
  const { rows } = await (statement as RawBuilder<Record<string, unknown>>).execute(ctx.db)
  return rows
}

/** What the actor sees by its owners, each in its own index order, and what by its team: no record is in two of them. */
function branches(
  wanted: Phase,
  owners: readonly string[],
  team: RawBuilder<{ record_id: string }> | null,
): RawBuilder<unknown>[] {
  const table = sql.table(tableOf(wanted.object))
  const rest = sql`t.deleted_at is null and ${condition(wanted)} order by ${orderBy(wanted.keys, 't', wanted.nulls)} limit ${wanted.limit}`
  const byOwner = sql`(select o.* from unnest(${[...owners]}::uuid[]) as w(owner_id) cross join lateral (
    select ${selected(wanted)} from ${table} t where t.owner_id = w.owner_id and ${rest}) as o)`
  if (team === null) return [byOwner]
  const byTeam = sql`(select ${selected(wanted)} from ${table} t
    where t.id = any(array(${team})) and ${ownedBy(owners, 't')} is not true and ${rest})`
  return [byOwner, byTeam]
}

const living = ({ ctx, object, query }: Phase): RawBuilder<boolean> =>
  query.inBin ? sql<boolean>`t.deleted_at is not null and ${inBinScope(ctx, object)}` : visible(ctx, object, 't')

function inBinScope(ctx: Context, object: ObjectDefinition): RawBuilder<boolean> {
  const owners = ownersWithin(ctx.actor, `${object.name}.restore`)
  if (owners === 'all' || (!object.owned && owners.length > 0)) return sql<boolean>`true`
  return sql<boolean>`t.owner_id = any(${[...owners]}::uuid[])`
}

function condition({ ctx, object, query, keys, cursor, nulls }: Phase): RawBuilder<boolean> {
  const parts = [filterSql(ctx, object, query.filter, 't')]
  const first = keys[0]?.expression('t')
  if (first && nulls === 'without') parts.push(sql<boolean>`${first} is not null`)
  if (first && nulls === 'only') parts.push(sql<boolean>`${first} is null`)
  if (cursor) parts.push(after(keys, cursor, 't', nulls === 'only' ? 1 : 0))
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

/** The columns asked for, and each key as text for the cursor, under names that no column has. */
function selected({ columns, keys }: Phase): RawBuilder<unknown> {
  const cursor = keys.map((key, index) => sql`(${key.expression('t')})::text as ${sql.ref(`key ${index}`)}`)
  const order = keys.map((key, index) => sql`${key.expression('t')} as ${sql.ref(`order ${index}`)}`)
  return sql`${sql.join([selectList(columns), ...cursor, ...order])}`
}

function mergedOrder(keys: readonly SortKey[]): RawBuilder<unknown> {
  const parts = keys.map(
    ({ direction }, index) =>
      sql`t.${sql.ref(`order ${index}`)} ${direction === 'desc' ? sql`desc` : sql`asc`} nulls last`,
  )
  const last = keys[0]?.direction === 'desc' ? sql`desc` : sql`asc`
  return sql`${sql.join([...parts, sql`t.id ${last}`])}`
}

const cursorOf = (row: Record<string, unknown>, keys: readonly SortKey[]): Cursor => ({
  values: keys.map((_key, index) => (row[`key ${index}`] as string | null) ?? null),
  id: row.id as string,
})
