import { type RawBuilder, sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import { columnOf } from '../objects/index.ts'
import type { LineField } from './lines.ts'
import { gatherPoints, type PointRow, type PointsById } from './points.ts'

type Row = Record<string, unknown>

/**
 * What rows of other tables say of the records `t`, to be selected beside their columns: phones and e-mails of these fields, and whether
 * they have lines. Most records have no lines of most kinds: those need not be read.
 */
export function attachedColumns(points: readonly string[], lines: readonly LineField[]): RawBuilder<unknown> {
  const has = lines.map(
    ({ name, line, by }) => sql`, exists (select from ${sql.table(tableOf(line))} l
      where ${sql.ref(`l.${columnOf(by, 'reference')}`)} = t.id and l.deleted_at is null) as ${sql.id(`has ${name}`)}`,
  )
  return sql`${points.length > 0 ? pointsColumn(points) : sql``} ${has.length > 0 ? sql.join(has, sql` `) : sql``}`
}

const pointsColumn = (fields: readonly string[]): RawBuilder<unknown> =>
  sql`, (select jsonb_agg(jsonb_build_object('record_id', p.record_id, 'field', p.field, 'raw', p.raw, 'normalised', p.normalised,
      'extension', p.extension, 'label', p.label, 'primary', p.is_primary) order by p.field, p.position)
    from contact_points p where p.record_id = t.id and p.field = any(${[...fields]}::text[])) as "its points"`

/** The phones and e-mails in rows that were read with `attachedColumns`. */
export const pointsIn = (rows: readonly Row[]): PointsById =>
  gatherPoints(rows.flatMap(row => (row['its points'] ?? []) as PointRow[]))

/** Of rows that were read with `attachedColumns`, the fields in which any has lines. */
export const linesIn = (rows: readonly Row[], lines: readonly LineField[]): string[] =>
  lines.flatMap(({ name }) => (rows.some(row => row[`has ${name}`] === true) ? [name] : []))
