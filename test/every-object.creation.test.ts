import { beforeAll, describe, expect, test } from 'vitest'
import type { ObjectDefinition } from '#platform/objects/index.ts'
import type { ObjectDescription } from '#platform/objects/description.ts'
import { openTestCompany, type TestCompany } from './harness/company.ts'
import { authorOf, declaredObjects, hasItsOwnRule, isSameValue, pathOf, sampleValues } from './harness/sample-values.ts'

// What a noun declares as set at creation (where a customer came from) is given once; afterwards its verb alone changes it.

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

const onceOf = (object: ObjectDefinition): string[] =>
  Object.entries(object.fields).flatMap(([name, field]) =>
    field.setBy === 'creation' && !hasItsOwnRule(object, name) ? [name] : [],
  )
const objects = declaredObjects.filter(object => onceOf(object).length > 0)

test('there is something to test', () => {
  expect(objects.map(object => object.name)).toEqual(expect.arrayContaining(['customer', 'opportunity']))
})

describe.each(objects)('$name', object => {
  const path = pathOf(object)
  const once = onceOf(object)
  const only = (values: Record<string, unknown>) => Object.fromEntries(once.map(name => [name, values[name]]))
  const differing = (sent: Record<string, unknown>, got: Record<string, unknown>): string[] =>
    once.filter(name => !isSameValue(object.fields[name] ?? { type: '' }, sent[name], got[name]))

  test('keeps what is given at creation until a verb changes it', async () => {
    const author = authorOf(company, object)
    const sent = await sampleValues(company, object)
    const made = await author.post(path, sent, 201)
    expect(differing(sent, made)).toEqual([])
    const others = only(await sampleValues(company, object))
    const refused = await author.patch(`${path}/${made.id}`, others, 422)
    expect(refused.fields).toMatchObject(once.map(name => ({ path: name, code: 'field.set_at_creation' })))
    const bulk = { ids: [made.id], verb: 'update', values: { [once[0] ?? '']: null } }
    expect((await author.post(`${path}/bulk`, bulk, 422)).fields).toMatchObject([{ code: 'field.set_at_creation' }])
    expect(await author.get(`${path}/${made.id}`, 200)).toEqual(made)

    const catalog: ObjectDescription[] = (await author.get('/api/catalog', 200)).objects
    const described = catalog.find(one => one.name === object.name)
    for (const name of once)
      expect(described?.fields.find(one => one.name === name)).toMatchObject({
        isEditable: false,
        isAskedWhenNew: true,
      })
    const verb = described?.verbs.find(one => once.every(name => one.input.some(input => input.name === name)))
    const changed = await author.post(`${path}/${made.id}/${verb?.verb}`, others, 200)
    expect(differing(others, changed)).toEqual([])
  })
})
