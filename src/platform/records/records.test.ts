import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { freshCompanyDatabase } from '#test/harness/server.ts'
import { book, makeLibrary, person } from '#test/toy/library.ts'
import { transaction } from '../db/transaction.ts'
import type { Database } from '../db/server.ts'
import { Problem } from '../errors.ts'
import { timeline } from '../history/timeline.ts'
import { search } from '../search/search.ts'
import { describeCatalog } from './describe.ts'
import { actMany } from './act.ts'
import {
  act,
  type Context,
  create,
  createMany,
  defineActionOnMany,
  find,
  get,
  removeMany,
  restore,
  update,
} from './index.ts'
import { updateMany } from './update.ts'

let db: Database
let li: Awaited<ReturnType<typeof person>>
let wang: Awaited<ReturnType<typeof person>>
let zhao: Awaited<ReturnType<typeof person>>

beforeAll(async () => {
  db = (await freshCompanyDatabase()).db
  await makeLibrary(db)
  li = await person(db, '李想')
  wang = await person(db, '王芳', { scope: 'team', subordinates: [li.actor.userId] })
  zhao = await person(db, '赵强')
})

const inside = <T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> =>
  transaction(db, trx => work({ ...ctx, db: trx }))
const make = (ctx: Context, values: Record<string, unknown>): Promise<string> =>
  inside(ctx, trx => create(trx, book, values))
const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Problem)) throw error
  return error
}
const codes = (problem: Problem): string[] => problem.fields.map(field => `${field.path} ${field.code}`)

describe('creating', () => {
  it('gives back what was written, in normal form', async () => {
    const id = await make(li, {
      name: '  红楼梦 ',
      price: '1.2万',
      currency: 'cny',
      rating: 4.5,
      publishedOn: '1791-01-01',
      genre: 'novel',
      phones: [{ raw: '138 0013 8000' }, '010-88886666-12'],
      emails: ['LI@Example.com'],
      chapters: [{ heading: '第一回', pages: 12 }, { heading: '第二回' }],
    })
    const made = await get(li, book, id)
    expect(made).toMatchObject({
      number: 'B0001',
      name: '红楼梦',
      price: '12000.00',
      currency: 'CNY',
      rating: 4.5,
      publishedOn: '1791-01-01',
      genre: 'novel',
      state: 'in',
      version: 1,
      owner: { id: li.actor.userId, title: '李想' },
      isbn: null,
      series: null,
      can: ['update', 'remove', 'lend', 'reclassify'],
    })
    expect(made.phones).toMatchObject([
      { raw: '138 0013 8000', normalised: '+8613800138000', primary: true },
      { raw: '010-88886666-12', normalised: '+861088886666', extension: '12', primary: false },
    ])
    expect(made.chapters).toMatchObject([
      { heading: '第一回', pages: 12 },
      { heading: '第二回', pages: null },
    ])
  })

  it('names every problem at once and writes nothing', async () => {
    const before = await find(li, book, { limit: 200 })
    const problem = await problemOf(
      make(li, {
        name: ' ',
        price: 'viel',
        genre: 'cooking',
        publishedOn: '2023-02-30',
        colour: 'red',
        state: 'lost',
        chapters: [{ pages: 0 }],
      }),
    )
    expect(problem.status).toBe(422)
    expect(codes(problem).sort()).toEqual([
      'chapters.0.heading field.required',
      'chapters.0.pages field.too_small',
      'colour field.unknown',
      'genre field.unknown_option',
      'name field.required',
      'price field.not_number',
      'publishedOn field.no_such_day',
      'state field.set_by_verb',
    ])
    expect(await find(li, book, { limit: 200 })).toEqual(before)
  })

  it('keeps what is set at creation until a verb changes it', async () => {
    const id = await make(li, { name: '来历', acquiredBy: 'given' })
    expect(codes(await problemOf(inside(li, trx => update(trx, book, id, { acquiredBy: 'bought' }))))).toEqual([
      'acquiredBy field.set_at_creation',
    ])
    // Not even to be emptied, and not when it never was said.
    const unsaid = await make(li, { name: '来历不明' })
    for (const [which, value] of [
      [id, null],
      [unsaid, 'given'],
    ] as const)
      expect(codes(await problemOf(inside(li, trx => update(trx, book, which, { acquiredBy: value }))))).toEqual([
        'acquiredBy field.set_at_creation',
      ])
    expect(await get(li, book, id)).toMatchObject({ acquiredBy: 'given', version: 1 })
    await inside(li, trx => act(trx, book, id, 'reclassify', { acquiredBy: 'bought' }))
    expect(await get(li, book, id)).toMatchObject({ acquiredBy: 'bought', version: 2 })
    const described = describeCatalog(li).find(one => one.name === 'book')?.fields ?? []
    const field = (name: string) => described.find(one => one.name === name)
    expect(field('acquiredBy')).toMatchObject({ setBy: 'creation', isEditable: false, isAskedWhenNew: true })
    expect(field('genre')).toMatchObject({ isEditable: true, isAskedWhenNew: true })
    expect(field('state')).toMatchObject({ isEditable: false, isAskedWhenNew: false })
  })

  it('refuses a value that another living record has, whatever its case', async () => {
    await make(li, { name: '一', isbn: 'ISBN-x' })
    expect(codes(await problemOf(make(zhao, { name: '二', isbn: 'isbn-X' })))).toEqual(['isbn field.not_unique'])
  })

  it('makes the sound ones of many and says why not the others', async () => {
    const { ids, refused } = await inside(li, trx =>
      createMany(trx, book, [
        { values: { name: '甲' } },
        { values: {} },
        { values: { name: '乙', isbn: 'q' } },
        { values: { name: '丙', isbn: 'Q' } },
      ]),
    )
    expect(ids.map(id => id !== null)).toEqual([true, false, true, false])
    expect(refused.map(({ index, fields }) => [index, fields[0]?.code])).toEqual([
      [1, 'field.required'],
      [3, 'field.not_unique'],
    ])
  })

  it('never gives a number twice to concurrent makers', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => make(li, { name: `同时 ${index}` })))
    const numbers = await Promise.all(ids.map(async id => (await get(li, book, id)).number))
    expect(new Set(numbers).size).toBe(20)
  })

  it('does not let a person make records for somebody else', async () => {
    expect(codes(await problemOf(make(li, { name: '别人的', owner: zhao.actor.userId })))).toEqual([
      'owner field.owner_out_of_scope',
    ])
  })
})

