import { sql } from 'kysely'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'
import { toColumns } from './row.ts'
import { recordTable } from './write.ts'

/** What other records say of a record, by field in API form: its last follow-up, how many there were. */
export interface Facts {
  id: string
  values: Record<string, unknown>
}

/**
 * Writes what follows from other records. It is nobody's edit: version, history and event stay, so nobody who is typing meets a conflict.
 * All rows name the same fields; a record that already says so is not touched.
 */
export async function noteFacts(ctx: Context, object: ObjectDefinition, facts: readonly Facts[]): Promise<void> {
  const names = Object.keys(facts[0]?.values ?? {})
  const columns = names.map(name => columnOf(name, object.fields[name]?.type ?? ''))
  if (columns.length === 0) return
  const rows = facts
    .map(({ id, values }) => ({ id, ...toColumns(object, values) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const table = sql.table(recordTable(object))
  const sides = (alias: string) => sql.join(columns.map(column => sql.ref(`${alias}.${column}`)))
  await sql`update ${table} t set ${sql.join(columns.map(column => sql`${sql.ref(column)} = ${sql.ref(`given.${column}`)}`))}
    from jsonb_populate_recordset(null::${table}, ${JSON.stringify(rows)}::jsonb) as given
    where t.id = given.id and (${sides('t')}) is distinct from (${sides('given')})`.execute(ctx.db)
}
