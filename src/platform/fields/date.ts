import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { relativeOperators } from '../objects/filter.ts'
import { columnOf } from '../objects/naming.ts'
import { type CellSettings, comparing, type FieldType, type Parsed, parsed, refused } from './field-type.ts'

/** A calendar day, 'YYYY-MM-DD', without a time zone. */
export const date = <const T extends FieldTraits>(traits: T = {} as T) =>
  ({ type: 'date', ...traits }) as T & FieldDefinition<string> & { type: 'date' }

export const dateType: FieldType<string> = {
  type: 'date',
  columns: (_field, name) => [{ name: columnOf(name, 'date'), sql: 'date' }],
  parse: value => {
    const match = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
    return match ? dayFrom(match[1], match[2], match[3]) : refused('field.not_date')
  },
  fromCell: (cell, _field, settings) => parseWrittenDay(cell, settings.dateOrder),
  toCell: value => value,
  operators: [...comparing, 'preset', ...relativeOperators],
  sortable: true,
  jsonSchema: () => ({ type: 'string', format: 'date' }),
}

/** Reads a day as people and Excel write it: 2017-03-01, 2017/3/1, 2017年3月1日, 20170301; 1/3/2017 by the order given. */
export function parseWrittenDay(written: string, order: CellSettings['dateOrder']): Parsed<string> {
  const text = written
    .normalize('NFKC')
    .trim()
    .replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '')
  const yearFirst = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (yearFirst) return dayFrom(yearFirst[1], yearFirst[2], yearFirst[3])
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text)
  if (!yearLast) return refused('field.not_date')
  if (order === 'ymd') return refused('field.ambiguous_date', { text: written })
  return order === 'dmy'
    ? dayFrom(yearLast[3], yearLast[2], yearLast[1])
    : dayFrom(yearLast[3], yearLast[1], yearLast[2])
}

function dayFrom(year = '', month = '', day = ''): Parsed<string> {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${text}T00:00:00Z`)
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text && year >= '0001'
  return exists ? parsed(text) : refused('field.no_such_day', { text })
}
