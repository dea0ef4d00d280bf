import type { FieldDescription, VerbDescription } from '#platform/objects/description.ts'
import type { ApiRecord, ObjectDescription, Session } from '#web/api/index.ts'
import { isEmpty } from '#web/fields/Value.tsx'
import { keepDraft, readDraft } from './draft-store.ts'

/** Fields of a form under a heading. */
export interface FormSection {
  name: string
  label: string
  fields: FieldDescription[]
}

/** The least that is asked: what must be filled, and the few most used. */
export function quickFields(object: ObjectDescription): FieldDescription[] {
  const asked = object.fields.filter(
    field =>
      field.isAskedWhenNew && (object.quick.includes(field.name) || (field.required && field.default === undefined)),
  )
  // In the order of the declaration's quick form; what it forgot, after it.
  const place = (field: FieldDescription): number => {
    const at = object.quick.indexOf(field.name)
    return at === -1 ? object.quick.length : at
  }
  return asked.sort((a, b) => place(a) - place(b))
}

/** Everything that a person may write of a new record, or of one that is there, in the sections of the object. */
export const formSections = (object: ObjectDescription, isNew: boolean): FormSection[] =>
  object.sections
    .map(section => ({
      ...section,
      fields: section.fields.flatMap(
        name => object.fields.find(field => field.name === name && isOffered(field, isNew)) ?? [],
      ),
    }))
    .filter(section => section.fields.length > 0)

const isOffered = (field: FieldDescription, isNew: boolean): boolean =>
  isNew ? field.isAskedWhenNew : field.isEditable

/** Whether a field concerns a record with these values; what stands in it is always shown. */
export function concerns({ name, onlyWhere }: FieldDescription, values: Readonly<Record<string, unknown>>): boolean {
  if (!onlyWhere) return true
  const value = values[onlyWhere.field]
  return value === undefined || value === onlyWhere.is || !isEmpty(values[name])
}

/** The verb by which a field that is set at creation is changed afterwards, if this person may use it on the record. */
export const setterOf = (
  object: ObjectDescription,
  record: ApiRecord,
  field: FieldDescription,
): VerbDescription | undefined =>
  field.setBy === 'creation'
    ? object.verbs.find(verb => record.can.includes(verb.verb) && verb.input.some(input => input.name === field.name))
    : undefined

/** What a new record begins with: the declared defaults, oneself as owner, the company's currency, then what was given. */
export function startValues(
  object: ObjectDescription,
  session: Session,
  given: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const start: Record<string, unknown> = {}
  for (const field of object.fields) {
    if (!field.isAskedWhenNew) continue
    if (field.default !== undefined) start[field.name] = field.default
    if (field.name === 'owner' && object.owned) start[field.name] = { id: session.user.id, title: session.user.name }
    if (field.type === 'currency') start[field.name] = session.company.baseCurrency
    if (Object.hasOwn(given, field.name)) start[field.name] = readGiven(field, given[field.name])
  }
  return start
}

/** A reference may come as an id alone, in an address. */
const readGiven = (field: FieldDescription, value: unknown): unknown =>
  ['reference', 'user', 'department'].includes(field.type) && typeof value === 'string'
    ? { id: value, title: '' }
    : value

/** References that must be filled and have no default begin with what this person chose last: the pipeline one sells by. */
export function lastChosen(object: ObjectDescription, session: Session): Record<string, unknown> {
  const stored = readDraft(lastKey(object, session))?.values ?? {}
  return Object.fromEntries(mustChoose(object).flatMap(({ name }) => (name in stored ? [[name, stored[name]]] : [])))
}

export function rememberChosen(object: ObjectDescription, session: Session, record: ApiRecord): void {
  const chosen = mustChoose(object).map(({ name }) => [name, record[name]])
  if (chosen.length > 0) keepDraft(lastKey(object, session), { values: Object.fromEntries(chosen) })
}

const mustChoose = (object: ObjectDescription): FieldDescription[] =>
  object.fields.filter(field => field.isAskedWhenNew && field.required && field.type === 'reference')

const lastKey = (object: ObjectDescription, { user }: Session): string => `${user.id}.${object.name}.chosen`

/** What is sent for a new record: everything that stands there and is not empty. */
export const filled = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  )
