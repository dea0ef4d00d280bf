import { type RawBuilder, sql } from 'kysely'
import { may } from '../access/actor.ts'
import { mayRead, mayReadField } from '../access/readable.ts'
import { tableOf, withinScope } from '../access/visible.ts'
import { badRequest } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { fieldOf, objectOf } from '../objects/catalog.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { titlesOf } from '../records/titles.ts'
import type { BinEntry, BinPage } from './bin-description.ts'

const pageSize = 50

export interface BinQuery {
  /** Of one noun only. */
  object?: string | undefined
  /** A part of the title. */
  q?: string | undefined
  after?: string | undefined
}

/** Removed records that the actor may restore, of all nouns or of one, newest first. @throws Problem `page.bad_cursor` (400) */
export async function listBin(ctx: Context, { object, q, after }: BinQuery): Promise<BinPage> {
  const nouns = [...ctx.catalog.objects.values()].filter(
    one =>
      !one.lineOf &&
      (object === undefined || one.name === object) &&
      mayRead(ctx, one) &&
      may(ctx.actor, `${one.name}.restore`) &&
      // Whoever may not read the titles cannot look for them.
      (!q || mayReadField(ctx, one, one.title)),
  )
  const { rows: days } = await sql<{ bin_days: number | null }>`select bin_days from settings`.execute(ctx.db)
  const cursor = readCursor(after)
  const rows = nouns.length === 0 ? [] : await removed(ctx, nouns, { q: q?.trim() ?? '', cursor })
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return {
    entries: await entriesOf(ctx, shown),
    next:
      rows.length > pageSize && last ? Buffer.from(JSON.stringify([last.exact, last.id])).toString('base64url') : null,
    days: days[0]?.bin_days ?? null,
  }
}

interface Row {
  object: string
  id: string
  at: string
  /** With all its digits, for the cursor. */
  exact: string
}

/** Each noun's newest are read in the order of its own index and merged. */
async function removed(
  ctx: Context,
  nouns: readonly ObjectDefinition[],
  { q, cursor }: { q: string; cursor: { at: string; id: string } | null },
): Promise<Row[]> {
  const branches = nouns.map(
    noun => sql`(select ${noun.name}::text as object, t.id, t.deleted_at from ${sql.table(tableOf(noun))} t
      where t.deleted_at is not null and ${withinScope(ctx, noun, 't', 'restore')} and ${titled(ctx, noun, q)}
        ${cursor ? sql`and (t.deleted_at, t.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql``}
      order by t.deleted_at desc, t.id desc limit ${pageSize + 1})`,
  )
  const { rows } =
    await sql<Row>`select object, id, deleted_at as at, deleted_at::text as exact from (${sql.join(branches, sql` union all `)}) as b
    order by deleted_at desc, id desc limit ${pageSize + 1}`.execute(ctx.db)
  return rows
}

function titled(ctx: Context, noun: ObjectDefinition, q: string): RawBuilder<boolean> {
  if (q === '') return sql<boolean>`true`
  const field = fieldOf(noun, noun.title)
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const column = sql.ref(`t.${columnOf(noun.title, field?.type ?? 'text')}`)
  if (!field?.object) return sql<boolean>`${column} ilike ${pattern}`
  const target = objectOf(ctx.catalog, field.object)
  return sql<boolean>`exists (select from ${sql.table(tableOf(target))} r where r.id = ${column}
    and r.${sql.ref(columnOf(target.title, fieldOf(target, target.title)?.type ?? 'text'))}::text ilike ${pattern})`
}

async function entriesOf(ctx: Context, rows: readonly Row[]): Promise<BinEntry[]> {
  const titles = new Map<string, string>()
  for (const name of new Set(rows.map(row => row.object))) {
    const noun = objectOf(ctx.catalog, name)
    if (!mayReadField(ctx, noun, noun.title)) continue
    const ids = rows.filter(row => row.object === name).map(row => row.id)
    for (const [id, title] of await titlesOf(ctx, noun, ids)) titles.set(id, title)
  }
  const { rows: removers } = await sql<{ id: string; user_id: string | null; actor_name: string }>`
    select g.id, h.user_id, h.actor_name from unnest(${rows.map(row => row.id)}::uuid[]) as g(id)
    cross join lateral (select user_id, actor_name from history where record_id = g.id and verb = 'remove' order by at desc limit 1) h`.execute(
    ctx.db,
  )
  const by = new Map(removers.map(one => [one.id, one]))
  return rows.map(({ object, id, at }) => {
    const remover = by.get(id)
    return {
      object,
      id,
      title: titles.get(id) ?? '',
      removedAt: at,
      removedBy: remover?.user_id ? { id: remover.user_id, title: remover.actor_name } : null,
      removedByName: remover?.actor_name ?? '',
    }
  })
}

function readCursor(text: string | undefined): { at: string; id: string } | null {
  if (text === undefined) return null
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    if (typeof at === 'string' && isId(id) && !Number.isNaN(Date.parse(at))) return { at, id }
  } catch {
    // Said below.
  }
  throw badRequest('page.bad_cursor')
}
