import { sql } from 'kysely'
import { ownersWithin } from '../access/actor.ts'
import { mayRead } from '../access/readable.ts'
import { tableOf, visible, withinScope } from '../access/visible.ts'
import { badRequest, forbidden } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type ApiRecord, type Context, getMany } from '../records/index.ts'

/** What a program is told that keeps a copy of a noun's records. */
export interface Changes {
  /** Made or changed, without lines, in the order in which they were changed last. */
  records: ApiRecord[]
  /** Ids of what went into the bin, or out of the asker's hands. */
  removed: string[]
  /** To be sent as `since` the next time. */
  next: string
  /** There is more to fetch at once. */
  more: boolean
}

/**
 * The records that changed since an instant or a cursor, oldest change first. What is younger than the oldest transaction under way waits for
 * the next time: it may still be overtaken by one that ends later but was dated earlier.
 * @throws Problem `since.malformed` (400), `forbidden`
 */
export async function changesSince(
  ctx: Context,
  declared: ObjectDefinition,
  { since, limit }: { since: string; limit: number },
): Promise<Changes> {
  const object = objectOf(ctx.catalog, declared.name)
  if (!mayRead(ctx, object)) throw forbidden(`${object.name}.read`)
  const [at, id] = readCursor(since)
  const { rows } = await sql<{ id: string; at: string; seen: boolean }>`
    select t.id, t.updated_at::text as at, ${visible(ctx, object, 't')} as seen from ${sql.table(tableOf(object))} t
    where (t.updated_at, t.id) > (${at}::timestamptz, ${id}::uuid) and t.updated_at <= ${settledUntil}
      and (${visible(ctx, object, 't')} or ${wasSeen(ctx, object, at)})
    order by t.updated_at, t.id limit ${limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const ids = shown.flatMap(row => (row.seen ? [row.id] : []))
  const records = new Map((await getMany(ctx, object, ids)).map(record => [record.id, record]))
  return {
    records: ids.flatMap(one => records.get(one) ?? []),
    // What went in the same moment is told as gone, too.
    removed: shown.flatMap(row => (records.has(row.id) ? [] : [row.id])),
    next: last ? cursorOf(last.at, last.id) : cursorOf(at, id),
    more: rows.length > limit,
  }
}

/**
 * All changes dated before this have ended: nothing dated earlier can still come. A transaction dates its records after it has begun; the
 * second is for clocks that differ. A long one that only reads is not waited for.
 */
const settledUntil = sql`(select least(now(), min(a.xact_start)) - interval '1 second' from pg_stat_activity a
  where a.datname = current_database() and a.xact_start is not null
    and (a.backend_xid is not null or a.xact_start > now() - interval '1 minute'))`

/** In the bin by now, or since then handed from one of the asker's own to somebody else. */
function wasSeen(ctx: Context, object: ObjectDefinition, at: string) {
  const inBin = sql<boolean>`(t.deleted_at is not null and ${withinScope(ctx, object, 't')})`
  const owners = ownersWithin(ctx.actor, `${object.name}.read`)
  if (owners === 'all' || owners.length === 0 || !object.owned) return inBin
  return sql<boolean>`(${inBin} or exists (select from history h where h.record_id = t.id and h.at > ${at}::timestamptz
    and h.changes->'owner'->0->>'id' = any(${[...owners]}::text[])))`
}

const nobody = '00000000-0000-0000-0000-000000000000'

const cursorOf = (at: string, id: string): string => Buffer.from(JSON.stringify([at, id])).toString('base64url')

function readCursor(since: string): [at: string, id: string] {
  if (/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(since)) {
    if (Number.isNaN(Date.parse(since))) throw badRequest('since.malformed')
    return [new Date(since).toISOString(), nobody]
  }
  const read = parsedCursor(since)
  if (!Array.isArray(read) || !isMoment(read[0]) || !isId(read[1])) throw badRequest('since.malformed')
  return [read[0], read[1]]
}

const isMoment = (at: unknown): at is string =>
  typeof at === 'string' &&
  /^\d{4}-\d{2}-\d{2}[ T][\d:.]{8,15}(Z|[+-][\d:]{2,5})$/.test(at) &&
  !Number.isNaN(Date.parse(at))

function parsedCursor(since: string): unknown {
  if (since.length > 200) return null
  try {
    return JSON.parse(Buffer.from(since, 'base64url').toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
