import { type RawBuilder, sql } from 'kysely'
import { visible, tableOf } from '../access/visible.ts'
import type { Transaction } from '../db/server.ts'
import { fieldOf } from '../objects/catalog.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import { optionsPlace } from '../objects/options.ts'
import { optionNames as namesOfOption } from '../overlay/option-words.ts'
import type { Context } from '../records/context.ts'
import { type ChosenColumn, columnFor, type ImportPlan } from './columns.ts'
import { foldName } from './likeness.ts'
import { findByOtherKeys } from './other-keys.ts'

/**
 * Gathers the different values of all chosen columns and looks up their partners: records the actor may see, by title; options, by label;
 * rows of the same file, by the title they will have. What the user has settled stays settled.
 */
export async function collectValues(ctx: Context & { db: Transaction }, plan: ImportPlan): Promise<void> {
  const id = plan.entry.id
  await sql`update import_values set count = 0 where import_id = ${id}::uuid`.execute(ctx.db)
  for (const column of plan.chosen) await collect(ctx, plan, column)
  await sql`delete from import_values where import_id = ${id}::uuid and count = 0`.execute(ctx.db)
  await sql`update import_values set target_id = null, target_option = null, target_row = null
    where import_id = ${id}::uuid and settlement is null`.execute(ctx.db)
  await sql`analyze import_values`.execute(ctx.db)
  // A stage can be looked up only when its pipeline has been.
  const ordered = plan.chosen.toSorted((a, b) => Number(a.inside !== undefined) - Number(b.inside !== undefined))
  for (const column of ordered) {
    if (column.object) {
      await findRecords(ctx, plan, { ...column, object: column.object })
      await findByOtherKeys(ctx, plan, { ...column, object: column.object })
    } else await findOptions(ctx, plan, column)
    if (column.object?.name === plan.object.name) await findRows(ctx, plan, column)
  }
}

/** The cell of a column in SQL, by the alias of import_rows. */
export const cell = (alias: string, index: number): RawBuilder<string> =>
  sql<string>`${sql.ref(`${alias}.cells`)}[${index + 1}]`

/** The parent in whose inside a value counts, as the file has it; empty when it needs none. */
const insideCell = (alias: string, column: ChosenColumn): RawBuilder<string> =>
  column.inside && column.inside.index !== null ? cell(alias, column.inside.index) : sql<string>`''`

/** The title of an object's records in SQL. */
export const titleOf = (object: ObjectDefinition, alias: string): RawBuilder<string> =>
  sql<string>`${sql.ref(`${alias}.${columnOf(object.title, object.fields[object.title]?.type ?? 'text')}`)}::text`

/** An option's names: its id and its labels in both languages. */
export function optionNames(ctx: Context, object: ObjectDefinition, field: string, option: string): string[] {
  const known = fieldOf(object, field)
  return known ? namesOfOption(ctx.catalog, optionsPlace(object.name, field, known), option) : [option]
}

async function collect(ctx: Context, { entry }: ImportPlan, column: ChosenColumn): Promise<void> {
  const whole = cell('r', column.index)
  // The same as splitWords: where nothing strong parts them, commas do.
  const words = column.isMany
    ? sql<string>`unnest(regexp_split_to_array(${whole}, case when ${whole} ~ '[;；\n]' then '[;；\n]' else '[、,，]' end))`
    : whole
  await sql`
    insert into import_values (import_id, field, within, key, written, count)
    select ${entry.id}::uuid, ${column.name}, import_key(inside), import_key(written), left(btrim(min(written)), 500), sum(n) from (
      select ${words} as written, ${insideCell('r', column)} as inside, count(*) as n
      from import_rows r where r.import_id = ${entry.id}::uuid and r.damage is null group by 1, 2
    ) as given where import_key(written) <> '' group by import_key(inside), import_key(written)
    on conflict (import_id, field, within, key) do update set count = excluded.count, written = excluded.written`.execute(
    ctx.db,
  )
}

/** Of several records with that title the one written exactly so; otherwise the user must say which. */
async function findRecords(
  ctx: Context,
  plan: ImportPlan,
  column: ChosenColumn & { object: ObjectDefinition },
): Promise<void> {
  const { object, inside } = column
  const title = titleOf(object, 't')
  const isInside = inside ? sql`and ${parentIs(plan, column, 't', 'v')}` : sql``
  await sql`
    update import_values v set target_id = found.id from (
      select v.within, v.key, case when count(*) = 1 then min(t.id::text)
        when count(*) filter (where ${title} = v.written) = 1 then min(t.id::text) filter (where ${title} = v.written) end::uuid as id
      from import_values v join ${sql.table(tableOf(object))} t on import_key(${title}) = v.key ${isInside}
      where v.import_id = ${plan.entry.id}::uuid and v.field = ${column.name} and v.settlement is null and ${visible(ctx, object, 't')}
      group by v.within, v.key
    ) as found
    where v.import_id = ${plan.entry.id}::uuid and v.field = ${column.name} and v.within = found.within and v.key = found.key`.execute(
    ctx.db,
  )
}

/** Whether a line's parent is the one that its value's row names, or the one of all rows. */
export function parentIs(plan: ImportPlan, column: ChosenColumn, line: string, value: string): RawBuilder<boolean> {
  const { inside } = column
  if (!inside) return sql<boolean>`true`
  const parent = sql.ref(`${line}.${columnOf(inside.parentColumn, 'reference')}`)
  if (inside.index === null) return sql<boolean>`${parent} = ${inside.id}::uuid`
  const otherwise =
    inside.id === null ? sql`` : sql`or (${sql.ref(`${value}.within`)} = '' and ${parent} = ${inside.id}::uuid)`
  return sql<boolean>`(${parent} = (select p.target_id from import_values p where p.import_id = ${plan.entry.id}::uuid
    and p.field = ${inside.field} and p.within = '' and p.key = ${sql.ref(`${value}.within`)}) ${otherwise})`
}

async function findOptions(ctx: Context, plan: ImportPlan, column: ChosenColumn): Promise<void> {
  const names = new Map<string, string>()
  for (const option of column.field.options ?? [])
    for (const name of optionNames(ctx, plan.object, column.name, option))
      if (!names.has(foldName(name))) names.set(foldName(name), option)
  if (names.size === 0) return
  await sql`
    update import_values v set target_option = given.option
    from unnest(${[...names.keys()]}::text[], ${[...names.values()]}::text[]) as given (name, option)
    where v.import_id = ${plan.entry.id}::uuid and v.field = ${column.name} and v.settlement is null and v.key = import_key(given.name)`.execute(
    ctx.db,
  )
}

/** A customer's parent may stand further down in the same file. */
async function findRows(ctx: Context, plan: ImportPlan, column: ChosenColumn): Promise<void> {
  const title = columnFor(plan, plan.object.title)
  if (!title) return
  await sql`
    update import_values v set target_row = found.row from (
      select import_key(${cell('r', title.index)}) as key, min(r.row) as row from import_rows r
      where r.import_id = ${plan.entry.id}::uuid and r.damage is null group by 1
    ) as found
    where v.import_id = ${plan.entry.id}::uuid and v.field = ${column.name} and v.settlement is null and v.target_id is null
      and v.key = found.key`.execute(ctx.db)
}
