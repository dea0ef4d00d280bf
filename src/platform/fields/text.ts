import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { type FieldType, parsed, refused } from './field-type.ts'

/** One line of text; `max` characters, 200 unless told. Blank becomes empty, spaces at both ends go, line breaks become spaces. */
export const text = <const T extends FieldTraits & { max?: number }>(traits: T = {} as T) =>
  ({ type: 'text', max: 200, ...traits }) as T & FieldDefinition<string> & { type: 'text' }

/** Several lines of text; `max` characters, 20,000 unless told. */
export const longText = <const T extends FieldTraits & { max?: number }>(traits: T = {} as T) =>
  ({ type: 'longText', max: 20_000, ...traits }) as T & FieldDefinition<string> & { type: 'longText' }

const parseText = (value: unknown, field: FieldDefinition, tidy: (text: string) => string) => {
  if (typeof value !== 'string') return refused('field.not_text')
  const text = tidy(value)
  const max = field.max ?? 200
  if (text.includes('\u0000')) return refused('field.control_character')
  return [...text].length > max ? refused('field.too_long', { max }) : parsed(text)
}

const oneLine = (text: string): string => text.replace(/[\r\n\t]+/g, ' ').trim()
const manyLines = (text: string): string => text.replace(/\r\n?/g, '\n').trimEnd()

export const textType: FieldType<string> = {
  type: 'text',
  columns: (_field, name) => [{ name: columnOf(name, 'text'), sql: 'text' }],
  parse: (value, field) => parseText(value, field, oneLine),
  fromCell: (cell, field) => parseText(cell, field, oneLine),
  toCell: value => value,
  operators: ['is', 'isNot', 'contains', 'startsWith', 'in', 'notIn', 'empty', 'notEmpty'],
  sortable: true,
  jsonSchema: field => ({ type: 'string', maxLength: field.max ?? 200 }),
}

export const longTextType: FieldType<string> = {
  ...textType,
  type: 'longText',
  parse: (value, field) => parseText(value, field, manyLines),
  fromCell: (cell, field) => parseText(cell, field, manyLines),
  operators: ['contains', 'empty', 'notEmpty'],
  sortable: false,
}
