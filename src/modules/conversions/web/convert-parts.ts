import type { FieldDescription } from '#platform/objects/description.ts'
import type { ObjectDescription } from '#web/api/index.ts'
import { isEmpty } from '#web/fields/Value.tsx'
import { quickFields } from '#web/records/form/form-fields.ts'
import type { FormState } from '#web/records/form/use-form.ts'
import { type Part, parts } from './conversion-requests.ts'

type Values = Record<string, unknown>

/** What becomes of each part: a new record, one that is there, none. */
export type Choice = 'new' | 'existing' | 'none'

/** The state of one form as that of a part of it: its values and problems stand under `customer.`. */
export function partOf(form: FormState, part: Part): FormState {
  const within = <V>(all: Record<string, V>): Record<string, V> =>
    Object.fromEntries(
      Object.entries(all).flatMap(([path, value]) =>
        path.startsWith(`${part}.`) ? [[path.slice(part.length + 1), value]] : [],
      ),
    )
  return {
    ...form,
    values: within(form.values),
    errors: within(form.errors),
    theirs: {},
    set: (name, value) => form.set(`${part}.${name}`, value),
  }
}

/** The draft of all parts as the values of one form. */
export const flat = (draft: Readonly<Record<Part, Values>>): Values =>
  Object.fromEntries(
    parts.flatMap(part => Object.entries(draft[part]).map(([name, value]) => [`${part}.${name}`, value])),
  )

/** What the dialog asks of a new record: what its quick form asks, what the lead fills of a contact, and whatever is wrong. */
export function askedOf(
  object: ObjectDescription,
  part: Part,
  { errors, draft }: { errors: Readonly<Record<string, string>>; draft: Readonly<Values> },
): FieldDescription[] {
  const left = new Set(hidden[part].filter(name => isEmpty(draft[name])))
  const wrong = new Set(Object.keys(errors).map(path => path.split('.', 1).join()))
  const quick = quickFields(object).filter(({ name }) => !left.has(name))
  const more = object.fields.filter(
    field => field.isAskedWhenNew && !quick.includes(field) && (also[part].has(field.name) || wrong.has(field.name)),
  )
  return [...quick, ...more]
}

/** What goes along though the dialog does not show it, by label. */
export const silentlyCarried = (
  object: ObjectDescription,
  draft: Values,
  shown: readonly FieldDescription[],
): string[] =>
  object.fields
    .filter(
      field =>
        !isEmpty(draft[field.name]) &&
        field.name !== 'owner' &&
        field.name !== 'originLead' &&
        !shown.some(one => one.name === field.name),
    )
    .map(field => field.label)

/** A company is reached by its contact, unless the lead is a person. */
const hidden: Record<Part, readonly string[]> = {
  customer: ['phones'],
  contact: ['customer'],
  opportunity: ['customer'],
}
const also: Record<Part, ReadonlySet<string>> = {
  customer: new Set(['kind']),
  contact: new Set(['wechats', 'emails']),
  opportunity: new Set(['need']),
}

/** What is sent: of a new record what differs from the draft, because the server knows the rest; of one that is there its id. */
export function bodyOf(
  changed: Readonly<Values>,
  choices: Readonly<Record<Part, Choice>>,
  existing: Readonly<Partial<Record<Part, { id: string } | null>>>,
): Values {
  const of = (part: Part): Values | null => {
    if (choices[part] === 'none') return null
    if (choices[part] === 'existing') return { id: existing[part]?.id ?? '' }
    const own = Object.entries(changed).filter(([path]) => path.startsWith(`${part}.`))
    return Object.fromEntries(own.map(([path, value]) => [path.slice(part.length + 1), value ?? null]))
  }
  return { customer: of('customer') ?? {}, contact: of('contact'), opportunity: of('opportunity') }
}
