import { declaredLevels } from './number-pattern.ts'
import type { VerbDefinition } from './define-action.ts'
import type { ObjectDefinition } from './define-object.ts'
import type { FieldDefinition } from './field.ts'
import { optionsPlace, setsPlace } from './options.ts'
import { type CustomField, customSection, type FieldSetting, type Overlay, usualTraits } from './overlay.ts'

export type { Overlay, OverlayOption } from './overlay.ts'

/** All nouns and verbs as one company has them. */
export interface Catalog {
  objects: ReadonlyMap<string, ObjectDefinition>
  verbs: readonly VerbDefinition[]
  overlay: Overlay
}

/** The declared objects and verbs with a company's overlay merged in: the only place where that happens. */
export function mergeCatalog(
  objects: readonly ObjectDefinition[],
  verbs: readonly VerbDefinition[],
  overlay: Overlay,
): Catalog {
  const merged = objects.map(
    object => [object.name, withOptions(withOwnFields(withNumbers(object, overlay), overlay), overlay)] as const,
  )
  return { objects: new Map(merged), verbs, overlay }
}

/** The object of that name. @throws when nobody declared it. */
export function objectOf(catalog: Catalog, name: string): ObjectDefinition {
  const object = catalog.objects.get(name)
  if (!object) throw new Error(`no object ${name}`)
  return object
}

/** The field of that name, declared or given to every record; undefined when the object has none. */
export const fieldOf = (object: ObjectDefinition, name: string): FieldDefinition | undefined =>
  Object.hasOwn(object.fields, name) ? object.fields[name] : systemFields.get(name)

/** The object as this company has it, of one that may have been named as it was declared. */
export const asMerged = (catalog: Catalog, object: ObjectDefinition): ObjectDefinition =>
  catalog.objects.get(object.name) ?? object

/** The object as history knows it: with the fields that the company has retired. */
export const withFormer = (object: ObjectDefinition): ObjectDefinition =>
  object.former ? { ...object, fields: { ...object.fields, ...object.former } } : object

const systemFields = new Map<string, FieldDefinition>(
  Object.entries({
    createdAt: { type: 'instant', setBy: 'verb' },
    createdBy: { type: 'user', object: 'user', setBy: 'verb' },
    updatedAt: { type: 'instant', setBy: 'verb' },
    externalId: { type: 'text', max: 200, setBy: 'verb' },
    sourceSystem: { type: 'text', max: 100, setBy: 'verb' },
  }),
)

/** Serial fields with the company's patterns; one that never had a number to show stands nowhere. */
function withNumbers(object: ObjectDefinition, overlay: Overlay): ObjectDefinition {
  const series = Object.entries(object.fields).filter(([, field]) => field.type === 'serial')
  if (series.length === 0) return object
  const fields = series.map(([name, field]): [string, FieldDefinition] => {
    const said = overlay.numbers.find(one => one.object === object.name && one.field === name)
    const isOff = said ? !said.isOn : field.isOptional === true
    const levels = said?.levels ?? declaredLevels(field)
    return [name, { ...field, levels, ...(isOff ? { isOff } : {}), ...(isOff && !said ? { isHidden: true } : {}) }]
  })
  return { ...object, fields: { ...object.fields, ...Object.fromEntries(fields) } }
}

/** The object with the company's own fields, and with what it says of all of them. Done twice it is the same. */
function withOwnFields(object: ObjectDefinition, overlay: Overlay): ObjectDefinition {
  const own = overlay.customFields.filter(field => field.object === object.name)
  const settings = new Map(overlay.settings.filter(one => one.object === object.name).map(one => [one.field, one]))
  if (own.length === 0 && settings.size === 0) return object
  const fields = Object.fromEntries(
    [...Object.entries(object.fields), ...own.filter(field => !field.isRetired).map(customField)].map(
      ([name, field]) => [name, withSetting(field, settings.get(name))],
    ),
  )
  return {
    ...object,
    fields,
    former: Object.fromEntries(own.filter(field => field.isRetired).map(customField)),
    sections: placed(object, fields, settings),
    quick: quickOf(object, fields, settings),
  }
}

function customField({ id, type, traits, isSearched, isFast, index }: CustomField): [string, FieldDefinition] {
  const currency = type === 'money' ? { currency: 'base' } : {}
  const options = type === 'choice' || type === 'choices' ? { options: [] } : {}
  const target = { user: { object: 'user' }, department: { object: 'department' } }[type] ?? {}
  const field = {
    type,
    ...usualTraits[type],
    ...traits,
    ...currency,
    ...options,
    ...target,
    custom: true as const,
    search: isSearched,
  }
  return [id, { ...field, isFast: isFast && index === 'ready' }]
}

function withSetting(field: FieldDefinition, setting: FieldSetting | undefined): FieldDefinition {
  if (!setting) return field
  const required = setting.isRequired && field.required !== true ? { required: true, isRequiredByCompany: true } : {}
  return { ...field, ...required, ...(setting.isHidden ? { isHidden: true } : {}) }
}

/** Sections with their fields in the company's order; what has no place of its own stays where it was declared. */
function placed(
  object: ObjectDefinition,
  fields: ObjectDefinition['fields'],
  settings: ReadonlyMap<string, FieldSetting>,
): ObjectDefinition['sections'] {
  const declared = object.sections.flatMap(section => section.fields.map(field => ({ field, section: section.name })))
  const added = Object.keys(fields)
    .filter(name => fields[name]?.custom && !declared.some(({ field }) => field === name))
    .map(field => ({ field, section: customSection }))
  const names = [...new Set([...object.sections.map(section => section.name), customSection])]
  const all = [...declared, ...added]
    .filter(({ field }) => fields[field] !== undefined)
    .map(({ field, section }, index) => {
      const setting = settings.get(field)
      const own = setting?.section
      return {
        field,
        section: own && names.includes(own) ? own : section,
        position: setting?.position ?? 10_000 + index,
      }
    })
    .sort((a, b) => a.position - b.position)
  return names
    .map(name => ({ name, fields: all.filter(({ section }) => section === name).map(({ field }) => field) }))
    .filter(section => section.name !== customSection || section.fields.length > 0)
}

function quickOf(
  object: ObjectDefinition,
  fields: ObjectDefinition['fields'],
  settings: ReadonlyMap<string, FieldSetting>,
): readonly string[] {
  const added = [...settings.values()]
    .filter(({ field, isQuick }) => isQuick === true && fields[field] && !object.quick.includes(field))
    .map(({ field }) => field)
  return [...object.quick, ...added].filter(name => settings.get(name)?.isQuick !== false)
}

function withOptions(object: ObjectDefinition, overlay: Overlay): ObjectDefinition {
  const own = overlay.options.filter(option => option.object === object.name || option.object === setsPlace)
  if (own.length === 0) return object
  const fields = Object.entries(object.fields).map(([name, field]) => {
    const place = optionsPlace(object.name, name, field)
    const changed = own
      .filter(option => option.object === place.object && option.field === place.field)
      .sort((a, b) => a.position - b.position)
    if (changed.length === 0 || !['choice', 'choices'].includes(field.type)) return [name, field] as const
    const ids = changed.map(option => option.id)
    return [name, { ...field, options: [...(field.options ?? []).filter(id => !ids.includes(id)), ...ids] }] as const
  })
  return { ...object, fields: Object.fromEntries(fields) }
}
