import type { FieldDefinition, FieldTraits, ValueOf } from '../objects/field.ts'
import { type FieldType, refused } from './field-type.ts'

/**
 * A value that follows from other fields of the same record: worked out whenever the record is read, never written, so never wrong. `from`
 * names the fields that `compute` looks at; they must have columns of their own. It shows as a field of the kind `as`; it cannot be
 * filtered or sorted by, because it is not stored. Who may not read one of `from` may not read it either.
 */
export const computed = <const F extends FieldDefinition>(
  traits: Omit<FieldTraits, 'setBy' | 'default' | 'unique' | 'search' | 'tracked' | 'required'> & {
    as: F
    from: readonly string[]
    compute: (values: Readonly<Record<string, unknown>>) => ValueOf<F> | null
  },
) => ({ type: 'computed', setBy: 'verb', ...traits }) as unknown as FieldDefinition<ValueOf<F>> & { type: 'computed' }

/** What a computed field of a record is; null where it cannot be said. */
export const computedValue = (field: FieldDefinition, values: Readonly<Record<string, unknown>>): unknown =>
  field.compute?.(values) ?? null

/** The field as which a computed one shows; any other field itself. */
export const shownAs = (field: FieldDefinition): FieldDefinition => field.as ?? field

/** The kind `computed`, which shows as other kinds: `kindOf` finds them. */
export const computedType = (kindOf: (type: string) => FieldType<unknown>): FieldType<unknown> => ({
  type: 'computed',
  columns: () => [],
  parse: () => refused('field.set_by_verb'),
  toCell: (value, field, locale) => kindOf(shownAs(field).type).toCell(value, shownAs(field), locale),
  operators: [],
  sortable: false,
  jsonSchema: field => kindOf(shownAs(field).type).jsonSchema(shownAs(field)),
})