describe('scope', () => {
  it('shows own records to their owner and his superior, and to nobody else', async () => {
    const id = await make(li, { name: '李的书' })
    expect((await get(li, book, id)).name).toBe('李的书')
    expect((await get(wang, book, id)).name).toBe('李的书')
    expect((await problemOf(get(zhao, book, id))).status).toBe(404)
    expect((await problemOf(inside(zhao, trx => update(trx, book, id, { name: '偷' })))).status).toBe(404)
    expect((await problemOf(inside(zhao, trx => act(trx, book, id, 'lend', { to: '我' })))).status).toBe(404)
    expect((await problemOf(inside(zhao, trx => removeMany(trx, book, [id])))).status).toBe(404)
    expect((await problemOf(timeline(zhao, book, id))).status).toBe(404)
    expect((await find(zhao, book, { limit: 200 })).records.map(record => record.id)).not.toContain(id)
    expect((await search(zhao, '李的书')).map(result => result.id)).not.toContain(id)
    expect((await search(wang, '李的书')).map(result => result.id)).toContain(id)
    expect((await get(li, book, id)).version).toBe(1)
  })

  it('hides a field everywhere: reading, filter, sort, search, history, writing', async () => {
    const blind = await person(db, '盲', {
      hidden: ['book.phones', 'book.price', 'book.name'],
      grants: { 'book.*': 'all' },
    })
    const id = await make(li, { name: '藏宝图', price: '7654321', phones: ['13900001234'] })
    await inside(li, trx => update(trx, book, id, { price: '7654322', rating: 3 }))
    const seen = await get(blind, book, id)
    for (const field of ['phones', 'price', 'name']) expect(seen).not.toHaveProperty(field)
    for (const filter of [
      { field: 'price', op: 'is', value: '7654322' },
      { field: 'phones', op: 'notEmpty' },
    ] as const)
      expect((await problemOf(find(blind, book, { filter }))).code).toBe('filter.unknown_field')
    expect((await problemOf(find(blind, book, { sort: ['-price'] }))).code).toBe('sort.unknown_field')
    expect(await search(blind, '藏宝图')).toEqual([])
    expect(await search(blind, '1234')).toEqual([])
    expect(JSON.stringify(await timeline(blind, book, id))).not.toContain('765432')
    expect(codes(await problemOf(inside(blind, trx => update(trx, book, id, { price: '1' }))))).toEqual([
      'price field.unknown',
    ])
  })

  it('refuses what one may see but not do, and changes nothing', async () => {
    const reader = await person(db, '读者', { grants: { 'book.read': 'all' } })
    const id = await make(li, { name: '只读' })
    expect((await get(reader, book, id)).can).toEqual([])
    expect((await problemOf(inside(reader, trx => update(trx, book, id, { name: '改' })))).status).toBe(403)
    expect((await problemOf(make(reader, { name: '新' }))).status).toBe(403)
    expect(await get(li, book, id)).toMatchObject({ name: '只读', version: 1 })
  })
})

