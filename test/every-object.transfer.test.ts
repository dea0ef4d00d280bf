import { beforeAll, describe, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from './harness/company.ts'
import { declaredObjects, hasItsOwnRule, isSameValue, pathOf, sampleValues } from './harness/sample-values.ts'
import { bringIn, downloadBytes } from './imports/importing.ts'

/** What a file of one row per record cannot bring, with the reason. */
const notByFile: Record<string, string> = {
  pipeline: 'it is nothing without its stages, which are lines',
  assignmentRule: 'it is nothing without its candidates, which are lines',
  accessRequest: 'it is made from the record that it asks for',
  receipt: 'its number, by which it is called, is drawn anew',
  openingBalance: 'its number, by which it is called, is drawn anew',
  allocation: 'it is made by claiming a receipt',
}

/** Text that spreadsheets and careless readers spoil. */
const nasty = ['=1+1', '@上海, "引号"', '007', '-5折', '　全角空格']

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

describe.each(declaredObjects.filter(object => !object.lineOf && !(object.name in notByFile)))('$name', object => {
  test.each(['csv', 'xlsx'])('comes back from its own export as it was: %s', async kind => {
    const { chen } = company.as
    const path = pathOf(object)
    // Lines go with their parent's page, and a file in a table is only its name.
    const fields = Object.entries(object.fields).filter(
      ([, field]) => !['lines', 'files', 'images'].includes(field.type),
    )
    const made: ({ id: string } & Record<string, unknown>)[] = []
    for (const text of nasty) {
      const values = await sampleValues(company, object)
      // An upload is its uploader's until a record bears it; none comes in by a table.
      for (const [name, { type }] of Object.entries(object.fields))
        if (type === 'files' || type === 'images') delete values[name]
      for (const [name, field] of fields) {
        if (field.setBy || hasItsOwnRule(object, name)) continue
        if (field.type === 'longText') values[name] = `${text}\n第二行`
        if (field.type === 'text' && !field.unique && name !== object.title) values[name] = text.trim()
      }
      // The same texts stand in the records of the other kind of file.
      const said = ['customer', 'lead'].includes(object.name) ? { duplicateReason: '同样的文字' } : {}
      made.push(await chen.post(path, { ...values, ...said }, 201))
    }
    const mine = new Set(made.map(record => record.id))
    const title = (record: Record<string, unknown>): string => String(record[object.title])
    const titles = made.map(title)
    const only = new URLSearchParams({ filter: JSON.stringify({ field: object.title, op: 'in', value: titles }) })
    const file = await downloadBytes(chen, `${path}/export.${kind}?${only}`)

    for (const { id } of made) await chen.delete(`${path}/${id}`, 204)
    expect((await chen.get(`${path}?${only}`)).records).toEqual([])
    const brought = await bringIn(chen, { object: object.name, file, settings: { doubles: 'create' } })
    expect(brought.counts).toMatchObject({ created: nasty.length, updated: 0, skipped: 0, refused: 0 })

    const { records } = await chen.get(`${path}?${only}`)
    expect(records.map(title).sort()).toEqual(titles.sort())
    for (const record of records) {
      expect(mine.has(record.id)).toBe(false)
      const before: Record<string, unknown> = made.find(one => title(one) === title(record)) ?? {}
      const differing = fields.filter(([name, field]) => !isSameValue(field, shown(before[name]), record[name]))
      expect(differing.map(([name]) => [name, before[name], record[name]])).toEqual([])
    }
  })
})

/** A label of a phone is no part of a cell. */
const shown = (value: unknown): unknown =>
  Array.isArray(value) && value.some(one => one?.raw !== undefined)
    ? value.map(({ raw, normalised, extension }) => ({ raw, normalised, extension }))
    : value
