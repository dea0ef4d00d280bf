import { beforeAll, describe, expect, test } from 'vitest'
import { fieldType } from '#platform/fields/index.ts'
import type { ObjectDescription } from '#platform/objects/description.ts'
import { hideFields, openTestCompany, type TestCompany } from './harness/company.ts'
import type { Person } from './harness/people.ts'
import { authorOf, declaredObjects, pathOf, sampleChange, sampleRecord } from './harness/sample-values.ts'

// A field that a role may not read does not exist for it, by whatever way it is asked for (hard lesson: a right on output only).

let company: TestCompany
/** Sees li's records as li's superior, and what all share. */
let reader: Person

beforeAll(async () => {
  company = await openTestCompany()
  reader = company.as.wang
})

describe.each(declaredObjects.filter(object => !object.lineOf))('$name', object => {
  const path = pathOf(object)
  const hidden = Object.keys(object.fields).filter(name => name !== object.title)
  const hide = (names: string[]) =>
    hideFields(
      company,
      'salesManager',
      names.map(name => `${object.name}.${name}`),
    )
  const describeIt = async (): Promise<ObjectDescription> =>
    (await reader.get('/api/catalog', 200)).objects.find((one: ObjectDescription) => one.name === object.name)

  test('keeps hidden fields hidden', { timeout: 120_000 }, async () => {
    const author = authorOf(company, object)
    const id = await sampleRecord(company, object)
    const { [object.title]: _title, ...change } = await sampleChange(company, object)
    await author.patch(`${path}/${id}`, change, 200)
    const seen = await reader.get(`${path}/${id}`, 200)
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(hidden))
    const described = await describeIt()
    const found = await Promise.all(searchable(seen).map(text => results(text)))
    expect(
      found.every(ids => ids.includes(id)),
      'each searchable value finds the record while it may be read',
    ).toBe(true)

    await hide(hidden)
    const narrowed = await describeIt()
    expect(namesIn(narrowed).filter(name => hidden.includes(name))).toEqual([])
    expect(among(await reader.get(`${path}/${id}`, 200))).toEqual([])
    const asked = new URLSearchParams({ fields: [...hidden, object.title].join(',') })
    for (const row of (await reader.get(`${path}?${asked}`, 200)).records) expect(among(row)).toEqual([])
    const { entries } = await reader.get(`${path}/${id}/timeline`, 200)
    const told = entries.flatMap((entry: { changes: { field: string }[] }) => entry.changes.map(one => one.field))
    expect(hidden.filter(name => told.includes(name))).toEqual([])
    for (const text of searchable(seen)) expect(await results(text), text).not.toContain(id)
    const { components } = await reader.get('/api/openapi.json', 200)
    expect(among(components.schemas[object.name].properties)).toEqual([])

    for (const name of hidden) {
      // The answer is the one for a field that does not exist, with every operator that the field would know.
      for (const op of fieldType(object.fields[name]?.type ?? '').operators) {
        expect(await refusal({ filter: JSON.stringify({ field: name, op, value: '1' }) }), `${name} ${op}`).toEqual(
          await refusal({ filter: JSON.stringify({ field: 'noSuchField', op, value: '1' }) }),
        )
      }
      expect(await refusal({ sort: name }), name).toEqual([400, 'sort.unknown_field'])
      const summed = await reader.ask('GET', `${path}?sums=${name}`)
      expect(Object.keys(summed.body.sums ?? {}), name).toEqual([])
    }

    if (described.rights.export) {
      const head = (await text(`${path}/export.csv`)).split('\n')[0] ?? ''
      const labels = described.fields.filter(field => hidden.includes(field.name)).map(field => field.label)
      expect(labels.filter(label => head.replace('\uFEFF', '').trim().split(',').includes(label))).toEqual([])
    }
    if (described.rights.update) {
      for (const [name, value] of Object.entries(change)) {
        const refused = await reader.ask('PATCH', `${path}/${id}`, { [name]: value })
        expect(refused, name).toMatchObject({ status: 422, body: { fields: [{ path: name, code: 'field.unknown' }] } })
      }
    }
    await hide([])
    expect(await reader.get(`${path}/${id}`, 200)).toEqual(seen)
  })

  const among = (shown: object): string[] => hidden.filter(name => name in shown)

  async function refusal(query: Record<string, string>): Promise<[number, string]> {
    const { status, body } = await reader.ask('GET', `${path}?${new URLSearchParams(query)}`)
    return [status, body.code]
  }

  async function results(query: string): Promise<string[]> {
    const { results } = await reader.get(`/api/search?${new URLSearchParams({ q: query, limit: '50' })}`, 200)
    return results.map((result: { id: string }) => result.id)
  }

  async function text(address: string): Promise<string> {
    const cookie = reader.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    return (await fetch(company.url + address, { headers: { cookie } })).text()
  }

  /** What the record can be found by, of the fields that will be hidden. */
  function searchable(record: Record<string, unknown>): string[] {
    return hidden.flatMap(name => {
      const value = record[name]
      if (!object.fields[name]?.search || !value) return []
      // A point by what was written, an address by its street.
      const texts = [value].flat() as (string | { raw?: string; street?: string; text?: string })[]
      return texts.map(one => (typeof one === 'object' ? (one.raw ?? one.street ?? one.text ?? '') : String(one)))
    })
  }
})

/** Every field that a noun's description names anywhere but in what its verbs ask for. */
function namesIn(described: ObjectDescription): string[] {
  const { fields, sections, list, quick, board } = described
  const bare = (key: string): string => key.replace(/^-/, '')
  return [
    ...fields.map(field => field.name),
    ...sections.flatMap(section => section.fields),
    ...list.columns,
    ...list.sort.map(bare),
    ...list.views.flatMap(view => [...(view.columns ?? []), ...(view.sort ?? []).map(bare), ...fieldsOf(view.filter)]),
    ...quick,
    ...(board ? [board.by, ...(board.amount ? [board.amount] : [])] : []),
  ]
}

function fieldsOf(filter: unknown): string[] {
  return [...JSON.stringify(filter ?? {}).matchAll(/"field":"([^".]+)/g)].map(match => match[1] ?? '')
}
