import type { FieldDefinition, FieldTraits, Json } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { choosing, type FieldType, parsed, refused } from './field-type.ts'

/**
 * One of several options, stored by stable id (facts 16). The declared options come with the product, an administrator adds,
 * renames, orders and retires (of a `fixed` one: only renames); their labels are `<object>.options.<field>.<id>` or the administrator's.
 * Or `{ set: 'source' }`: the options of a shared set (`defineOptions`).
 */
export const choice = <
  const T extends FieldTraits & ({ options: readonly string[]; fixed?: boolean } | { set: string }),
>(
  traits: T,
) => ({ type: 'choice', ...traits }) as T & FieldDefinition<string> & { type: 'choice' }

/** A state that only verbs change. Its options are fixed in code. */
export const status = <const T extends FieldTraits & { options: readonly string[] }>(traits: T) =>
  ({ type: 'status', setBy: 'verb', tracked: true, ...traits }) as unknown as T &
    FieldDefinition<T['options'][number]> & { type: 'status' }

/** Ids of options: what is declared, or what the overlay made. */
export const optionId = /^[a-z0-9][A-Za-z0-9_-]{0,63}$/

export const choiceType: FieldType<string> = {
  type: 'choice',
  columns: (_field, name) => [{ name: columnOf(name, 'choice'), sql: 'text' }],
  // `field.options` holds the company's options: catalogs are merged with the overlay before anything is parsed.
  parse: (value, field) =>
    typeof value === 'string' && field.options?.includes(value)
      ? parsed(value)
      : refused('field.unknown_option', { text: String(value) }),
  toCell: value => value,
  operators: choosing,
  sortable: true,
  jsonSchema: field => oneOf(field.options),
}

/** One of these, for a JSON schema, in which a list of nothing would be no list: what has no options yet takes none of them. */
export const oneOf = (options: readonly string[] | undefined): Record<string, Json> =>
  options && options.length > 0 ? { type: 'string', enum: [...options] } : { type: 'string' }

export const statusType: FieldType<string> = { ...choiceType, type: 'status' }
