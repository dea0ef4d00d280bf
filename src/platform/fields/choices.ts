import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { joinWords, splitWords } from './cell-list.ts'
import { oneOf } from './choice.ts'
import { type FieldType, gathering, parsed, refused } from './field-type.ts'

/**
 * Several of a list of options, stored by their stable ids. Options are declared, added, renamed and retired as those of a `choice`.
 */
export const choices = <
  const T extends FieldTraits & ({ options: readonly string[]; fixed?: boolean } | { set: string }),
>(
  traits: T,
) => ({ type: 'choices', ...traits }) as T & FieldDefinition<string[]> & { type: 'choices' }

export const choicesType: FieldType<string[]> = {
  type: 'choices',
  columns: (_field, name) => [{ name: columnOf(name, 'choices'), sql: 'text[]' }],
  // Kept in the order of the options, so that ticking the same ones in another order is no change.
  parse: (value, field) => {
    const given = Array.isArray(value) ? value : [value]
    const strange = given.find(one => typeof one !== 'string' || !field.options?.includes(one))
    if (strange !== undefined) return refused('field.unknown_option', { text: String(strange).slice(0, 60) })
    return parsed((field.options ?? []).filter(option => given.includes(option)))
  },
  // A cell holds ids here; labels find their options in the import itself.
  fromCell: (cell, field) => choicesType.parse(splitWords(cell), field),
  toCell: value => joinWords(value),
  operators: gathering,
  sortable: false,
  jsonSchema: field => ({
    type: 'array',
    uniqueItems: true,
    items: oneOf(field.options),
  }),
}
