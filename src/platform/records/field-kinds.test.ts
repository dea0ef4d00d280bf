import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshCompanyDatabase } from '#test/harness/server.ts'
import { book, makeLibrary, person, tag } from '#test/toy/library.ts'
import { onePixel } from '#test/harness/upload.ts'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import type { Problem } from '../errors.ts'
import { openFileStores } from '../files/file-store.ts'
import { takeIn } from '../files/upload.ts'
import { timeline } from '../history/timeline.ts'
import type { Condition } from '../objects/index.ts'
import { search } from '../search/search.ts'
import { describeCatalog } from './describe.ts'
import { type Context, create, find, get, removeMany, update } from './index.ts'

// Kinds of fields on real PostgreSQL: what goes in comes out, is filtered by, is remembered.

let db: Database
let li: Awaited<ReturnType<typeof person>>
const tags: Record<string, string> = {}
let folder: string

beforeAll(async () => {
  db = (await freshCompanyDatabase()).db
  await makeLibrary(db)
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-kinds-'))
  li = await person(db, '李想', { grants: { 'book.*': 'own', 'bookTag.*': 'all', 'tag.*': 'all', 'user.read': 'all' } })
  for (const name of ['VIP', '老客户', '华东']) tags[name] = await inside(trx => create(trx, tag, { name }))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const inside = <T>(work: (ctx: Context) => Promise<T>): Promise<T> => transaction(db, trx => work({ ...li, db: trx }))
const make = (values: Record<string, unknown>): Promise<string> => inside(trx => create(trx, book, values))
const change = (id: string, values: Record<string, unknown>): Promise<void> =>
  inside(trx => update(trx, book, id, values))
const problemsOf = async (work: Promise<unknown>): Promise<string[]> => {
  const problem = (await work.catch((error: unknown) => error)) as Problem
  return problem.fields.map(field => `${field.path} ${field.code}`)
}

/** Names of the books among `names` that a condition finds. */
async function found(condition: Condition, prefix: string): Promise<string[]> {
  const filter = { and: [condition, { field: 'name', op: 'startsWith' as const, value: prefix }] }
  const { records } = await find(li, book, { filter, sort: ['name'], fields: ['name'] })
  return records.map(record => String(record.name))
}

describe('yes and no', () => {
  it('tells no from not said', async () => {
    await make({ name: '是1', isSigned: true })
    const no = await make({ name: '是2', isSigned: false })
    await make({ name: '是3' })
    expect((await get(li, book, no)).isSigned).toBe(false)
    expect(await found({ field: 'isSigned', op: 'is', value: true }, '是')).toEqual(['是1'])
    expect(await found({ field: 'isSigned', op: 'is', value: false }, '是')).toEqual(['是2'])
    expect(await found({ field: 'isSigned', op: 'isNot', value: true }, '是')).toEqual(['是2', '是3'])
    expect(await found({ field: 'isSigned', op: 'empty' }, '是')).toEqual(['是3'])
    const { records } = await find(li, book, {
      sort: ['-isSigned'],
      filter: { field: 'name', op: 'startsWith', value: '是' },
    })
    expect(records.map(record => record.isSigned)).toEqual([true, false, null])
    const first = await find(li, book, { sort: ['isSigned'], limit: 1, filter: { field: 'isSigned', op: 'notEmpty' } })
    const second = await find(li, book, {
      sort: ['isSigned'],
      filter: { field: 'isSigned', op: 'notEmpty' },
      after: first.next ?? '',
    })
    expect([...first.records, ...second.records].map(record => record.isSigned)).toEqual([false, true])
    expect(await problemsOf(change(no, { isSigned: 'yes' }))).toEqual(['isSigned field.not_yes_no'])
  })
})

describe('several options', () => {
  it('are found by any, all and none of them', async () => {
    const both = await make({ name: '语1', languages: ['en', 'zh'] })
    await make({ name: '语2', languages: ['fr'] })
    await make({ name: '语3', languages: [] })
    expect(await get(li, book, both)).toMatchObject({ languages: ['zh', 'en'] })
    const value = ['zh', 'fr']
    expect(await found({ field: 'languages', op: 'hasAny', value }, '语')).toEqual(['语1', '语2'])
    expect(await found({ field: 'languages', op: 'hasAll', value: ['zh', 'en'] }, '语')).toEqual(['语1'])
    expect(await found({ field: 'languages', op: 'hasNone', value: ['zh'] }, '语')).toEqual(['语2', '语3'])
    expect(await found({ field: 'languages', op: 'empty' }, '语')).toEqual(['语3'])
    expect(await found({ field: 'languages', op: 'hasAny', value: ["x') or true --"] }, '语')).toEqual([])
    expect(await problemsOf(change(both, { languages: ['zh', 'klingon'] }))).toEqual(['languages field.unknown_option'])
    await change(both, { languages: ['en', 'zh'] })
    expect((await get(li, book, both)).version).toBe(1)
    await change(both, { languages: null })
    expect((await get(li, book, both)).languages).toBeNull()
  })
})

describe('a web address', () => {
  it('is kept in its normal form and never one that runs a script', async () => {
    const id = await make({ name: '网1', website: 'Example.com/' })
    expect((await get(li, book, id)).website).toBe('https://example.com')
    expect(await found({ field: 'website', op: 'is', value: 'EXAMPLE.com' }, '网')).toEqual(['网1'])
    expect(await found({ field: 'website', op: 'contains', value: 'ample.' }, '网')).toEqual(['网1'])
    expect(await problemsOf(change(id, { website: 'javascript:alert(1)' }))).toEqual(['website field.not_url'])
  })
})

describe('tags', () => {
  it('are read by their names, filtered by, remembered and kept when a tag goes', async () => {
    const { VIP = '', 老客户: old = '', 华东: east = '' } = tags
    const one = await make({ name: '签1', tags: [VIP, { id: old }] })
    await make({ name: '签2', tags: [old] })
    await make({ name: '签3' })
    expect((await get(li, book, one)).tags).toEqual([
      { id: VIP, title: 'VIP' },
      { id: old, title: '老客户' },
    ])
    expect(await found({ field: 'tags', op: 'hasAny', value: [VIP, old] }, '签')).toEqual(['签1', '签2'])
    expect(await found({ field: 'tags', op: 'hasAll', value: [VIP, old] }, '签')).toEqual(['签1'])
    expect(await found({ field: 'tags', op: 'hasNone', value: [VIP] }, '签')).toEqual(['签2', '签3'])
    expect(await found({ field: 'tags', op: 'notEmpty' }, '签')).toEqual(['签1', '签2'])
    await expect(found({ field: 'tags', op: 'hasAny', value: ['VIP'] }, '签')).rejects.toMatchObject({ status: 400 })

    const nowhere = '01a203c2-f0a2-7000-b978-29bed4ed43d2'
    expect(await problemsOf(change(one, { tags: [nowhere] }))).toEqual(['tags field.no_such_record'])
    await inside(trx => removeMany(trx, tag, [old]))
    // The one in the bin stays where it was, and goes nowhere new.
    await change(one, { tags: [old, east] })
    expect((await get(li, book, one)).tags).toEqual([
      { id: old, title: '老客户' },
      { id: east, title: '华东' },
    ])
    expect(await problemsOf(make({ name: '签4', tags: [old] }))).toEqual(['tags field.no_such_record'])

    const { entries } = await timeline(li, book, one)
    expect(entries.find(entry => entry.verb === 'update')?.changes).toEqual([
      {
        field: 'tags',
        before: [
          { id: VIP, title: 'VIP' },
          { id: old, title: '老客户' },
        ],
        after: [
          { id: old, title: '老客户' },
          { id: east, title: '华东' },
        ],
      },
    ])
  })
})

describe('an address', () => {
  it('is kept with code and names, found by region, country and text', async () => {
    const one = await make({ name: '址1', printedAt: '广东省深圳市南山区科技园1号' })
    await make({ name: '址2', printedAt: { code: '440106', street: '天河路2号' } })
    await make({ name: '址3', printedAt: { code: '441900', street: '长安镇' } })
    await make({ name: '址4', printedAt: 'Kenya' })
    await make({ name: '址5' })
    expect((await get(li, book, one)).printedAt).toEqual({
      country: 'CN',
      code: '440305',
      province: '广东省',
      city: '深圳市',
      district: '南山区',
      street: '科技园1号',
      text: '广东省深圳市南山区科技园1号',
    })
    const within = (value: Condition['value']): Promise<string[]> =>
      found({ field: 'printedAt', op: 'within', value }, '址')
    expect(await within('440000')).toEqual(['址1', '址2', '址3'])
    expect(await within('440300')).toEqual(['址1'])
    expect(await within(['440100', { id: '441900', title: '东莞市' }])).toEqual(['址2', '址3'])
    expect(await within('440305')).toEqual(['址1'])
    expect(await within('110000')).toEqual([])
    expect(await within(['KE', '440106'])).toEqual(['址2', '址4'])
    expect(await found({ field: 'printedAt', op: 'contains', value: '天河' }, '址')).toEqual(['址2'])
    expect(await found({ field: 'printedAt', op: 'empty' }, '址')).toEqual(['址5'])
    for (const value of ['999999', "44' or 1=1", '', 7, [], '%'])
      await expect(within(value), String(value)).rejects.toMatchObject({ status: 400 })

    await change(one, { printedAt: { country: 'CN', code: '440305', street: '科技园1号' } })
    expect((await get(li, book, one)).version).toBe(1)
    await change(one, { printedAt: { code: '310115' } })
    const { entries } = await timeline(li, book, one)
    expect(entries.find(entry => entry.verb === 'update')?.changes).toMatchObject([
      { field: 'printedAt', before: { text: '广东省深圳市南山区科技园1号' }, after: { text: '上海市浦东新区' } },
    ])
    const hits = await search(li, '浦东新区')
    expect(hits.map(hit => hit.id)).toContain(one)
  })
})

describe('a rich text', () => {
  it('is kept clean, found by its words and not by its tags', async () => {
    const id = await make({
      name: '文1',
      review: '<p onclick="x()">很<b>好</b>的 A&amp;B</p><script>alert(1)</script>',
    })
    await make({ name: '文2', review: '<p></p>' })
    expect((await get(li, book, id)).review).toBe('<p>很<strong>好</strong>的 A&amp;B</p>')
    const contains = (value: string): Promise<string[]> => found({ field: 'review', op: 'contains', value }, '文')
    expect(await contains('很好的')).toEqual(['文1'])
    expect(await contains('strong')).toEqual([])
    expect(await contains('alert')).toEqual([])
    expect(await found({ field: 'review', op: 'empty' }, '文')).toEqual(['文2'])
    expect((await search(li, '很好的')).map(hit => hit.id)).toContain(id)
  })
})

describe('a computed value', () => {
  it('follows from the others at each read, is never written, never asked for, and hides with what it follows from', async () => {
    const id = await make({ name: '算1', price: '100', currency: 'CNY', rating: 4 })
    expect((await get(li, book, id)).ratedPrice).toBe(25)
    await change(id, { rating: 5 })
    const { records } = await find(li, book, {
      fields: ['ratedPrice'],
      filter: { field: 'name', op: 'is', value: '算1' },
    })
    expect(records).toMatchObject([{ ratedPrice: 20 }])
    expect(records[0]).not.toHaveProperty('price')
    expect(await problemsOf(change(id, { ratedPrice: 1 }))).toEqual(['ratedPrice field.set_by_verb'])
    await expect(found({ field: 'ratedPrice', op: 'gt', value: 1 }, '算')).rejects.toMatchObject({ status: 400 })
    await expect(find(li, book, { sort: ['ratedPrice'] })).rejects.toMatchObject({ status: 400 })
    expect(
      describeCatalog(li)
        .find(one => one.name === 'book')
        ?.fields.find(one => one.name === 'ratedPrice'),
    ).toMatchObject({
      type: 'number',
      decimals: 2,
      isEditable: false,
      operators: [],
    })
    const blind = await person(db, '看不到价格', { hidden: ['book.price'], scope: 'all' })
    const seen = await get(blind, book, id)
    expect(seen).not.toHaveProperty('ratedPrice')
    expect(describeCatalog(blind).flatMap(one => one.fields.map(field => field.name))).not.toContain('ratedPrice')
  })
})

describe('files', () => {
  const upload = async (name: string, content: Buffer | string): Promise<string> => {
    const store = openFileStores('', folder).of(li.company.id)
    return (await takeIn(li, store, { name, content: Readable.from([Buffer.from(content)]), limit: 1000 })).id
  }
  const rowOf = async (id: string) =>
    (
      await sql<
        Record<string, unknown>
      >`select object, record_id, field, removed_at from files where id = ${id}`.execute(db)
    ).rows[0]

  it('belong to the field that takes them, come back with what they are, and go with a change', async () => {
    const [scan, cover] = [await upload('扫描.pdf', '%PDF-1.7'), await upload('封面.png', onePixel)]
    const id = await make({ name: '档1', scans: [scan], covers: [{ id: cover }] })
    expect(await get(li, book, id)).toMatchObject({
      scans: [{ id: scan, title: '扫描.pdf', size: 8, type: 'application/pdf' }],
      covers: [{ id: cover, title: '封面.png', type: 'image/png' }],
    })
    expect(await rowOf(scan)).toEqual({ object: 'book', record_id: id, field: 'scans', removed_at: null })
    expect(await found({ field: 'scans', op: 'notEmpty' }, '档')).toEqual(['档1'])

    await change(id, { scans: null })
    expect((await rowOf(scan))?.removed_at).not.toBeNull()
    const { entries } = await timeline(li, book, id)
    expect(entries[0]?.changes).toMatchObject([
      { field: 'scans', before: [{ id: scan, title: '扫描.pdf' }], after: null },
    ])
    // What an undo writes back is there again.
    await change(id, { scans: [scan] })
    expect((await rowOf(scan))?.removed_at).toBeNull()
  })

  it('are refused when they are another’s, no pictures, too many, or nothing at all', async () => {
    const [scan, text] = [
      await upload('a.pdf', '%PDF-1.7'),
      await upload('b.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ]
    const id = await make({ name: '档2', scans: [scan] })
    expect(await problemsOf(make({ name: '档3', scans: [scan] }))).toEqual(['scans field.no_such_file'])
    expect(await problemsOf(change(id, { covers: [scan] }))).toEqual(['covers field.no_such_file'])
    expect(await problemsOf(change(id, { covers: [text] }))).toEqual(['covers field.not_picture'])
    expect(await problemsOf(make({ name: '档4', scans: [text], covers: [text] }))).toEqual(
      expect.arrayContaining(['covers field.no_such_file']),
    )
    const nowhere = '01a203c2-f0a2-7000-b978-29bed4ed43d2'
    expect(await problemsOf(change(id, { scans: [nowhere] }))).toEqual(['scans field.no_such_file'])
    expect(await problemsOf(change(id, { scans: ['../x'] }))).toEqual(['scans field.not_file'])
    const ids = [await upload('1', '1'), await upload('2', '2'), await upload('3', '3')]
    expect(await problemsOf(change(id, { scans: ids }))).toEqual(['scans field.too_many'])
    const wang = await person(db, '王芳', { scope: 'all' })
    const work = transaction(db, trx => create({ ...wang, db: trx }, book, { name: '档5', scans: [ids[0]] }))
    expect(await problemsOf(work)).toEqual(['scans field.no_such_file'])
    expect(await rowOf(text)).toMatchObject({ record_id: null })
  })
})
