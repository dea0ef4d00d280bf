import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { FieldProblem } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { objectOf } from '../objects/catalog.ts'
import { columnOf, type LineValue, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'
import { assertUnused } from './in-use.ts'
import { checkStillHere, namedAnew } from './leavers.ts'
import type { Draft } from './module.ts'
import { columnsFor, fromRow, toColumns } from './row.ts'
import { siftLine } from './sift-line.ts'
import { fillTitles } from './titles.ts'
import { checkReferences, missing, validate, type Writing } from './validate.ts'
import { insertRows, recordTable, updateRows } from './write.ts'

/** Names of the fields of an object that are lines, with the object of each. */
export const lineFields = (ctx: Context, object: ObjectDefinition): LineField[] =>
  Object.entries(object.fields).flatMap(([name, field]) =>
    field.type === 'lines' ? [{ name, line: objectOf(ctx.catalog, field.object ?? ''), by: field.by ?? '' }] : [],
  )

export interface LineField {
  name: string
  line: ObjectDefinition
  /** The field by which a line names its parent. */
  by: string
}

/**
 * Reads the given lines of drafts into their normal form, in place, with one query per line object for all of them. Gives the problems of
 * each draft, by index; their paths are like `lines.2.quantity`.
 */
export async function validateLines(
  ctx: Context,
  object: ObjectDefinition,
  drafts: readonly Draft[],
  writing: Writing = 'byPerson',
): Promise<Map<number, FieldProblem[]>> {
  const problems = new Map<number, FieldProblem[]>()
  for (const { name, line, by } of lineFields(ctx, object)) {
    const fields = Object.fromEntries(Object.entries(line.fields).filter(([field]) => field !== by))
    const read = drafts.flatMap((draft, owner) => {
      const given = draft.values[name] as LineValue[] | null | undefined
      const before = new Map(((draft.before?.[name] ?? []) as LineValue[]).map(one => [one.id, one]))
      return (given ?? []).map(({ id, [by]: _parent, ...values }, position) => {
        const sifted = siftLine(ctx, line, { values, before: before.get(id), writing })
        const read = validate(ctx, line, sifted.values, 'byVerb')
        return {
          owner,
          position,
          id,
          values: { ...read.values, ...sifted.kept },
          problems: [...sifted.problems, ...read.problems],
        }
      })
    })
    for (const one of read) {
      for (const [field, definition] of Object.entries(fields)) one.values[field] ??= definition.default ?? null
      one.problems.push(...missing(fields, one.values, one.problems))
    }
    // What stands in the lines already may be something that this person does not see: it stays, and only what is named anew is asked after.
    const named = read.map(one => namedAnew(one.values, (drafts[one.owner]?.before?.[name] ?? []) as LineValue[]))
    for (const [index, found] of await checkReferences(ctx, fields, named)) read[index]?.problems.push(...found)
    const anew = named.map((values, index) => (drafts[read[index]?.owner ?? -1]?.isHistory ? {} : values))
    for (const [index, found] of await checkStillHere(ctx, fields, anew)) read[index]?.problems.push(...found)
    for (const { owner, position, problems: own } of read) {
      const placed = own.map(problem => ({ ...problem, path: `${name}.${position}.${problem.path}` }))
      if (placed.length > 0) problems.set(owner, [...(problems.get(owner) ?? []), ...placed])
    }
    const byOwner = Map.groupBy(read, one => one.owner)
    for (const [owner, draft] of drafts.entries())
      if (draft.values[name] !== undefined)
        draft.values[name] = (byOwner.get(owner) ?? []).map(one =>
          isId(one.id) ? { ...one.values, id: one.id } : one.values,
        )
  }
  return problems
}

/** The lines of records, in order, by parent and field, titles filled; of these fields alone where they are told. */
export async function readLines(
  ctx: Context,
  object: ObjectDefinition,
  ids: readonly string[],
  fields?: readonly string[],
): Promise<Map<string, Record<string, Record<string, unknown>[]>>> {
  const found = new Map<string, Record<string, Record<string, unknown>[]>>(ids.map(id => [id, {}]))
  for (const { name, line, by } of lineFields(ctx, object)) {
    if (fields && !fields.includes(name)) continue
    const names = Object.keys(line.fields).filter(field => field !== by)
    const back = sql.ref(columnOf(by, 'reference'))
    const { rows } = await sql<Record<string, unknown>>`
      select ${sql.join(columnsFor(line, names).map(column => sql.ref(column)))}, ${back} as parent
      from ${sql.table(recordTable(line))} where ${back} = any(${[...ids]}::uuid[]) and deleted_at is null order by position, id`.execute(
      ctx.db,
    )
    const lines = rows.map(row => ({ parent: row.parent as string, values: fromRow(line, names, row) }))
    await fillTitles(
      ctx,
      line,
      lines.map(({ values }) => values),
    )
    for (const ofParent of found.values()) ofParent[name] = []
    for (const { parent, values } of lines) {
      const { version: _version, ...value } = values
      found.get(parent)?.[name]?.push(value)
    }
  }
  return found
}

/** Writes the given lines of new records, many records at once. */
export async function insertLines(ctx: Context, object: ObjectDefinition, drafts: readonly Draft[]): Promise<void> {
  for (const { name, line, by } of lineFields(ctx, object)) {
    const rows = drafts.flatMap(({ id, values }) =>
      ((values[name] ?? []) as LineValue[]).map((value, position) =>
        lineRow(ctx, line, { by, parent: id, value, position }),
      ),
    )
    await insertRows(ctx, recordTable(line), rows)
  }
}

/** Makes the lines of records what their drafts say, together: known ids are changed, others made, missing ones removed unless they are in use. */
export async function replaceLines(ctx: Context, object: ObjectDefinition, drafts: readonly Draft[]): Promise<void> {
  for (const { name, line, by } of lineFields(ctx, object)) {
    const [gone, kept, made]: [string[], KeptLine[], Record<string, unknown>[]] = [[], [], []]
    for (const draft of drafts) {
      if (draft.values[name] === undefined) continue
      const before = new Set(((draft.before?.[name] ?? []) as LineValue[]).map(value => value.id as string))
      for (const [position, value] of ((draft.values[name] ?? []) as LineValue[]).entries()) {
        const { id, ...values } = value
        if (id !== undefined && before.delete(id)) kept.push({ id, position, ...toColumns(line, values) })
        else made.push(lineRow(ctx, line, { by, parent: draft.id, value, position }))
      }
      gone.push(...before)
    }
    if (gone.length > 0) await removeLines(ctx, line, gone)
    const touched = sql`version = t.version + 1, updated_at = ${ctx.now().toISOString()}::timestamptz`
    for (const alike of Map.groupBy(kept, row => Object.keys(row).join()).values())
      await updateRows(ctx, recordTable(line), alike, touched)
    await insertRows(ctx, recordTable(line), made)
  }
}

type KeptLine = { id: string } & Record<string, unknown>

async function removeLines(ctx: Context, line: ObjectDefinition, ids: readonly string[]): Promise<void> {
  if (!line.lineOf?.outlasts) await assertUnused(ctx, line, ids)
  await sql`update ${sql.table(recordTable(line))} set deleted_at = ${ctx.now().toISOString()}::timestamptz where id = any(${[...ids]}::uuid[])`.execute(
    ctx.db,
  )
}

function lineRow(
  ctx: Context,
  line: ObjectDefinition,
  { by, parent, value, position }: { by: string; parent: string; value: LineValue; position: number },
): Record<string, unknown> {
  const { id: _id, ...values } = value
  const empty = Object.fromEntries(Object.keys(line.fields).map(field => [field, null]))
  const now = ctx.now().toISOString()
  return {
    id: newId(),
    version: 1,
    created_at: now,
    created_by_id: ctx.actor.userId,
    updated_at: now,
    position,
    ...toColumns(line, { ...empty, ...values, [by]: { id: parent, title: '' } }),
  }
}
