import { sql } from 'kysely'
import { may } from '../access/actor.ts'
import { withinScope } from '../access/visible.ts'
import { forbidden, invalid, notFound } from '../errors.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { entriesOf, removeEntries, writeEntries } from '../search/entries.ts'
import type { Context } from './context.ts'
import { assertUnused } from './in-use.ts'
import { pointFields, readPoints } from './points.ts'
import { allFieldNames, columnsFor, fromRow } from './row.ts'
import { checkUnique } from './uniqueness.ts'
import { lock } from './update.ts'
import { publish, recordTable, writeHistory } from './write.ts'

/** Puts records into the bin; their number, history and links stay. @throws Problem 404, 403, 409 `record_in_use` */
export async function removeMany(
  ctx: Context,
  object: ObjectDefinition,
  ids: readonly string[],
  options: { silent?: boolean } = {},
): Promise<void> {
  const before = await lock(ctx, object, ids, 'remove')
  await assertUnused(ctx, object, ids)
  await ctx.behaviour.objects[object.name]?.keep?.(ctx, ids)
  const now = ctx.now().toISOString()
  await sql`update ${sql.table(recordTable(object))} set deleted_at = ${now}::timestamptz, version = version + 1, updated_at = ${now}::timestamptz
    where id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  await removeEntries(ctx.db, object, ids)
  await writeHistory(
    ctx,
    [...before].map(([id, { version }]) => ({
      object,
      id,
      verb: 'remove',
      version: Number(version) + 1,
      changes: null,
    })),
  )
  if (!options.silent)
    await publish(
      ctx,
      ids.map(id => ({ name: `${object.name}.removed`, object: object.name, recordId: id })),
    )
}

/** Takes a record out of the bin. @throws Problem 404, 403; 422 when another record has one of its unique values meanwhile */
export async function restore(ctx: Context, object: ObjectDefinition, id: string): Promise<void> {
  if (!may(ctx.actor, `${object.name}.restore`)) throw forbidden(`${object.name}.restore`)
  const names = allFieldNames(object)
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join(columnsFor(object, names).map(column => sql.ref(`t.${column}`)))} from ${sql.table(recordTable(object))} t
    where t.id = ${id}::uuid and t.deleted_at is not null and ${withinScope(ctx, object, 't', 'restore')} for update of t`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound(object.name)
  const values = {
    ...fromRow(object, names, rows[0]),
    ...(await readPoints(ctx.db, [id], pointFields(object))).get(id),
  }
  const taken = await checkUnique(ctx, object, [{ id, values }])
  if (taken.size > 0) throw invalid(taken.get(0) ?? [])
  const version = Number(rows[0].version) + 1
  await sql`update ${sql.table(recordTable(object))} set deleted_at = null, version = ${version}, updated_at = ${ctx.now().toISOString()}::timestamptz
    where id = ${id}::uuid`.execute(ctx.db)
  await writeEntries(ctx.db, entriesOf(object, id, values))
  await writeHistory(ctx, [{ object, id, verb: 'restore', version, changes: null }])
  await publish(ctx, [{ name: `${object.name}.restored`, object: object.name, recordId: id }])
}
