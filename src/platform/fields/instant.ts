import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { relativeOperators } from '../objects/filter.ts'
import { columnOf } from '../objects/naming.ts'
import { comparing, type FieldType, parsed, refused } from './field-type.ts'
import { parseWrittenDay } from './date.ts'
import { zonedToUtc } from './time-zone.ts'

/** A moment, ISO 8601 in UTC. People see and write it in the company's time zone. */
export const instant = <const T extends FieldTraits>(traits: T = {} as T) =>
  ({ type: 'instant', ...traits }) as T & FieldDefinition<string> & { type: 'instant' }

export const instantType: FieldType<string> = {
  type: 'instant',
  columns: (_field, name) => [{ name: columnOf(name, 'instant'), sql: 'timestamp with time zone' }],
  parse: value => {
    const isIso =
      typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/.test(value)
    const at = isIso ? new Date(value) : undefined
    return at && !Number.isNaN(at.getTime()) ? parsed(at.toISOString()) : refused('field.not_instant')
  },
  fromCell: (cell, field, settings) => {
    const iso = instantType.parse(cell.trim(), field)
    if (iso.ok) return iso
    const match = /^(.+?)(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/.exec(cell.normalize('NFKC').trim())
    const day = parseWrittenDay(match?.[1] ?? '', settings.dateOrder)
    if (!day.ok) return day
    const [hour, minute, second] = [match?.[2], match?.[3], match?.[4]].map(part => Number(part ?? 0)) as [
      number,
      number,
      number,
    ]
    if (hour > 23 || minute > 59 || second > 59) return refused('field.not_instant')
    return parsed(zonedToUtc({ day: day.value, hour, minute, second }, settings.timeZone).toISOString())
  },
  toCell: value => value,
  operators: [...comparing, 'preset', ...relativeOperators],
  sortable: true,
  jsonSchema: () => ({ type: 'string', format: 'date-time' }),
}
