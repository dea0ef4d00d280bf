import type { FieldDefinition, FieldTraits, Json } from '../objects/field.ts'
import { type FieldType, parsed, refused } from './field-type.ts'

/** A line as the API carries it: the values of the line object's fields; `id` when the line exists already. */
export type LineValue = { id?: string } & Record<string, Json>

/**
 * Rows of a line object (opportunity lines, stages of a pipeline), written and read with their parent, in order. `by` is the line
 * object's field that points back.
 */
export const lines = <const O extends string, const T extends FieldTraits & { by: string }>(object: O, traits: T) =>
  ({ type: 'lines', object, ...traits }) as T & FieldDefinition<LineValue[]> & { type: 'lines'; object: O }

export const linesType: FieldType<LineValue[]> = {
  type: 'lines',
  columns: () => [],
  // Each line is validated by its own object's fields, in records/lines.ts.
  parse: value =>
    Array.isArray(value) &&
    value.length <= 500 &&
    value.every(line => typeof line === 'object' && line !== null && !Array.isArray(line))
      ? parsed(value as LineValue[])
      : refused('field.not_lines', { max: 500 }),
  toCell: value => String(value.length),
  operators: ['empty', 'notEmpty'],
  sortable: false,
  jsonSchema: field => ({ type: 'array', maxItems: 500, items: { type: 'object' }, description: field.object ?? '' }),
}
