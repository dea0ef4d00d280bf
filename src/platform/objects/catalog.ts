import type { VerbDefinition } from './define-action.ts'
import type { ObjectDefinition } from './define-object.ts'
import type { FieldDefinition } from './field.ts'

/** What an administrator changed, as the database holds it. */
export interface Overlay {
  /** By object and field: options in their order, with their labels; a retired one stays readable, but is offered no more. */
  options: OverlayOption[]
}

export interface OverlayOption {
  object: string
  field: string
  id: string
  labelZh: string | null
  labelEn: string | null
  isRetired: boolean
  position: number
}

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
  const merged = objects.map(object => [object.name, withOptions(object, overlay)] as const)
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

const systemFields = new Map<string, FieldDefinition>(
  Object.entries({
    createdAt: { type: 'instant', setBy: 'verb' },
    createdBy: { type: 'user', object: 'user', setBy: 'verb' },
    updatedAt: { type: 'instant', setBy: 'verb' },
    externalId: { type: 'text', max: 200, setBy: 'verb' },
    sourceSystem: { type: 'text', max: 100, setBy: 'verb' },
  }),
)

function withOptions(object: ObjectDefinition, overlay: Overlay): ObjectDefinition {
  const own = overlay.options.filter(option => option.object === object.name)
  if (own.length === 0) return object
  const fields = Object.entries(object.fields).map(([name, field]) => {
    const changed = own.filter(option => option.field === name).sort((a, b) => a.position - b.position)
    if (changed.length === 0 || field.type !== 'choice') return [name, field] as const
    const ids = changed.map(option => option.id)
    return [name, { ...field, options: [...(field.options ?? []).filter(id => !ids.includes(id)), ...ids] }] as const
  })
  return { ...object, fields: Object.fromEntries(fields) }
}
