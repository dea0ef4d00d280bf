import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { fieldType } from '#platform/fields/index.ts'
import { app } from '#src/app.ts'
import { openTestCompany, type TestCompany } from './harness/company.ts'
import type { Person } from './harness/people.ts'
import {
  authorOf,
  declaredObjects,
  isSameValue,
  makeRecord,
  pathOf,
  sampleChange,
  sampleRecord,
  sampleValues,
} from './harness/sample-values.ts'

// Lines live with their parent and have no routes; what is said of the parent's lines is said of them.
const objects = declaredObjects.filter(object => !object.lineOf)

let company: TestCompany
let neighbour: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
  neighbour = await openTestCompany({ name: '隔壁公司' })
})

type Rows = { id: string; [field: string]: unknown }[]
const list = async (person: Person, path: string, query: Record<string, unknown>): Promise<Rows> => {
  const search = Object.entries(query).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return (await person.get(`${path}?${new URLSearchParams(Object.fromEntries(search))}`, 200)).records
}
const ids = (rows: { id: string }[]): string[] => rows.map(row => row.id)

test('there is something to test', () => {
  expect(objects.length).toBeGreaterThanOrEqual(7)
})

/** What follows from other fields that change at the same time, and is therefore not what was sent. */
const followed: Record<string, string[]> = { opportunity: ['probability'] }

/** What a stranger may do, too: money that waits is claimed through a door of its own. */
const throughDoors: Record<string, string[]> = { receipt: ['claim'] }