describe('changing', () => {
  it('keeps who changed what from what to what', async () => {
    const id = await make(li, { name: '旧', rating: 1, phones: ['13800000001'] })
    await inside(wang, trx => update(trx, book, id, { name: '新', phones: ['13800000002'] }, 1))
    const { entries } = await timeline(li, book, id)
    expect(entries.map(entry => [entry.verb, entry.by?.title])).toEqual([
      ['update', '王芳'],
      ['create', '李想'],
    ])
    expect(entries[0]?.changes.find(change => change.field === 'name')).toEqual({
      field: 'name',
      before: '旧',
      after: '新',
    })
    expect(entries[1]?.changes).toEqual([])
    expect((await search(li, '0002')).map(result => result.id)).toContain(id)
    expect((await search(li, '0001')).map(result => result.id)).not.toContain(id)
  })

  it('lets two people change different fields, and stops the second at the same one, telling both values', async () => {
    const id = await make(li, { name: '二人', rating: 1 })
    await inside(wang, trx => update(trx, book, id, { rating: 2 }, 1))
    await inside(li, trx => update(trx, book, id, { name: '李改' }, 1))
    const problem = await problemOf(inside(li, trx => update(trx, book, id, { rating: 5 }, 1)))
    expect([problem.status, problem.code]).toEqual([409, 'version_conflict'])
    expect(codes(problem)).toEqual(['rating field.changed_meanwhile'])
    expect(problem.details).toMatchObject({ current: { rating: 2, version: 3 } })
    expect(await get(li, book, id)).toMatchObject({ name: '李改', rating: 2 })
  })

  it('writes nothing when nothing changed', async () => {
    const id = await make(li, { name: '不变', price: '5', phones: ['13800000003'] })
    const before = await get(li, book, id)
    await inside(li, trx =>
      update(trx, book, id, { name: '不变 ', price: '5.00', phones: ['13800000003'], owner: before.owner }, 1),
    )
    expect(await get(li, book, id)).toEqual(before)
  })

  it('refuses a circle', async () => {
    const a = await make(li, { name: '上' })
    const b = await make(li, { name: '中', series: a })
    const c = await make(li, { name: '下', series: b })
    expect(codes(await problemOf(inside(li, trx => update(trx, book, a, { series: c }))))).toEqual([
      'series field.circle',
    ])
    expect(codes(await problemOf(inside(li, trx => update(trx, book, a, { series: a }))))).toEqual([
      'series field.circle',
    ])
  })

  it('does not refer to what the writer may not see', async () => {
    const hidden = await make(zhao, { name: '赵的' })
    expect(codes(await problemOf(make(li, { name: '猜', series: hidden })))).toEqual(['series field.no_such_record'])
  })

  it('keeps, changes, adds and removes lines by their ids', async () => {
    const id = await make(li, { name: '章', chapters: [{ heading: '甲' }, { heading: '乙' }, { heading: '丙' }] })
    const [first, , third] = (await get(li, book, id)).chapters as { id: string }[]
    await inside(li, trx =>
      update(trx, book, id, {
        chapters: [{ id: third?.id, heading: '丙改' }, { heading: '丁' }, { id: first?.id, heading: '甲' }],
      }),
    )
    const after = (await get(li, book, id)).chapters as { id: string; heading: string }[]
    expect(after.map(line => line.heading)).toEqual(['丙改', '丁', '甲'])
    expect([after[0]?.id, after[2]?.id]).toEqual([third?.id, first?.id])
  })
})

