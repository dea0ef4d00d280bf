import { sql } from 'kysely'
import type { Queryable } from '../db/server.ts'
import { newId } from '../db/id.ts'
import { type ContactPoint, isPointsField, type ObjectDefinition } from '../objects/index.ts'

/** Names of the fields of an object that are kept as rows of `contact_points`. */
export const pointFields = (object: ObjectDefinition): string[] =>
  Object.entries(object.fields).flatMap(([name, field]) => (isPointsField(field) ? [name] : []))

/** Phones and e-mails of records, by id and field; a record without any is not in the map. */
export async function readPoints(
  db: Queryable,
  ids: readonly string[],
  fields: readonly string[],
): Promise<PointsById> {
  if (ids.length === 0 || fields.length === 0) return new Map()
  const { rows } = await sql<PointRow>`
    select record_id, field, raw, normalised, extension, label, is_primary as primary from contact_points
    where record_id = any(${[...ids]}::uuid[]) and field = any(${[...fields]}::text[]) order by record_id, field, position`.execute(
    db,
  )
  return gatherPoints(rows)
}

export type PointRow = ContactPoint & { record_id: string; field: string }
export type PointsById = Map<string, Record<string, ContactPoint[]>>

/** Rows of phones and e-mails, in their order, by record and field. */
export function gatherPoints(rows: readonly PointRow[]): PointsById {
  const found: PointsById = new Map()
  for (const { record_id: id, field, ...point } of rows) {
    const ofRecord = found.get(id) ?? {}
    ofRecord[field] = [...(ofRecord[field] ?? []), point]
    found.set(id, ofRecord)
  }
  return found
}

/** Writes the phones and e-mails of records in place of those they had in these fields. */
export async function writePoints(
  db: Queryable,
  object: ObjectDefinition,
  records: readonly { id: string; values: Record<string, unknown> }[],
  options: { isNew: boolean },
): Promise<void> {
  const fields = pointFields(object)
  const given = records.flatMap(({ id, values }) =>
    fields
      .filter(field => values[field] !== undefined)
      .map(field => ({ id, field, points: (values[field] ?? []) as ContactPoint[] })),
  )
  if (given.length === 0) return
  if (!options.isNew)
    await sql`delete from contact_points p using jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (id uuid, field text)
      where p.record_id = g.id and p.field = g.field`.execute(db)
  const rows = given.flatMap(({ id, field, points }) =>
    points.map(({ primary, ...point }, position) => ({
      ...point,
      id: newId(),
      object: object.name,
      record_id: id,
      field,
      position,
      is_primary: primary,
    })),
  )
  if (rows.length > 0)
    await sql`insert into contact_points select * from jsonb_populate_recordset(null::contact_points, ${JSON.stringify(rows)}::jsonb)`.execute(
      db,
    )
}
