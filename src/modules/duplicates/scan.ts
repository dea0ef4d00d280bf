import { sql } from 'kysely'
import { tableOf } from '#platform/access/visible.ts'
import { newId } from '#platform/db/id.ts'
import type { Database } from '#platform/db/server.ts'
import { transaction } from '#platform/db/transaction.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context } from '#platform/records/index.ts'
import { fillKeys } from './fill-keys.ts'
import type { ComparedNoun } from './match-keys.ts'
import { type Pair, putInGroups } from './put-in-groups.ts'

/** A search of the whole base, as far as it is. */
export interface Scan {
  id: string
  object: ComparedNoun
  state: 'running' | 'done' | 'stopped' | 'failed'
  isStopped: boolean
  total: number
  done: number
  createdAt: string
}

/** Begins a search, in the caller's transaction. @throws Problem 409 `duplicate.scan_running` */
export async function openScan(ctx: Context, noun: ComparedNoun): Promise<Scan> {
  await sql`select pg_advisory_xact_lock(23, 0)`.execute(ctx.db)
  const { rows: running } = await sql`select from duplicate_scans where state = 'running' and object = ${noun}`.execute(
    ctx.db,
  )
  if (running.length > 0) throw conflict('duplicate.scan_running')
  const id = newId()
  await sql`insert into duplicate_scans (id, object, state, total, user_id, created_at)
    select ${id}::uuid, ${noun}, 'running', count(*), ${ctx.actor.userId}::uuid, ${ctx.now().toISOString()}::timestamptz
    from ${sql.table(tableOf(objectOf(ctx.catalog, noun)))} where deleted_at is null`.execute(ctx.db)
  return readScan(ctx, id)
}

/** @throws Problem 404 */
export async function readScan(ctx: Context, id: string): Promise<Scan> {
  const scan = isId(id) ? (await scans(ctx, sql`where id = ${id}::uuid`))[0] : undefined
  if (!scan) throw notFound('scan')
  return scan
}

/** The latest searches, newest first. */
export const latestScans = (ctx: Context): Promise<Scan[]> =>
  scans(ctx, sql`order by created_at desc, id desc limit 20`)

async function scans(ctx: Context, which: ReturnType<typeof sql>): Promise<Scan[]> {
  const { rows } = await sql<Omit<Scan, 'createdAt'> & { createdAt: string | Date }>`
    select id, object, state, is_stopped as "isStopped", total, done, created_at as "createdAt" from duplicate_scans ${which}`.execute(
    ctx.db,
  )
  return rows.map(row => ({ ...row, createdAt: new Date(row.createdAt).toISOString() }))
}

/** Records of one step. */
const some = 1000

/** Goes through the base from where it stands until it is through, somebody stopped it, or the program ends. */
export async function runScan(ctx: Context & { db: Database }, id: string, signal: AbortSignal): Promise<void> {
  await fillKeys(ctx, { signal })
  for (;;) {
    if (signal.aborted) return
    const isOver = await transaction(ctx.db, db => scanSome({ ...ctx, db }, id), { statementTimeoutMs: 0 })
    if (isOver) return
  }
}

/** One step; true when there is nothing more to do. */
async function scanSome(ctx: Context, id: string): Promise<boolean> {
  const { rows } = await sql<{ object: ComparedNoun; after: string | null; state: string; isStopped: boolean }>`
    select object, after, state, is_stopped as "isStopped" from duplicate_scans where id = ${id}::uuid for update`.execute(
    ctx.db,
  )
  const [scan] = rows
  if (!scan || scan.state !== 'running') return true
  const { rows: records } = await sql<{ id: string }>`
    select id from ${sql.table(tableOf(objectOf(ctx.catalog, scan.object)))}
    where deleted_at is null and id > ${scan.after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by id limit ${some}`.execute(
    ctx.db,
  )
  const ids = scan.isStopped ? [] : records.map(row => row.id)
  if (ids.length > 0) await putInGroups(ctx, id, await pairsOf(ctx, scan.object, ids))
  const state = scan.isStopped ? 'stopped' : records.length < some ? 'done' : 'running'
  await sql`update duplicate_scans set after = ${ids.at(-1) ?? scan.after}::uuid, done = done + ${ids.length}, state = ${state},
    ended_at = case when ${state} = 'running' then null else ${ctx.now().toISOString()}::timestamptz end where id = ${id}::uuid`.execute(
    ctx.db,
  )
  return state !== 'running'
}

/** Which of these records share a key with one that comes after them, without those of which somebody said that they are not the same. */
async function pairsOf(ctx: Context, object: ComparedNoun, ids: readonly string[]): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    select distinct p.one, p.other, p.kind from (
      select m.record_id as one, o.record_id as other, m.kind from match_keys m cross join lateral (
        select k.record_id from match_keys k where k.kind = m.kind and k.value = m.value and k.object = m.object and k.record_id > m.record_id
        order by k.record_id limit 20) o
      where m.record_id = any(${[...ids]}::uuid[]) and m.kind <> 'domain'
      union all
      select m.record_id, o.record_id, 'near' from match_keys m cross join lateral (
        select k.record_id from match_keys k
        where k.near && array(select one from unnest(m.near) as one where one not like '%*') and k.near is not null
          and k.object = m.object and k.record_id > m.record_id and k.value <> m.value limit 10) o
      where m.record_id = any(${[...ids]}::uuid[]) and m.near is not null
    ) as p
    where not exists (select from different_pairs d where d.one = least(p.one, p.other) and d.other = greatest(p.one, p.other) and d.object = ${object})
    order by p.one, p.other`.execute(ctx.db)
  return rows
}

/** Remembers that none of these is another of them, and takes groups that are nothing else off the list. */
export async function tellApart(ctx: Context, object: ComparedNoun, ids: readonly string[]): Promise<void> {
  await sql`insert into different_pairs (object, one, other, user_id, at)
    select ${object}, a, b, ${ctx.actor.userId}::uuid, ${ctx.now().toISOString()}::timestamptz
    from unnest(${[...ids]}::uuid[]) as a cross join unnest(${[...ids]}::uuid[]) as b where a < b on conflict do nothing`.execute(
    ctx.db,
  )
  await sql`update duplicate_groups g set is_settled = true
    where g.id in (select group_id from duplicate_members where record_id = any(${[...ids]}::uuid[]))
      and not exists (select from duplicate_members m where m.group_id = g.id and m.record_id <> all(${[...ids]}::uuid[]))`.execute(
    ctx.db,
  )
}
