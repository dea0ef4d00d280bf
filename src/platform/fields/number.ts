import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { parseDecimal } from './decimal-text.ts'
import { comparing, type FieldType, parsed } from './field-type.ts'

type NumberTraits = FieldTraits & { decimals?: number; min?: number; max?: number }

/** A plain number (employees, year). JSON number with at most 15 digits; `decimals` 0 unless told. */
export const number = <const T extends NumberTraits>(traits: T = {} as T) =>
  ({ type: 'number', ...traits }) as T & FieldDefinition<number> & { type: 'number' }

/** A share in per cent: 60 means 60 %. From 0 to 100 with two decimals unless told. */
export const percent = <const T extends NumberTraits>(traits: T = {} as T) =>
  ({ type: 'percent', decimals: 2, min: 0, max: 100, ...traits }) as T & FieldDefinition<number> & { type: 'percent' }

export const numberType: FieldType<number> = {
  type: 'number',
  columns: (field, name) => [{ name: columnOf(name, 'number'), sql: `numeric(18,${field.decimals ?? 0})` }],
  parse: (value, field) => {
    const read = parseDecimal(value, { decimals: field.decimals ?? 0, min: field.min, max: field.max })
    return read.ok ? parsed(Number(read.value)) : read
  },
  fromCell: (cell, field) => numberType.parse(cell.replace(/%$/, ''), field),
  toCell: value => String(value),
  operators: comparing,
  sortable: true,
  jsonSchema: field => ({
    type: 'number',
    ...(field.min === undefined ? {} : { minimum: field.min }),
    ...(field.max === undefined ? {} : { maximum: field.max }),
  }),
}

export const percentType: FieldType<number> = { ...numberType, type: 'percent' }
