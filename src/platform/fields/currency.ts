import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { choosing, type FieldType, parsed, refused } from './field-type.ts'

/** The currency of a document's amounts, ISO 4217. */
export const currency = <const T extends FieldTraits>(traits: T = {} as T) =>
  ({ type: 'currency', ...traits }) as T & FieldDefinition<string> & { type: 'currency' }

/** The currencies offered, with their decimals (ISO 4217). */
export const currencies: Readonly<Record<string, number>> = {
  CNY: 2,
  USD: 2,
  EUR: 2,
  HKD: 2,
  TWD: 2,
  JPY: 0,
  GBP: 2,
  AUD: 2,
  CAD: 2,
  SGD: 2,
  KRW: 0,
  CHF: 2,
  RUB: 2,
  INR: 2,
  THB: 2,
  VND: 0,
  MYR: 2,
  IDR: 2,
  PHP: 2,
  AED: 2,
  MOP: 2,
  NZD: 2,
  SEK: 2,
  BRL: 2,
  MXN: 2,
  ZAR: 2,
}

export const currencyType: FieldType<string> = {
  type: 'currency',
  columns: (_field, name) => [{ name: columnOf(name, 'currency'), sql: 'character(3)' }],
  parse: value => {
    const code = typeof value === 'string' ? value.trim().toUpperCase() : ''
    return code in currencies ? parsed(code) : refused('field.unknown_currency', { text: String(value) })
  },
  fromCell: (cell, field) => currencyType.parse(cell, field),
  toCell: value => value,
  operators: choosing,
  sortable: true,
  jsonSchema: () => ({ type: 'string', enum: Object.keys(currencies) }),
}
