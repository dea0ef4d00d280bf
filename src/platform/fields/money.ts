import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { parseDecimal } from './decimal-text.ts'
import { comparing, type FieldType } from './field-type.ts'

type MoneyTraits = FieldTraits & { currency: string; min?: number; max?: number }

/**
 * An amount. `currency` names the sibling field that holds its currency, or 'base' for the company's base currency. In the API a
 * decimal string with at most four decimals; never a float.
 */
export const money = <const T extends MoneyTraits>(traits: T) =>
  ({ type: 'money', decimals: 4, ...traits }) as T & FieldDefinition<string> & { type: 'money' }

/** An exact number that is not money: quantity, unit price before rounding. Decimal string; eight decimals unless told. */
export const decimal = <const T extends FieldTraits & { decimals?: number; min?: number; max?: number }>(
  traits: T = {} as T,
) => ({ type: 'decimal', decimals: 8, ...traits }) as T & FieldDefinition<string> & { type: 'decimal' }

export const moneyType: FieldType<string> = {
  type: 'money',
  columns: (_field, name) => [{ name: columnOf(name, 'money'), sql: 'numeric(19,4)' }],
  parse: (value, field) => parseDecimal(value, { decimals: 4, min: field.min, max: field.max }),
  fromCell: (cell, field) => moneyType.parse(cell, field),
  toCell: value => value,
  operators: comparing,
  sortable: true,
  jsonSchema: () => ({ type: 'string', pattern: '^-?\\d+(\\.\\d{1,4})?$', description: 'decimal string' }),
}

export const decimalType: FieldType<string> = {
  ...moneyType,
  type: 'decimal',
  columns: (field, name) => [{ name: columnOf(name, 'decimal'), sql: `numeric(28,${field.decimals ?? 8})` }],
  parse: (value, field) => parseDecimal(value, { decimals: field.decimals ?? 8, min: field.min, max: field.max }),
  fromCell: (cell, field) => decimalType.parse(cell, field),
  jsonSchema: () => ({ type: 'string', pattern: '^-?\\d+(\\.\\d+)?$', description: 'decimal string' }),
}