describe.each(objects)('$name', object => {
  const path = pathOf(object)
  const fields = Object.entries(object.fields)
  const verbs = app.modules.flatMap(module =>
    module.actions
      .filter(action => action.definition.object.name === object.name)
      .map(action => action.definition.verb),
  )
  /** What came back differs from what was sent in these fields. */
  const differing = (sent: Record<string, unknown>, got: Record<string, unknown>): string[] =>
    fields.filter(([name, field]) => name in sent && !isSameValue(field, sent[name], got[name])).map(([name]) => name)
  /** A list that holds this one record, found by its title where that can be. */
  const only = (record: Record<string, unknown>): Record<string, unknown> => {
    const type = object.fields[object.title]?.type
    const value = record[object.title]
    if (type === 'text' || type === 'serial') return { filter: { field: object.title, op: 'is', value } }
    return type === 'currency' ? { filter: { field: object.title, op: 'in', value: [value] } } : {}
  }

  /** What a record is called, where people write that; a number is drawn, and what follows from others is not written. */
  const said =
    object.fields[object.title]?.setBy === undefined
      ? object.title
      : (fields.find(([, field]) => field.type === 'text' && field.setBy === undefined)?.[0] ?? object.title)

  test('goes in, is read, listed, changed, remembered, removed and restored', async () => {
    const author = authorOf(company, object)
    const sent = await sampleValues(company, object)
    const made = await makeRecord(company, object, sent)
    const first = object.madeBy === 'verb' ? 2 : 1
    expect(differing(sent, made)).toEqual([])
    expect(made).toMatchObject({ version: first, can: expect.arrayContaining(['update', 'remove']) })
    expect(await author.get(`${path}/${made.id}`, 200)).toEqual(made)

    const [row] = (await list(author, path, only(made))).filter(one => one.id === made.id)
    expect(row).toBeDefined()
    const listed = fields.filter(([, field]) => field.type !== 'lines').map(([name]) => name)
    for (const name of listed) expect(row?.[name], name).toEqual(made[name])
    const narrow = (await list(author, path, { ...only(made), fields: object.title })).find(one => one.id === made.id)
    expect(Object.keys(narrow ?? {}).sort()).toEqual(['can', 'id', 'version', object.title].sort())

    const change = await sampleChange(company, object)
    for (const name of followed[object.name] ?? []) delete change[name]
    const changed = await author.patch(`${path}/${made.id}`, { version: first, ...change }, 200)
    expect(differing(change, changed)).toEqual([])
    expect(changed.version).toBe(first + 1)
    const stale = await author.ask('PATCH', `${path}/${made.id}`, {
      version: first,
      [said]: sent[said],
    })
    const current = { id: made.id, version: first + 1, [said]: changed[said] }
    expect(stale).toMatchObject({ status: 409, body: { code: 'version_conflict', current } })
    expect(await author.get(`${path}/${made.id}`, 200)).toEqual(changed)
    // What came back, sent again, is no change.
    const same = Object.fromEntries(Object.keys(change).map(name => [name, changed[name]]))
    expect((await author.patch(`${path}/${made.id}`, { version: first + 1, ...same }, 200)).version).toBe(
      changed.version,
    )

    const { entries } = await author.get(`${path}/${made.id}/timeline`, 200)
    const told = entries.find((entry: { verb: string }) => entry.verb === 'update')
    const really = fields
      .filter(([name, field]) => name in change && !isSameValue(field, sent[name], changed[name]))
      .map(([name]) => name)
    expect(told.changes.map((one: { field: string }) => one.field)).toEqual(expect.arrayContaining(really))
    expect(told.by).toMatchObject({ id: author.id })
    const title = told.changes.find((one: { field: string }) => one.field === said)
    expect(title).toMatchObject({ before: made[said], after: changed[said] })
    expect(entries.at(-1)).toMatchObject({ verb: 'create' })

    await author.delete(`${path}/${made.id}`, 204)
    await author.get(`${path}/${made.id}`, 404)
    await author.patch(`${path}/${made.id}`, { [said]: sent[said] }, 404)
    expect(ids(await list(author, path, only(changed)))).not.toContain(made.id)
    expect(ids(await list(author, path, { ...only(changed), bin: '1' }))).toContain(made.id)
    const restored = await author.post(`${path}/${made.id}/restore`, undefined, 200)
    expect(differing(change, restored)).toEqual([])
    const after = await author.get(`${path}/${made.id}/timeline`, 200)
    expect(after.entries.map((entry: { verb: string }) => entry.verb)).toEqual(
      expect.arrayContaining(['remove', 'restore']),
    )
  })

  test('is sorted and filtered by each field that says it can be', async () => {
    const author = authorOf(company, object)
    const id = await sampleRecord(company, object)
    const record = await author.get(`${path}/${id}`, 200)
    for (const [name, field] of fields) {
      const { sortable, operators } = fieldType(field.type)
      if (sortable)
        for (const sort of [name, `-${name}`])
          expect((await list(author, path, { sort })).length, sort).toBeGreaterThan(0)
      const isFilled = record[name] !== null && !(Array.isArray(record[name]) && record[name].length === 0)
      const found = async (op: string) =>
        ids(await list(author, path, { filter: { and: [{ field: name, op }, ...narrowed(record)] } }))
      if (operators.includes('empty')) expect(await found('empty'), `${name} empty`).toEqual(isFilled ? [] : [id])
      if (operators.includes('notEmpty'))
        expect(await found('notEmpty'), `${name} notEmpty`).toEqual(isFilled ? [id] : [])
    }
    /** The one record, by what no other has. */
    function narrowed(one: Record<string, unknown>): unknown[] {
      const { filter } = only(one)
      return filter ? [filter] : []
    }
  })

  test('does not exist for a stranger: neither in this company nor in another', async () => {
    const author = authorOf(company, object)
    const id = await sampleRecord(company, object)
    const before = await author.get(`${path}/${id}`, 200)
    const history = await author.get(`${path}/${id}/timeline`, 200)
    const strangers = [company.as.qian, neighbour.as.chen, ...(object.owned ? [company.as.zhao] : [])]
    const change = { version: 1, [object.title]: (await sampleValues(company, object))[object.title] }
    for (const stranger of strangers) {
      // What is there answers as what never was.
      const [there, nowhere] = [await replies(stranger, id), await replies(stranger, randomUUID())]
      expect(there.told, stranger.name).toEqual(nowhere.told)
      expect(there.statuses.slice(0, 4), stranger.name).toEqual([404, 404, 404, 404])
      expect(
        there.statuses.every(status => status === 404 || status === 403),
        stranger.name,
      ).toBe(true)
      const listed = await stranger.ask('GET', path)
      if (stranger === company.as.qian) expect(listed.status).toBe(403)
      else expect(ids(listed.body.records)).not.toContain(id)
      const searched = await stranger.get(`/api/search?q=${encodeURIComponent(String(before[object.title]))}`)
      expect(ids(searched.results)).not.toContain(id)
    }
    expect(await author.get(`${path}/${id}`, 200)).toEqual(before)
    expect(await author.get(`${path}/${id}/timeline`, 200)).toEqual(history)

    async function replies(stranger: Person, at: string): Promise<{ statuses: number[]; told: unknown[] }> {
      const asked = [
        await stranger.ask('GET', `${path}/${at}`),
        await stranger.ask('GET', `${path}/${at}/timeline`),
        await stranger.ask('PATCH', `${path}/${at}`, change),
        await stranger.ask('DELETE', `${path}/${at}`),
        await stranger.ask('POST', `${path}/${at}/restore`),
      ]
      for (const verb of verbs.filter(one => !throughDoors[object.name]?.includes(one)))
        asked.push(await stranger.ask('POST', `${path}/${at}/${verb}`, {}))
      return {
        statuses: asked.map(reply => reply.status),
        told: asked.map(({ status, body: { correlationId: _id, ...told } }) => ({ status, ...told })),
      }
    }
  })
})
