import { sql } from 'kysely'
import { columnOf } from '#platform/objects/index.ts'
import type { TestCompany } from '#test/harness/company.ts'
import { declaredObjects } from '#test/harness/sample-values.ts'

/** Tables that tell what was done. An undo adds to them and takes nothing out, so they are not the same afterwards. */
const chronicles = [
  'audit_log',
  'batches',
  'bulk_rows',
  'bulk_runs',
  'counters',
  'daily_runs',
  'daily_uses',
  'handover_rows',
  'handovers',
  'history',
  'idempotency_keys',
  'import_rows',
  'import_values',
  'imports',
  'lead_assignments',
  // How far the keys of sameness were filled by the clock, which goes on meanwhile.
  'match_fillings',
  'merges',
  'notice_deliveries',
  'notices',
  'outbox',
  'outbox_marks',
  'pool_stays',
  'team_changes',
  'transitions',
]

/** What rises or is drawn anew with every writing. */
const restless = ['version', 'updated_at']
/** A line, a phone and a place in a team that were away came back as new rows. */
const born = ['id', 'created_at', 'created_by_id', 'added_at', 'added_by_id']

/**
 * Everything that a company has apart from the chronicle of what was done, as one sorted list of rows for each table. What lies in the bin is left out,
 * with whatever hangs on it.
 */
export async function rowsOf({ db }: TestCompany): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c where c.relnamespace = 'company'::regnamespace and c.relkind in ('r', 'p')
      and not c.relispartition order by 1`.execute(db)
  const lines = new Set(declaredObjects.filter(one => one.lineOf).map(one => tableNamed(one.plural)))
  const all: Record<string, Record<string, unknown>[]> = {}
  for (const { name } of tables)
    if (!chronicles.includes(name)) {
      const { rows } = await sql<{
        row: Record<string, unknown>
      }>`select to_jsonb(t) as row from ${sql.table(`company.${name}`)} t`.execute(db)
      all[name] = rows.map(one => one.row)
    }
  const binned = new Set(
    Object.values(all)
      .flat()
      .filter(row => row.deleted_at)
      .map(row => row.id),
  )
  return Object.fromEntries(
    Object.entries(all).map(([name, rows]) => {
      const without = new Set([
        ...restless,
        ...(lines.has(name) || ['contact_points', 'team_members'].includes(name) ? born : []),
      ])
      return [
        name,
        rows
          .filter(row => !row.deleted_at && !binned.has(row.record_id))
          .map(row => JSON.stringify(Object.fromEntries(Object.entries(row).filter(([key]) => !without.has(key)))))
          .sort(),
      ]
    }),
  )
}

const tableNamed = (plural: string): string => columnOf(plural, 'text')

/** What differs between two states, table by table: rows that went and rows that came. */
export function differences(
  before: Record<string, string[]>,
  after: Record<string, string[]>,
): Record<string, { gone: string[]; came: string[] }> {
  const found: Record<string, { gone: string[]; came: string[] }> = {}
  for (const name of Object.keys({ ...before, ...after })) {
    const [was, is] = [before[name] ?? [], after[name] ?? []]
    const gone = was.filter(row => !is.includes(row))
    const came = is.filter(row => !was.includes(row))
    if (gone.length > 0 || came.length > 0 || was.length !== is.length) found[name] = { gone, came }
  }
  return found
}
