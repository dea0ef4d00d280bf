import type { FieldDefinition, Fields } from './field.ts'
import type { ObjectDefinition } from './define-object.ts'

/** Options that fields of several nouns share: one list, one set of labels, one overlay (facts 13: a source is copied forward). */
export interface OptionSet {
  name: string
  options: readonly string[]
}

/**
 * Declares a shared set of options; a module lists it in `optionSets`, any field uses it as `choice({ set: 'source' })`. Labels are
 * `sets.<name>.<id>`, what the set itself is called is `set_names.<name>`.
 */
export const defineOptions = (name: string, options: readonly string[]): OptionSet => ({ name, options })

/** The company's roles as options, for `choice({ set: 'userRole', fixed: true })`: they are made and named with the roles themselves. */
export const userRoles = defineOptions('userRole', [])

/** Where a field's options, and what the administrator made of them, are kept: with its set, or with the field itself. */
export interface OptionsPlace {
  object: string
  field: string
}

/** The `object` of a shared set's place; no noun is called so, for nouns are singular. */
export const setsPlace = 'sets'

export const optionsPlace = (object: string, name: string, field: FieldDefinition): OptionsPlace =>
  field.set ? { object: setsPlace, field: field.set } : { object, field: name }

/** The key of the label that an option comes with. */
export const optionKey = ({ object, field }: OptionsPlace, id: string): string =>
  object === setsPlace ? `sets.${field}.${id}` : `${object}.options.${field}.${id}`

/** Objects whose fields have the options of the set they name. @throws when nobody declared the set: a mistake of ours, found at start. */
export const withSets = (object: ObjectDefinition, sets: readonly OptionSet[]): ObjectDefinition =>
  Object.values(object.fields).some(usesSet) ? { ...object, fields: fieldsWithSets(object.fields, sets) } : object

/** The same for the fields that a verb asks for. */
export const fieldsWithSets = (fields: Fields, sets: readonly OptionSet[]): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) =>
      usesSet(field) ? [name, { ...field, options: optionsOfSet(sets, field.set) }] : [name, field],
    ),
  )

const usesSet = (field: FieldDefinition): field is FieldDefinition & { set: string } => field.set !== undefined

function optionsOfSet(sets: readonly OptionSet[], name: string): readonly string[] {
  const set = sets.find(one => one.name === name)
  if (!set) throw new Error(`no module declares the options ${name}`)
  return set.options
}
