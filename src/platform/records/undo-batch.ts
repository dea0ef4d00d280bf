import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { Database, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { Problem } from '../errors.ts'
import { fieldOf } from '../objects/catalog.ts'
import { columnOf, type FieldDefinition, type LineValue, type ObjectDefinition } from '../objects/index.ts'
import { returnTeams } from '../teams/team-changes.ts'
import { openBatch } from './batches.ts'
import type { Context } from './context.ts'
import { isSame } from './draft.ts'
import { isLiving } from './in-use.ts'
import { removeMany, restore } from './remove.ts'
import { isReferenceField } from './row.ts'
import { lock, updateMany } from './update.ts'

/** A record that an undo left as it is, with the reason: `changed_since`, `in_use`, `not_unique`, `not_possible`. */
export interface KeptRecord {
  object: string
  id: string
  reason: string
}

/** What one step of an undo did: how many records it looked at, and which it left. */
export interface UndoStep {
  looked: number
  kept: KeptRecord[]
}

type Outside = Context & { db: Database }
type Inside = Context & { db: Transaction }

/** How many records one transaction takes. */
const some = 500

/** How many ids are looked for at once: each look goes through the whole batch. */
const ahead = 20_000

/**
 * Takes a batch back, step by step: what it changed returns where nobody has changed it since, what it put into the bin comes out, what it
 * took out goes in again, who came into teams or left them by it is as before, what it made goes into the bin unless somebody changed it or refers to it since. Each record's undo commits with
 * its history, in a batch of its own, so a repetition goes on where an undo broke off. Written with the rights of `ctx.actor`
 * (see `asUndoer`). What is kept is told.
 */
export async function* undoBatch(ctx: Outside, batch: string): AsyncGenerator<UndoStep, void, undefined> {
  const undo: Outside = { ...ctx, batch: await undoOf(ctx, batch), isReturning: true }
  for (const name of await objectsIn(ctx, batch)) {
    const object = ctx.catalog.objects.get(name)
    if (!object) continue
    yield* inSteps(undo, { batch, object, verbs: 'changes', work: returnSome })
    yield* inSteps(undo, { batch, object, verbs: 'remove', work: bringBackSome })
    yield* inSteps(undo, { batch, object, verbs: 'restore', work: removeAgain })
  }
  // Teams are no field of the record: they go back by themselves.
  while ((await transaction(undo.db, db => returnTeams({ ...undo, db, batch: null }, batch, some))) > 0);
  // What was made last may refer to what was made before it, so it goes first.
  yield* removeMade(undo, batch)
  await sql`update batches set undone_at = ${ctx.now().toISOString()}::timestamptz, undone_by = ${ctx.actor.userId}::uuid
    where id = ${batch}::uuid`.execute(ctx.db)
}

/**
 * The beginning of an undo that must come before the rest (a merge's): what the batch changed in these records returns, then, after `between`, these
 * come out of the bin. In the caller's transaction; `undoBatch` goes on from there.
 */
export async function returnFirst(
  ctx: Inside,
  object: ObjectDefinition,
  {
    batch,
    changed,
    removed,
    between,
  }: { batch: string; changed: string[]; removed: string[]; between: () => Promise<void> },
): Promise<KeptRecord[]> {
  const undo: Inside = { ...ctx, batch: await undoOf(ctx, batch), isReturning: true }
  const kept = await returnSome(undo, object, { batch, ids: changed })
  await between()
  return [...kept, ...(await bringBackSome(undo, object, { batch, ids: removed }))]
}

async function undoOf(ctx: Context, batch: string): Promise<string> {
  const { rows } = await sql<{ id: string; object: string; reason: string | null; undo: string | null }>`
    select b.id, b.object, b.reason, (select u.id from batches u where u.undoes_id = b.id order by u.id limit 1) as undo
    from batches b where b.id = ${batch}::uuid`.execute(ctx.db)
  const known = rows[0]
  return (
    known?.undo ??
    (await openBatch(ctx, { kind: 'undo', object: known?.object ?? '', reason: known?.reason ?? null, undoes: batch }))
  )
}

async function objectsIn(ctx: Outside, batch: string): Promise<string[]> {
  const { rows } = await sql<{ object: string }>`
    select distinct object from history where batch_id = ${batch}::uuid order by 1`.execute(ctx.db)
  return rows.map(row => row.object)
}

interface Steps {
  batch: string
  object: ObjectDefinition
  verbs: 'changes' | 'remove' | 'restore'
  work: (ctx: Inside, object: ObjectDefinition, given: { batch: string; ids: string[] }) => Promise<KeptRecord[]>
}

async function* inSteps(
  ctx: Outside,
  { batch, object, verbs, work }: Steps,
): AsyncGenerator<UndoStep, void, undefined> {
  const wanted =
    verbs === 'changes' ? sql`h.changes is not null and h.verb not in ('create', 'restore')` : sql`h.verb = ${verbs}`
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select distinct h.record_id as id from history h
      where h.batch_id = ${batch}::uuid and h.object = ${object.name} and ${wanted} and h.record_id > ${after}::uuid
        and not exists (select from history u where u.batch_id = ${ctx.batch}::uuid and u.record_id = h.record_id)
      order by 1 limit ${ahead}`.execute(ctx.db)
    for (let at = 0; at < rows.length; at += some) {
      const ids = rows.slice(at, at + some).map(row => row.id)
      yield { looked: ids.length, kept: await transaction(ctx.db, db => work({ ...ctx, db }, object, { batch, ids })) }
    }
    if (rows.length < ahead) return
    after = rows.at(-1)?.id ?? after
  }
}

/** Of several changes of a record in the batch, the first "before" and the last "after" count. */
async function returnSome(
  ctx: Inside,
  object: ObjectDefinition,
  { batch, ids }: { batch: string; ids: string[] },
): Promise<KeptRecord[]> {
  const { rows: entries } = await sql<{ id: string; changes: Record<string, [unknown, unknown]> }>`
    select record_id as id, changes from history where batch_id = ${batch}::uuid and record_id = any(${ids}::uuid[])
      and changes is not null and verb not in ('create', 'restore') order by record_id, version`.execute(ctx.db)
  const wholes = new Map<string, Record<string, [unknown, unknown]>>()
  for (const { id, changes } of entries) {
    const whole = wholes.get(id) ?? {}
    for (const [name, [before, after]] of Object.entries(changes))
      whole[name] = [whole[name] ? whole[name][0] : before, after]
    wholes.set(id, whole)
  }
  const current = await lock(ctx, object, [...(await livingAmong(ctx, object, ids)).keys()], 'update')
  const kept: KeptRecord[] = []
  const changes = [...wholes].flatMap(([id, changed]) => {
    const now = current.get(id)
    if (!now) return []
    const untouched = Object.entries(changed).filter(([name, [, after]]) =>
      isStill(fieldOf(object, name), now[name] ?? null, after),
    )
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

/** Whether a value is still what a change made it; a line by what it says, for history knows no id of a line that was new. */
function isStill(field: FieldDefinition | undefined, now: unknown, after: unknown): boolean {
  const said = (value: unknown): unknown =>
    field?.type === 'lines' && Array.isArray(value)
      ? (value as LineValue[]).map(line =>
          Object.fromEntries(Object.entries(line).filter(([name, one]) => name !== 'id' && one !== null)),
        )
      : value
  return isSame(field, said(now), said(after))
}

async function bringBackSome(
  ctx: Inside,
  object: ObjectDefinition,
  { ids }: { batch: string; ids: string[] },
): Promise<KeptRecord[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(tableOf(object))} where id = any(${ids}::uuid[]) and deleted_at is not null order by id`.execute(
    ctx.db,
  )
  const kept: KeptRecord[] = []
  for (const { id } of rows)
    try {
      await restore(ctx, object, id)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      kept.push({ object: object.name, id, reason: error.status === 422 ? 'not_unique' : 'not_possible' })
    }
  return kept
}

async function removeAgain(ctx: Inside, object: ObjectDefinition, { ids }: { ids: string[] }): Promise<KeptRecord[]> {
  return removeFree(ctx, object, { ids, isFree: () => true })
}

async function* removeMade(ctx: Outside, batch: string): AsyncGenerator<UndoStep, void, undefined> {
  let before: string | null = null
  for (;;) {
    const { rows }: { rows: { history: string; object: string; id: string }[] } = await sql<{
      history: string
      object: string
      id: string
    }>`
      select h.id as history, h.object, h.record_id as id from history h
      where h.batch_id = ${batch}::uuid and h.verb = 'create' ${before === null ? sql`` : sql`and h.id < ${before}::uuid`}
      order by h.id desc limit ${some}`.execute(ctx.db)
    if (rows.length === 0) return
    const kept: KeptRecord[] = []
    for (const name of new Set(rows.map(row => row.object))) {
      const object = ctx.catalog.objects.get(name)
      const ids = rows.filter(row => row.object === name).map(row => row.id)
      if (object) kept.push(...(await removeMadeOf(ctx, object, ids)))
    }
    yield { looked: rows.length, kept }
    before = rows.at(-1)?.history ?? null
  }
}

/** All at once; when a module's own rule keeps one, each by itself. */
async function removeMadeOf(ctx: Outside, object: ObjectDefinition, ids: readonly string[]): Promise<KeptRecord[]> {
  try {
    return await transaction(ctx.db, db =>
      removeFree({ ...ctx, db }, object, { ids, isFree: version => version === 1 }),
    )
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const [only] = ids
    if (ids.length === 1 && only !== undefined)
      return [{ object: object.name, id: only, reason: error.status === 409 ? 'in_use' : 'not_possible' }]
    const kept: KeptRecord[] = []
    for (const id of ids) kept.push(...(await removeMadeOf(ctx, object, [id])))
    return kept
  }
}

/** Removes those that nobody changed and nobody uses; what only others of them use goes after these. */
async function removeFree(
  ctx: Inside,
  object: ObjectDefinition,
  { ids, isFree }: { ids: readonly string[]; isFree: (version: number) => boolean },
): Promise<KeptRecord[]> {
  const living = await livingAmong(ctx, object, ids)
  const changed = [...living].filter(([, version]) => !isFree(version)).map(([id]) => id)
  let left = [...living.keys()].filter(id => !changed.includes(id))
  for (;;) {
    const used = await usedAmong(ctx, object, left)
    const free = left.filter(id => !used.has(id))
    if (free.length === 0) break
    await removeMany(ctx, object, free, { silent: true })
    left = left.filter(id => used.has(id))
  }
  return [
    ...changed.map(id => ({ object: object.name, id, reason: 'changed_since' })),
    ...left.map(id => ({ object: object.name, id, reason: 'in_use' })),
  ]
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
      if (!isReferenceField(field) || field.object !== object.name || isOwnLine || ids.length === 0) continue
      const column = sql.ref(`t.${columnOf(name, field.type)}`)
      const { rows } = await sql<{ id: string }>`
        select distinct ${column} as id from ${sql.table(tableOf(other))} t
        where ${column} = any(${[...ids]}::uuid[]) and ${isLiving(ctx, other)}`.execute(ctx.db)
      for (const { id } of rows) used.add(id)
    }
  return used
}
