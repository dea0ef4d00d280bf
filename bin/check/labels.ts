import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

interface DeclaredField {
  type: string
  options?: readonly string[]
}
interface DeclaredObject {
  name: string
  plural: string
  fields: Record<string, DeclaredField>
  sections: readonly { name: string }[]
  list: { views: readonly { name: string }[] }
  navigation?: { group: string }
}
interface DeclaredVerb {
  object: DeclaredObject
  verb: string
  input: Record<string, DeclaredField>
}
interface DeclaredReport {
  name: string
  object: string
  dimensions: readonly { name: string }[]
  measures: readonly { name: string }[]
}

interface DeclaredSet {
  name: string
  options: readonly string[]
}

/** A label by its key, or by any one of several: the first that has a text is shown. */
type Label = readonly [string, ...string[]]

/** A label and the file that needs it. */
export interface NeededLabel {
  keys: Label
  why: string
}

/** Every label that the declarations of this tree need. */
export async function declaredLabels(
  root: string,
  files: string[],
): Promise<{ objects: number; needed: NeededLabel[] }> {
  const needed: NeededLabel[] = []
  let objects = 0
  for (const file of files.filter(path => /\.(object|verbs|reports|options)\.ts$/.test(path))) {
    const exported = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>
    for (const value of Object.values(exported).flat()) {
      if (isObject(value)) objects++
      const labels = isObject(value)
        ? labelsOfObject(value)
        : isVerb(value)
          ? labelsOfVerb(value)
          : isReport(value)
            ? labelsOfReport(value)
            : isOptionSet(value)
              ? labelsOfSet(value)
              : []
      needed.push(...labels.map(keys => ({ keys, why: file })))
    }
  }
  return { objects, needed }
}

function labelsOfObject(object: DeclaredObject): Label[] {
  const own = (key: string): Label => [`${object.name}.${key}`]
  return [
    own('name'),
    own('plural'),
    ...Object.entries(object.fields).flatMap(([field, { options }]) => [
      own(`fields.${field}`),
      ...(options ?? []).map(option => own(`options.${field}.${option}`)),
    ]),
    // What many nouns have stands once, in the platform's messages.
    ...object.sections.map(({ name }): Label => [`${object.name}.sections.${name}`, `record.sections.${name}`]),
    ...object.list.views.map(({ name }): Label => [`${object.name}.views.${name}`, `record.views.${name}`]),
    ...(object.navigation ? [[`navigation.${object.navigation.group}`] as Label] : []),
  ]
}

function labelsOfVerb({ object, verb, input }: DeclaredVerb): Label[] {
  const key = `${object.name}.verbs.${verb}`
  return [[`${key}.label`], ...Object.keys(input).map((field): Label => [`${key}.${field}`])]
}

function labelsOfReport({ name, dimensions, measures }: DeclaredReport): Label[] {
  const key = `reports.${name}`
  return [
    [`${key}.title`],
    [`${key}.how`],
    ...dimensions.map((dimension): Label => [`${key}.dimensions.${dimension.name}`]),
    ...measures.map((measure): Label => [`${key}.measures.${measure.name}`]),
  ]
}

/** Fields share these options; their labels stand once. */
const labelsOfSet = ({ name, options }: DeclaredSet): Label[] => [
  [`set_names.${name}`],
  ...options.map((option): Label => [`sets.${name}.${option}`]),
]

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isObject = (value: unknown): value is DeclaredObject =>
  isRecord(value) && typeof value.name === 'string' && typeof value.plural === 'string' && isRecord(value.fields)
const isVerb = (value: unknown): value is DeclaredVerb =>
  isRecord(value) && typeof value.verb === 'string' && isRecord(value.input)
const isReport = (value: unknown): value is DeclaredReport =>
  isRecord(value) &&
  Array.isArray(value.dimensions) &&
  Array.isArray(value.measures) &&
  typeof value.object === 'string'
const isOptionSet = (value: unknown): value is DeclaredSet =>
  isRecord(value) && typeof value.name === 'string' && Array.isArray(value.options)
