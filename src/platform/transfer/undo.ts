import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { Problem } from '../errors.ts'
import { fieldOf, objectOf } from '../objects/catalog.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { isSame } from '../records/draft.ts'
import { removeMany } from '../records/remove.ts'
import { lock, updateMany } from '../records/update.ts'
import type { WorkContext } from './assess.ts'
import type { RunHooks } from './run.ts'
import { findImport, type KeptRecord, saveImport } from './import-entry.ts'
import { isReferring } from './targets.ts'

const BATCH = 500

/**
 * Takes an import back: what it changed returns where nobody has changed it since, what it made goes into the bin unless somebody changed it
 * or refers to it since; what is kept is listed with its reason. Goes on where an undo broke off. Options it added stay: they are settings.
 */
export async function undoImport(given: WorkContext, importId: string, { signal }: RunHooks): Promise<void> {
  const entry = await findImport(given, importId)
  const ctx: WorkContext = { ...given, batch: entry.batchId, reason: entry.fileName }
  await saveImport(ctx.db, importId, { done: 0, kept: [] })
  const kept: KeptRecord[] = []
  for (const step of [returnChanges, removeMade])
    for await (const some of step(ctx, importId)) {
      if (signal.aborted) return
      kept.push(...some)
      await saveImport(ctx.db, importId, { kept: kept.slice(0, 1000) })
    }
  await sql`update batches set undone_at = now(), undone_by = ${ctx.actor.userId}::uuid where id = ${entry.batchId}::uuid`.execute(
    ctx.db,
  )
  await saveImport(ctx.db, importId, { state: 'undone' })
}

async function* returnChanges(ctx: WorkContext, importId: string): AsyncGenerator<KeptRecord[], void, undefined> {
  const entry = await findImport(ctx, importId)
  const object = objectOf(ctx.catalog, entry.object)
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select distinct record_id as id from history where batch_id = ${ctx.batch}::uuid and object = ${object.name} and verb = 'update'
        and reason is distinct from ${undoReason(entry.fileName)} and record_id > ${after}::uuid order by 1 limit ${BATCH}`.execute(
      ctx.db,
    )
    const ids = rows.map(row => row.id)
    if (ids.length === 0) return
    yield await transaction(ctx.db, db => returnSome({ ...ctx, db, reason: undoReason(entry.fileName) }, object, ids))
    after = ids.at(-1) ?? after
  }
}

/** By this the undo's own entries in history are told from the import's. */
const undoReason = (fileName: string): string => `↩ ${fileName}`

async function returnSome(
  ctx: Context & { db: Transaction },
  object: ObjectDefinition,
  ids: readonly string[],
): Promise<KeptRecord[]> {
  const { rows: entries } = await sql<{ id: string; changes: Record<string, [unknown, unknown]> }>`
    select record_id as id, changes from history where batch_id = ${ctx.batch}::uuid and record_id = any(${[...ids]}::uuid[])
      and verb = 'update' and reason is distinct from ${ctx.reason} and changes is not null`.execute(ctx.db)
  const living = await livingAmong(ctx, object, ids)
  const current = await lock(ctx, object, [...living.keys()], 'update')
  const kept: KeptRecord[] = []
  const changes = entries.flatMap(({ id, changes: changed }) => {
    const now = current.get(id)
    if (!now) return []
    const isUntouched = ([name, [, after]]: [string, [unknown, unknown]]): boolean =>
      isSame(fieldOf(object, name), now[name] ?? null, after)
    const untouched = Object.entries(changed).filter(isUntouched)
    if (untouched.length < Object.keys(changed).length) kept.push({ object: object.name, id, reason: 'changed_since' })
    return untouched.length === 0
      ? []
      : [{ id, values: Object.fromEntries(untouched.map(([name, [before]]) => [name, before])) }]
  })
  const { refused } = await updateMany(ctx, object, changes, {
    verb: 'update',
    writing: 'byVerb',
    silent: true,
    history: true,
  })
  return [
    ...kept,
    ...refused.map(({ index }) => ({ object: object.name, id: changes[index]?.id ?? '', reason: 'not_possible' })),
  ]
}

/** Children before their parents, then what was made beside the rows. */
async function* removeMade(ctx: WorkContext, importId: string): AsyncGenerator<KeptRecord[], void, undefined> {
  const { rows: made } = await sql<{ object: string; ids: string[]; level: number }>`
    select h.object, coalesce(r.level, -1) as level, array_agg(h.record_id order by h.record_id) as ids
    from history h left join import_rows r on r.import_id = ${importId}::uuid and r.record_id = h.record_id and r.outcome = 'created'
    where h.batch_id = ${ctx.batch}::uuid and h.verb = 'create' group by 1, 2 order by 2 desc, 1`.execute(ctx.db)
  let done = 0
  for (const { object: name, ids } of made) {
    const object = objectOf(ctx.catalog, name)
    for (let from = 0; from < ids.length; from += BATCH) {
      const some = ids.slice(from, from + BATCH)
      yield await removeSome(ctx, object, some)
      done += some.length
      await saveImport(ctx.db, importId, { done })
    }
  }
}

async function removeSome(ctx: WorkContext, object: ObjectDefinition, ids: readonly string[]): Promise<KeptRecord[]> {
  try {
    return await transaction(ctx.db, async db => {
      const inside = { ...ctx, db }
      const living = await livingAmong(inside, object, ids)
      const used = await usedAmong(inside, object, [...living.keys()])
      const keep = (id: string): string | null =>
        used.has(id) ? 'in_use' : (living.get(id) ?? 1) > 1 ? 'changed_since' : null
      const free = [...living.keys()].filter(id => keep(id) === null)
      if (free.length > 0) await removeMany(inside, object, free, { silent: true })
      return [...living.keys()].flatMap(id => {
        const reason = keep(id)
        return reason === null ? [] : [{ object: object.name, id, reason }]
      })
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const [only] = ids
    if (ids.length === 1 && only !== undefined)
      return [{ object: object.name, id: only, reason: error.status === 409 ? 'in_use' : 'not_possible' }]
    const kept: KeptRecord[] = []
    for (const id of ids) kept.push(...(await removeSome(ctx, object, [id])))
    return kept
  }
}

/** Of these records those that are not in the bin, with their versions. */
async function livingAmong(
  ctx: Context,
  object: ObjectDefinition,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; version: number }>`
    select id, version from ${sql.table(tableOf(object))} where id = any(${[...ids]}::uuid[]) and deleted_at is null order by id`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ id, version }) => [id, version]))
}

/** Of these records those to which a living record of any kind refers. */
async function usedAmong(ctx: Context, object: ObjectDefinition, ids: readonly string[]): Promise<Set<string>> {
  const used = new Set<string>()
  for (const other of ctx.catalog.objects.values())
    for (const [name, field] of Object.entries(other.fields)) {
      const isOwnLine = other.lineOf?.object === object.name && other.lineOf.field === name
      if (!isReferring(field) || field.object !== object.name || isOwnLine || ids.length === 0) continue
      const column = sql.ref(`t.${columnOf(name, field.type)}`)
      const { rows } = await sql<{ id: string }>`
        select distinct ${column} as id from ${sql.table(tableOf(other))} t
        where ${column} = any(${[...ids]}::uuid[]) and t.deleted_at is null`.execute(ctx.db)
      for (const { id } of rows) used.add(id)
    }
  return used
}
