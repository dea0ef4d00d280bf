import { sql } from 'kysely'
import { may } from '../access/actor.ts'
import { visible, withinScope } from '../access/visible.ts'
import { type FieldProblem, forbidden, invalid, notFound, Problem } from '../errors.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import { entriesOf, removeEntries, writeEntries } from '../search/entries.ts'
import { partBeside } from './beside.ts'
import type { Context } from './context.ts'
import { assertUnused } from './in-use.ts'
import type { Draft } from './module.ts'
import { pointFields, readPoints } from './points.ts'
import { allFieldNames, columnsFor, fromRow, toColumns } from './row.ts'
import { titlesOf } from './titles.ts'
import { checkUnique } from './uniqueness.ts'
import { lock } from './update.ts'
import { validate } from './validate.ts'
import { publish, recordTable, updateRows, writeHistory } from './write.ts'

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
  await ctx.behaviour.objects[object.name]?.settle?.(
    ctx,
    [...before].map(([id, values]) => ({ id, before: values, values: null })),
  )
  if (!options.silent)
    await publish(
      ctx,
      ids.map(id => ({ name: `${object.name}.removed`, object: object.name, recordId: id })),
    )
}

/**
 * Takes a record out of the bin. `given` are other values for unique fields that a living record has by now.
 * @throws Problem 404, 403; 422 `invalid` while a unique value is taken, with whoever has it in `holders` by field
 */
export async function restore(
  ctx: Context,
  object: ObjectDefinition,
  id: string,
  given: Record<string, unknown> = {},
): Promise<void> {
  if (!may(ctx.actor, `${object.name}.restore`)) throw forbidden(`${object.name}.restore`)
  const names = allFieldNames(object)
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join(columnsFor(object, names).map(column => sql.ref(`t.${column}`)))} from ${sql.table(recordTable(object))} t
    where t.id = ${id}::uuid and t.deleted_at is not null and ${withinScope(ctx, object, 't', 'restore')} for update of t`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound(object.name)
  const before = {
    ...fromRow(object, names, rows[0]),
    ...(await readPoints(ctx.db, [id], pointFields(object))).get(id),
  }
  const parted = partBeside(ctx, object, given)
  if (parted.problems.length > 0) throw invalid(parted.problems)
  const changed = otherValues(ctx, object, parted.values)
  const values = { ...before, ...changed }
  const taken = await checkUnique(ctx, object, [{ id, values }])
  if (taken.size > 0) throw await takenProblem(ctx, object, values, taken.get(0) ?? [])
  const draft: Draft = { id, values, before: null, isHistory: false, problems: [], beside: parted.beside }
  await ctx.behaviour.objects[object.name]?.readmit?.(ctx, draft)
  const version = Number(rows[0].version) + 1
  await updateRows(
    ctx,
    recordTable(object),
    [{ id, ...toColumns(object, changed) }],
    sql`deleted_at = null, version = ${version}, updated_at = ${ctx.now().toISOString()}::timestamptz`,
  )
  await writeEntries(ctx.db, entriesOf(object, id, values))
  const changes = Object.fromEntries(
    Object.keys(changed).map(name => [
      name,
      [before[name as keyof typeof before] ?? null, changed[name] ?? null] as [unknown, unknown],
    ]),
  )
  await writeHistory(ctx, [
    {
      object,
      id,
      verb: 'restore',
      version,
      changes: Object.keys(changes).length > 0 ? changes : null,
      reason: draft.reason,
    },
  ])
  await ctx.behaviour.objects[object.name]?.settle?.(ctx, [{ id, before: null, values }])
  await publish(ctx, [{ name: `${object.name}.restored`, object: object.name, recordId: id }])
}

/** Only a value that must be no other record's may be given anew at this moment. */
function otherValues(ctx: Context, object: ObjectDefinition, given: Record<string, unknown>): Record<string, unknown> {
  const { values, problems } = validate(ctx, object, given, 'byPerson')
  const strange = Object.keys(values).filter(name => object.fields[name]?.unique !== true)
  const wrong = [...problems, ...strange.map(path => ({ path, code: 'field.unknown' }))]
  if (wrong.length > 0) throw invalid(wrong)
  return values
}

/** Says who has the values, as far as the actor may see him. */
async function takenProblem(
  ctx: Context,
  object: ObjectDefinition,
  values: Record<string, unknown>,
  fields: FieldProblem[],
): Promise<Problem> {
  const holders: Record<string, { id: string; title: string }> = {}
  for (const { path } of fields) {
    const column = sql.ref(`t.${columnOf(path, object.fields[path]?.type ?? 'text')}`)
    const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(recordTable(object))} t
      where lower(${column}) = lower(${String(values[path])}) and ${visible(ctx, object, 't')} limit 1`.execute(ctx.db)
    const holder = rows[0]?.id
    if (holder) holders[path] = { id: holder, title: (await titlesOf(ctx, object, [holder])).get(holder) ?? '' }
  }
  return new Problem(422, 'invalid', { fields, details: { holders } })
}
