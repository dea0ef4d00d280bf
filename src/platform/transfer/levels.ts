import { sql } from 'kysely'
import type { Transaction } from '../db/server.ts'
import type { Context } from '../records/context.ts'
import type { ChosenColumn, ImportPlan } from './columns.ts'
import { cell } from './values.ts'

/** Deeper than any tree of subsidiaries; what gets here goes in a circle. */
const DEEPEST = 60

/**
 * Orders the rows of a file that refer to each other: a row's level is one more than that of the row it refers to, so that every parent is
 * made before its children. Rows in a circle, and rows below one, are refused.
 */
export async function orderRows(ctx: Context & { db: Transaction }, plan: ImportPlan): Promise<void> {
  const { id } = plan.entry
  const columns = plan.chosen.filter(column => column.object?.name === plan.object.name)
  if (columns.length === 0) return
  for (let round = 0; round <= DEEPEST; round++) {
    let moved = 0n
    for (const column of columns) moved += await raise(ctx, id, column)
    if (moved === 0n) return
  }
  await sql`update import_rows set outcome = 'refused', level = 0, record_id = null,
      problems = jsonb_build_array(jsonb_build_object('code', 'import.circle', 'field', ${columns[0]?.name}::text))
    where import_id = ${id}::uuid and level > ${DEEPEST}`.execute(ctx.db)
}

async function raise(ctx: Context, id: string, column: ChosenColumn): Promise<bigint> {
  const { numAffectedRows = 0n } = await sql`
    update import_rows child set level = parent.level + 1
    from import_values v join import_rows parent on parent.import_id = v.import_id and parent.row = v.target_row
    where child.import_id = ${id}::uuid and v.import_id = ${id}::uuid and v.field = ${column.name} and v.target_row is not null
      and v.key = import_key(${cell('child', column.index)}) and child.damage is null and child.level <= parent.level
      and parent.level <= ${DEEPEST}`.execute(ctx.db)
  return numAffectedRows
}
