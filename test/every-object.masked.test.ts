import { beforeAll, describe, expect, test } from 'vitest'
import { hasMask } from '#platform/access/masks.ts'
import { fieldType } from '#platform/fields/index.ts'
import type { ObjectDescription } from '#platform/objects/description.ts'
import { openTestCompany, setFieldRights, type TestCompany } from './harness/company.ts'
import type { Person } from './harness/people.ts'
import { authorOf, declaredObjects, pathOf, sampleChange, sampleRecord } from './harness/sample-values.ts'

// Of a field that a role masks only the outline is shown, whatever the noun; one that it may only read is shown whole and never written.

let company: TestCompany
/** Sees li's records as li's superior, and what all share. */
let reader: Person

beforeAll(async () => {
  company = await openTestCompany()
  reader = company.as.wang
})

describe.each(declaredObjects.filter(object => !object.lineOf))('$name', object => {
  const path = pathOf(object)
  const names = Object.keys(object.fields).filter(name => object.fields[name]?.setBy === undefined)
  // What follows from other fields has no right of its own.
  const tried = names.filter(
    name => object.fields[name] !== undefined && !object.fields[name].from && object.fields[name].type !== 'lines',
  )
  const maskable = tried.filter(name => hasMask(object.fields[name] ?? { type: '' }))
  const give = (right: 'masked' | 'read', fields: string[]) =>
    setFieldRights(company, 'salesManager', Object.fromEntries(fields.map(name => [`${object.name}.${name}`, right])))
  const describeIt = async (): Promise<ObjectDescription> =>
    (await reader.get('/api/catalog', 200)).objects.find((one: ObjectDescription) => one.name === object.name)

  test('shows no more than the outline of masked fields', { timeout: 120_000 }, async () => {
    const id = await sampleRecord(company, object)
    const author = authorOf(company, object)
    await author.patch(`${path}/${id}`, await sampleChange(company, object), 200)
    const clear = await reader.get(`${path}/${id}`, 200)
    await give('masked', maskable)
    // What follows from a field and is the same (what is open of an amount) is a field of its own, with rights of its own.
    const elsewhere = JSON.stringify(Object.entries(clear).filter(([name]) => !maskable.includes(name)))
    const secrets = maskable.flatMap(name => textsOf(clear[name])).filter(text => !elsewhere.includes(text))
    for (const got of [
      await reader.get(`${path}/${id}`, 200),
      ...(await reader.get(`${path}?limit=200`, 200)).records,
    ]) {
      if (got.id !== id) continue
      for (const name of maskable) {
        expect(name in got, name).toBe(true)
        if (clear[name] !== null) expect(JSON.stringify(got[name]), name).toContain('****')
      }
      expect(secrets.filter(text => JSON.stringify(maskable.map(name => got[name])).includes(text))).toEqual([])
    }
    const past = await reader.get(`${path}/${id}/timeline`, 200)
    const told = JSON.stringify(
      past.entries.flatMap((entry: { changes: { field: string }[] }) =>
        entry.changes.filter(change => maskable.includes(change.field)),
      ),
    )
    expect(secrets.filter(text => told.includes(text))).toEqual([])
    const described = await describeIt()
    for (const name of maskable) {
      const field = described.fields.find(one => one.name === name)
      expect(field, name).toMatchObject({ isMasked: true, isSortable: false, isEditable: false })
      expect(
        field?.operators.filter(operator => operator !== 'is'),
        name,
      ).toEqual([])
      for (const op of fieldType(object.fields[name]?.type ?? '').operators) {
        if (op === 'is') continue
        const filter = encodeURIComponent(JSON.stringify({ field: name, op, value: '1' }))
        expect((await reader.get(`${path}?filter=${filter}`, 400)).code, `${name} ${op}`).toBe('filter.masked')
      }
      expect((await reader.get(`${path}?sort=${name}`, 400)).code, name).toMatch(/sort.masked|sort.not_sortable/)
      expect((await reader.ask('GET', `${path}?sums=${name}`)).body.sums, name).toBeUndefined()
    }
    if (described.rights.export) {
      const cookie = reader.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      const file = await (await fetch(`${company.url}${path}/export.csv`, { headers: { cookie } })).text()
      expect(secrets.filter(text => text.length > 5 && file.includes(text))).toEqual([])
    }
    await give('masked', [])
    expect(await reader.get(`${path}/${id}`, 200)).toEqual(clear)
  })

  test('writes no read-only field', { timeout: 120_000 }, async () => {
    const id = await sampleRecord(company, object)
    const before = await reader.get(`${path}/${id}`, 200)
    await give('read', tried)
    const described = await describeIt()
    expect(described.fields.filter(field => tried.includes(field.name) && field.isEditable)).toEqual([])
    const change = await sampleChange(company, object)
    for (const name of tried.filter(one => one in change)) {
      const refused = await reader.ask('PATCH', `${path}/${id}`, { [name]: change[name] })
      if (described.rights.update && before.can.includes('update'))
        expect(refused, name).toMatchObject({
          status: 422,
          body: { fields: [{ path: name, code: 'field.read_only' }] },
        })
      else expect(refused.status, name).toBe(403)
    }
    expect(await reader.get(`${path}/${id}`, 200)).toMatchObject({ version: before.version })
    await give('read', [])
  })
})

/** What a value would be known by, long enough not to stand there by chance. */
function textsOf(value: unknown): string[] {
  if (value === null || value === undefined) return []
  const texts = [value].flat().map(one => {
    const { raw, street } = one as { raw?: string; street?: string }
    return String(raw ?? street ?? one)
  })
  return texts.filter(text => text.length > 3)
}
