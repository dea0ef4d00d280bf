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

/** Every label that the declarations of this tree need; `why` is the file that needs it. */
export async function declaredLabels(
  root: string,
  files: string[],
): Promise<{ objects: number; needed: { key: string; why: string }[] }> {
  const needed: { key: string; why: string }[] = []
  let objects = 0
  for (const file of files.filter(path => /\.(object|verbs|reports)\.ts$/.test(path))) {
    const exported = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>
    for (const value of Object.values(exported).flat()) {
      if (isObject(value)) objects++
      const keys = isObject(value)
        ? labelsOfObject(value)
        : isVerb(value)
          ? labelsOfVerb(value)
          : isReport(value)
            ? labelsOfReport(value)
            : []
      needed.push(...keys.map(key => ({ key, why: file })))
    }
  }
  return { objects, needed }
}

function labelsOfObject(object: DeclaredObject): string[] {
  return [
    `${object.name}.name`,
    `${object.name}.plural`,
    ...Object.entries(object.fields).flatMap(([field, { options }]) => [
      `${object.name}.fields.${field}`,
      ...(options ?? []).map(option => `${object.name}.options.${field}.${option}`),
    ]),
    ...object.sections
      .filter(section => section.name !== 'main')
      .map(section => `${object.name}.sections.${section.name}`),
    ...object.list.views.filter(view => !standardViews.has(view.name)).map(view => `${object.name}.views.${view.name}`),
    ...(object.navigation ? [`navigation.${object.navigation.group}`] : []),
  ]
}

/** Views that every object has; their labels stand once, in the platform's messages. */
const standardViews = new Set(['all', 'mine', 'team'])

function labelsOfVerb({ object, verb, input }: DeclaredVerb): string[] {
  return [
    `${object.name}.verbs.${verb}`,
    ...Object.keys(input)
      .filter(field => !(field in object.fields))
      .map(field => `${object.name}.verbs.${verb}.${field}`),
  ]
}

function labelsOfReport({ name, dimensions, measures }: DeclaredReport): string[] {
  return [
    `reports.${name}.title`,
    `reports.${name}.how`,
    ...dimensions.map(dimension => `reports.${name}.dimensions.${dimension.name}`),
    ...measures.map(measure => `reports.${name}.measures.${measure.name}`),
  ]
}

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
