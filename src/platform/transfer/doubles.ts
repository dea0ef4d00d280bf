import { type RawBuilder, sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import type { Transaction } from '../db/server.ts'
import { columnOf } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { columnFor, type ImportPlan, type MappedColumn } from './columns.ts'
import { cell, titleOf } from './values.ts'

/**
 * Finds the rows that are already there, and those that stand twice in the file, all in SQL. They are known by external id and unique
 * fields; where the file brings none of these, by their title. Sets outcome, record and problems of these rows.
 */
export async function findDoubles(ctx: Context & { db: Transaction }, plan: ImportPlan): Promise<void> {
  if (plan.entry.settings.doubles === 'create' && !columnFor(plan, 'externalId')) return
  for (const key of keysOf(ctx, plan)) {
    await inCompany(ctx, plan, key)
    await inFile(ctx, plan, key)
  }
}

interface Key {
  column: MappedColumn
  /** What is compared, of a row of the file. */
  ofRow: (alias: string) => RawBuilder<string>
  /** And of a record `t`. */
  ofRecord: RawBuilder<string>
  /** Which records count. */
  among: RawBuilder<boolean>
}

function keysOf(ctx: Context, plan: ImportPlan): Key[] {
  const keys: Key[] = []
  const externalId = columnFor(plan, 'externalId')
  if (externalId)
    keys.push({
      column: externalId,
      ofRow: alias => sql<string>`btrim(${cell(alias, externalId.index)})`,
      ofRecord: sql<string>`t.external_id`,
      among: sql<boolean>`(t.deleted_at is null and t.source_system = ${plan.entry.settings.sourceSystem})`,
    })
  if (plan.entry.settings.doubles === 'create') return keys
  for (const column of plan.columns)
    if (column.field.unique === true && !column.isExtra)
      keys.push({
        column,
        ofRow: alias => sql<string>`lower(btrim(${cell(alias, column.index)}))`,
        ofRecord: sql<string>`lower(${sql.ref(`t.${columnOf(column.name, column.field.type)}`)})`,
        among: sql<boolean>`t.deleted_at is null`,
      })
  const title = columnFor(plan, plan.object.title)
  if (keys.length === 0 && title)
    keys.push({
      column: title,
      ofRow: alias => sql<string>`import_key(${cell(alias, title.index)})`,
      ofRecord: sql<string>`import_key(${titleOf(plan.object, 't')})`,
      among: visible(ctx, plan.object, 't'),
    })
  return keys
}

async function inCompany(ctx: Context, { entry, object }: ImportPlan, key: Key): Promise<void> {
  const mayChange = visible(ctx, object, 't', 'update')
  await sql`
    update import_rows r set record_id = found.id,
      outcome = case when ${entry.settings.doubles} = 'update' and found.may_change then 'updated' else 'skipped' end,
      problems = case when ${entry.settings.doubles} = 'update' and found.may_change then null
        else jsonb_build_array(jsonb_build_object('code', 'import.already_there', 'field', ${key.column.name}::text)) end
    from (
      select distinct on (given.row) given.row, t.id, ${mayChange} as may_change
      from import_rows given join ${sql.table(tableOf(object))} t on ${key.ofRecord} = ${key.ofRow('given')}
      where given.import_id = ${entry.id}::uuid and given.outcome = 'created' and ${key.ofRow('given')} <> '' and ${key.among}
      order by given.row, t.id
    ) as found
    where r.import_id = ${entry.id}::uuid and r.row = found.row`.execute(ctx.db)
}

/** The first of several stays; rows that are there already do not count as a first. */
async function inFile(ctx: Context, { entry }: ImportPlan, key: Key): Promise<void> {
  await sql`
    update import_rows r set outcome = 'skipped', record_id = null,
      problems = jsonb_build_array(jsonb_build_object('code', 'import.double_in_file', 'field', ${key.column.name}::text,
        'params', jsonb_build_object('row', found.first)))
    from (
      select row, first_value(row) over same as first from import_rows i
      where import_id = ${entry.id}::uuid and outcome in ('created', 'updated') and ${key.ofRow('i')} <> ''
      window same as (partition by ${key.ofRow('i')} order by row)
    ) as found
    where r.import_id = ${entry.id}::uuid and r.row = found.row and found.first < found.row`.execute(ctx.db)
}