describe('verbs', () => {
  it('change state, tell history and leave a transition and an event', async () => {
    const id = await make(li, { name: '借' })
    await inside(li, trx => act(trx, book, id, 'lend', { to: '孙' }))
    expect(await get(li, book, id)).toMatchObject({
      state: 'lent',
      version: 2,
      can: ['update', 'remove', 'reclassify'],
    })
    const { entries } = await timeline(li, book, id)
    expect(entries[0]).toMatchObject({ verb: 'lend', reason: 'to 孙' })
    const { rows } = await sql<{ from_value: string; to_value: string; precision: string }>`
      select from_value, to_value, precision from transitions where record_id = ${id} and field = 'state' order by recorded_at`.execute(
      db,
    )
    expect(rows).toMatchObject([
      { from_value: null, to_value: 'in' },
      { from_value: 'in', to_value: 'lent', precision: 'instant' },
    ])
    const events = await sql<{
      name: string
    }>`select name from outbox where record_id = ${id} order by created_at, id`.execute(db)
    expect(events.rows.map(row => row.name)).toEqual(['book.created', 'book.lent'])
  })

  it('happen once when two ask at the same time', async () => {
    const id = await make(li, { name: '抢' })
    const results = await Promise.allSettled(
      [1, 2, 3, 4].map(n => inside(li, trx => act(trx, book, id, 'lend', { to: `${n}` }))),
    )
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1)
    expect(await get(li, book, id)).toMatchObject({ version: 2 })
  })

  it('that do many together refuse by themselves those that stand elsewhere; the others are done', async () => {
    const lend = li.behaviour.actions.find(({ definition }) => definition.verb === 'lend')?.definition
    if (!lend) throw new Error('there is no verb lend')
    const lendAll = defineActionOnMany(lend, async (ctx, books) => {
      const changes = books.map(({ id }) => ({ id, values: { state: 'lent', lentAt: ctx.now().toISOString() } }))
      await updateMany(ctx, book, changes, { verb: 'lend', writing: 'byVerb', event: 'book.lent' })
      return new Map()
    })
    const together = { ...li, behaviour: { ...li.behaviour, actions: [lendAll] } }
    const [free, lent, other] = [
      await make(li, { name: '在' }),
      await make(li, { name: '借出' }),
      await make(li, { name: '也在' }),
    ]
    await inside(li, trx => act(trx, book, lent, 'lend', { to: '孙' }))
    const refused = await inside(together, trx => actMany(trx, book, [free, lent, other], 'lend', { to: '钱' }))
    expect([...refused].map(([id, { status, code }]) => [id, status, code])).toEqual([[lent, 409, 'verb_not_possible']])
    for (const id of [free, lent, other]) expect(await get(li, book, id)).toMatchObject({ state: 'lent', version: 2 })
    const back = await make(li, { name: '又在' })
    const wrong = await inside(together, trx => actMany(trx, book, [back], 'lend', {}))
    expect([...wrong.values()].flatMap(codes)).toEqual(['to field.required'])
    expect(await get(li, book, back)).toMatchObject({ state: 'in', version: 1 })
  })

  it('ask for what they need', async () => {
    const id = await make(li, { name: '问' })
    expect(codes(await problemOf(inside(li, trx => act(trx, book, id, 'lend', {}))))).toEqual(['to field.required'])
  })
})

describe('the bin', () => {
  it('takes a record out of lists, search and unique values, and gives it back', async () => {
    const id = await make(li, { name: '进垃圾桶', isbn: 'bin-1' })
    await inside(li, trx => removeMany(trx, book, [id]))
    expect((await problemOf(get(li, book, id))).status).toBe(404)
    expect(await search(li, '进垃圾桶')).toEqual([])
    expect((await find(li, book, { inBin: true, limit: 200 })).records.map(record => record.id)).toContain(id)
    const twin = await make(li, { name: '同号', isbn: 'bin-1' })
    expect(codes(await problemOf(inside(li, trx => restore(trx, book, id))))).toEqual(['isbn field.not_unique'])
    await inside(li, trx => removeMany(trx, book, [twin]))
    await inside(li, trx => restore(trx, book, id))
    expect((await search(li, '进垃圾桶')).map(result => result.id)).toEqual([id])
  })

  it('refuses what others refer to', async () => {
    const a = await make(li, { name: '被引用' })
    await make(li, { name: '引用者', series: a })
    expect((await problemOf(inside(li, trx => removeMany(trx, book, [a])))).code).toBe('record_in_use')
  })
})
