import { sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import type { Transaction } from '../db/server.ts'
import type { Context } from '../records/context.ts'
import { columnFor, type ImportPlan } from './columns.ts'
import { type Key, keyOf } from './row-keys.ts'

/**
 * Finds the rows that are already there, and those that stand twice in the file, all in SQL. They are known by the key that was chosen;
 * else by external id and unique fields, and where the file brings none of these by their title. Sets outcome, record and problems of
 * these rows: what a key means several records by is refused, never guessed.
 */
export async function findDoubles(ctx: Context & { db: Transaction }, plan: ImportPlan): Promise<void> {
  const { doubles, key: chosen } = plan.entry.settings
  if (doubles === 'create' && chosen === null && !columnFor(plan, 'externalId')) return
  for (const key of await keysOf(ctx, plan)) {
    await inCompany(ctx, plan, key)
    await inFile(ctx, plan, key)
  }
  if (doubles === 'updateOnly' || chosen === 'id') await leaveUnknown(ctx, plan)
}

async function keysOf(ctx: Context, plan: ImportPlan): Promise<Key[]> {
  const { key: chosen, doubles } = plan.entry.settings
  const own = chosen === null ? undefined : columnFor(plan, chosen)
  if (own) return [await keyOf(ctx, plan, own)]
  const keys: Key[] = []
  const externalId = columnFor(plan, 'externalId')
  if (externalId) keys.push(await keyOf(ctx, plan, externalId))
  if (doubles === 'create') return keys
  for (const column of plan.columns)
    if (column.field.unique === true && !column.isExtra) keys.push(await keyOf(ctx, plan, column))
  const title = columnFor(plan, plan.object.title)
  if (keys.length === 0 && title) keys.push(await keyOf(ctx, plan, title))
  return keys
}

/** Several records for one row: the user must say which. In a file that only brings new ones they are simply there already. */
async function inCompany(ctx: Context, { entry, object }: ImportPlan, key: Key): Promise<void> {
  const isUpdating = entry.settings.doubles === 'update' || entry.settings.doubles === 'updateOnly'
  const problem = (code: string) =>
    sql`jsonb_build_array(jsonb_build_object('code', ${code}::text, 'field', ${key.column.name}::text, 'params', jsonb_build_object('count', found.n)))`
  const fate = isUpdating
    ? sql`record_id = case when found.n = 1 then found.id end,
        outcome = case when found.n > 1 then 'refused' when found.may_change then 'updated' else 'skipped' end,
        problems = case when found.n > 1 then ${problem('import.ambiguous_key')}
          when not found.may_change then ${problem('import.may_not_change')} end`
    : sql`record_id = found.id, outcome = 'skipped', problems = ${problem('import.already_there')}`
  await sql`
    update import_rows r set ${fate} from (
      select pair.row, min(t.id::text)::uuid as id, count(distinct t.id) as n, coalesce(bool_and(${visible(ctx, object, 't', 'update')}), false) as may_change
      from (${key.pairs}) as pair join ${sql.table(tableOf(object))} t on t.id = pair.id group by pair.row
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
      select row, min(first) as first from (
        select k.row, first_value(k.row) over (partition by k.key order by k.row) as first
        from (${key.ofRows}) as k join import_rows i on i.import_id = ${entry.id}::uuid and i.row = k.row
        where i.outcome in ('created', 'updated')
      ) as each group by row
    ) as found
    where r.import_id = ${entry.id}::uuid and r.row = found.row and found.first < found.row`.execute(ctx.db)
}

/** Where only what is there shall change, the rest is passed over; an id that nothing has is a mistake. */
async function leaveUnknown(ctx: Context, { entry }: ImportPlan): Promise<void> {
  const isById = entry.settings.key === 'id'
  await sql`
    update import_rows set outcome = ${isById ? 'refused' : 'skipped'}, record_id = null,
      problems = jsonb_build_array(jsonb_build_object('code', 'import.not_there', 'field', ${entry.settings.key}::text))
    where import_id = ${entry.id}::uuid and outcome = 'created'`.execute(ctx.db)
}
