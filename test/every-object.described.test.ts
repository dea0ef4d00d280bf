import { beforeAll, describe, expect, test } from 'vitest'
import type { FieldDescription, ObjectDescription } from '#platform/objects/description.ts'
import { openTestCompany, type TestCompany } from './harness/company.ts'
import { authorOf, declaredObjects, pathOf, sampleRecord } from './harness/sample-values.ts'

let company: TestCompany
const catalogs = {} as Record<'zh' | 'en', ObjectDescription[]>

beforeAll(async () => {
  company = await openTestCompany()
  for (const locale of ['zh', 'en'] as const) {
    await company.as.chen.patch('/api/session', { locale }, 200)
    catalogs[locale] = (await company.as.chen.get('/api/catalog', 200)).objects
  }
})

test('the catalog of an administrator holds every noun', () => {
  expect(catalogs.zh.map(object => object.name).sort()).toEqual(declaredObjects.map(object => object.name).sort())
})

describe.each(declaredObjects)('$name', object => {
  test('is called by its name in both languages, with everything that belongs to it', () => {
    for (const locale of ['zh', 'en'] as const) {
      const described = catalogs[locale].find(one => one.name === object.name)
      const labels = described ? labelsOf(described) : []
      expect(labels.length).toBeGreaterThan(Object.keys(object.fields).length)
      // A label that is missing shows as its key or is empty.
      expect(labels.filter(label => label.trim() === '' || /^[a-z]\w*(\.\w+)+$/i.test(label))).toEqual([])
      expect(locale === 'en' ? labels.filter(label => /[\u3400-\u9fff]/.test(label)) : []).toEqual([])
    }
    const chinese = catalogs.zh.find(one => one.name === object.name)
    expect(chinese?.label).toMatch(/[\u3400-\u9fff]/)
    for (const field of chinese?.fields ?? []) expect(field.label, field.name).toMatch(/[\u3400-\u9fff]|ID/)
  })
})

function labelsOf({ label, labelPlural, fields, sections, list, verbs }: ObjectDescription): string[] {
  const ofField = (field: FieldDescription): string[] => [
    field.label,
    ...(field.options ?? []).map(option => option.label),
  ]
  return [
    label,
    labelPlural,
    ...fields.flatMap(ofField),
    ...sections.map(section => section.label),
    ...list.views.map(view => view.label),
    ...verbs.flatMap(verb => [verb.label, ...verb.input.flatMap(ofField)]),
  ]
}

type Document = Record<string, unknown>

test('the API documentation hangs together', async () => {
  const document: Document & { paths: Record<string, Record<string, Document>> } = await company.as.chen.get(
    '/api/openapi.json',
    200,
  )
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: expect.any(String), version: expect.any(String) } })
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(match => match[1] ?? '')
  expect(references.length).toBeGreaterThan(0)
  for (const reference of new Set(references)) {
    expect(
      reference.split('/').reduce<unknown>((at, key) => (at as Document | undefined)?.[key], document),
      reference,
    ).toBeTypeOf('object')
  }
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    ['get', 'post', 'put', 'patch', 'delete'].flatMap(method =>
      item[method] ? [{ path, item, operation: item[method] }] : [],
    ),
  )
  const operationIds = operations.map(({ operation }) => operation.operationId)
  expect(new Set(operationIds).size).toBe(operationIds.length)
  for (const { path, item, operation } of operations) {
    const declared = [item, operation].flatMap(
      one => (one.parameters ?? []) as { name: string; in: string; required?: boolean }[],
    )
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1])
    expect(
      declared.filter(one => one.in === 'path' && one.required).map(one => one.name),
      path,
    ).toEqual(named)
    expect(Object.keys(operation.responses as object).length, path).toBeGreaterThan(0)
  }
})

describe.each(declaredObjects.filter(object => !object.lineOf))('$name', object => {
  test('answers as its API documentation says', async () => {
    const author = authorOf(company, object)
    const id = await sampleRecord(company, object)
    const record = await author.get(`${pathOf(object)}/${id}`, 200)
    const { paths, components } = await author.get('/api/openapi.json', 200)
    expect(Object.keys(paths)).toEqual(expect.arrayContaining([pathOf(object), `${pathOf(object)}/{id}`]))
    const { properties } = components.schemas[object.name]
    expect(Object.keys(properties).sort()).toEqual(Object.keys(record).sort())
    for (const [name, value] of Object.entries(record)) {
      const { anyOf = [properties[name]] } = properties[name] as { anyOf?: Document[] }
      expect(
        anyOf.some(schema => fits(schema, value)),
        `${name}: ${JSON.stringify(value)} is no ${JSON.stringify(anyOf)}`,
      ).toBe(true)
    }
  })
})

/** Whether a value is of a schema, as far as our field types use JSON Schema. */
function fits(schema: Document, value: unknown): boolean {
  const type =
    value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value
  const types = [schema.type ?? type].flat()
  if (!types.includes(type) && !(type === 'integer' && types.includes('number'))) return false
  if (Array.isArray(schema.anyOf) && !schema.anyOf.some(one => fits(one, value))) return false
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return false
  if (typeof schema.pattern === 'string' && typeof value === 'string' && !new RegExp(schema.pattern).test(value))
    return false
  if (type === 'array' && schema.items) return (value as unknown[]).every(one => fits(schema.items as Document, one))
  if (type !== 'object') return true
  const given = value as Document
  const isWhole = ((schema.required ?? []) as string[]).every(name => name in given)
  return (
    isWhole &&
    Object.entries((schema.properties ?? {}) as Record<string, Document>).every(
      ([name, one]) => !(name in given) || fits(one, given[name]),
    )
  )
}
