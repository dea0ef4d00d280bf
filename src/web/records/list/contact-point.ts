import type { FieldDescription } from '#platform/objects/description.ts'
import type { ApiRecord } from '#web/api/index.ts'

/** Where somebody can be reached at once. */
export interface Reachable {
  type: 'phones' | 'emails'
  address: string
}

/** The main phone or, without one, the main address, among these fields of a record. */
export function mainPoint(fields: readonly FieldDescription[], record: ApiRecord): Reachable | undefined {
  const points = (['phones', 'emails'] as const).flatMap(type =>
    fields.filter(field => field.type === type).flatMap(field => firstOf(record[field.name], type)),
  )
  return points[0]
}

function firstOf(value: unknown, type: Reachable['type']): Reachable[] {
  const points = Array.isArray(value) ? (value as { normalised?: string; raw: string; primary: boolean }[]) : []
  const point = points.find(one => one.primary) ?? points[0]
  return point ? [{ type, address: point.normalised ?? point.raw }] : []
}
