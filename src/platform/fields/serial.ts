import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { type FieldType, parsed, refused } from './field-type.ts'

/**
 * A number drawn from a counter row as the last write of the transaction that makes the record: `prefix` + at least `width` digits, or what the
 * company's pattern says (`src/platform/numbering/`). `isOptional`: no record has one until the company turns it on. `drawnAt: 'submit'`: a document
 * has none until it is first submitted for approval.
 */
export const serial = <
  const T extends FieldTraits &
    Pick<FieldDefinition, 'width' | 'isOptional' | 'series' | 'drawnAt'> & { prefix: string },
>(
  traits: T,
) =>
  ({ type: 'serial', width: 6, setBy: 'verb', unique: true, search: true, ...traits }) as unknown as T &
    FieldDefinition<string> & { type: 'serial' }

export const serialType: FieldType<string> = {
  type: 'serial',
  columns: (_field, name) => [{ name: columnOf(name, 'serial'), sql: 'text' }],
  parse: value =>
    typeof value === 'string' && value.trim() !== '' && value.length <= 60
      ? parsed(value.trim())
      : refused('field.not_text'),
  fromCell: (cell, field) => serialType.parse(cell, field),
  toCell: value => value,
  operators: ['is', 'isNot', 'contains', 'startsWith', 'in', 'empty', 'notEmpty'],
  sortable: true,
  jsonSchema: () => ({ type: 'string', readOnly: true }),
}
