import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { freshCompanyDatabase } from '#test/harness/server.ts'
import { book, makeLibrary, person } from '#test/toy/library.ts'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { Problem } from '../errors.ts'
import type { Filter } from '../objects/index.ts'
import { createMany, find } from '../records/index.ts'
import { count } from './totals.ts'

let db: Database
let people: Awaited<ReturnType<typeof person>>[]

beforeAll(async () => {
  db = (await freshCompanyDatabase()).db
  await makeLibrary(db)
  const li = await person(db, '李')
  const sun = await person(db, '孙')
  const wang = await person(db, '王', { scope: 'team', subordinates: [li.actor.userId, sun.actor.userId] })
  const zhao = await person(db, '赵', { scope: 'all' })
  people = [li, sun, wang, zhao]
  const names = ['北京', '上海', '安徽', 'apple', 'Banana', '重庆', '重庆', 'apple']
  for (const [index, ctx] of people.entries())
    await transaction(db, trx =>
      createMany(
        { ...ctx, db: trx },
        book,
        Array.from({ length: 23 }, (_, n) => ({
          values: {
            name: names[(n * 7 + index) % names.length],
            price: n % 4 === 0 ? null : String((n * 37) % 11),
            rating: n % 3 === 0 ? null : n % 5,
            publishedOn: n % 6 === 0 ? null : `2024-0${1 + (n % 9)}-01`,
            genre: n % 2 ? 'novel' : null,
          },
        })),
      ),
    )
})

const keys = ['name', 'price', 'rating', 'publishedOn', 'genre', 'createdAt', 'number']

it('paging by key gives each record once, in the order of a full sort, for every actor, order and page size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 3 }),
      fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1, maxLength: 3 }),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      async (who, names, directions, limit, isShort) => {
        const ctx = people[who] as (typeof people)[number]
        const sort = names.map((name, index) => `${directions[index] ? '-' : ''}${name}`)
        const ids: string[] = []
        let after: string | undefined
        do {
          const { records, next } = await find(ctx, book, { sort, limit, isShort, ...(after ? { after } : {}) })
          ids.push(...records.map(record => record.id))
          after = next ?? undefined
        } while (after)
        expect(ids).toEqual(await fullSort(who, names, directions))
      },
    ),
    { numRuns: 60 },
  )
})

async function fullSort(who: number, names: string[], directions: boolean[]): Promise<string[]> {
  const owners = who === 2 ? [0, 1, 2] : who === 3 ? [0, 1, 2, 3] : [who]
  const column = {
    name: 'lower(name) collate "zh-x-icu"',
    price: 'price',
    rating: 'rating',
    publishedOn: 'published_on',
    genre: 'genre',
    createdAt: 'created_at',
    number: 'lower(number) collate "zh-x-icu"',
  }
  const parts = names.map(
    (name, index) => `${column[name as keyof typeof column]} ${directions[index] ? 'desc' : 'asc'} nulls last`,
  )
  const { rows } = await sql<{
    id: string
  }>`select id from books where owner_id = any(${owners.map(n => people[n]?.actor.userId)}::uuid[])
    order by ${sql.raw(parts.join(', '))}, id ${sql.raw(directions[0] ? 'desc' : 'asc')}`.execute(db)
  return rows.map(row => row.id)
}

it('filters answer as a plain reading of their words does', async () => {
  const zhao = people[3] as (typeof people)[number]
  const all = (await find(zhao, book, { limit: 200 })).records
  const cases: [Filter, (record: Record<string, unknown>) => boolean][] = [
    [{ field: 'price', op: 'gte', value: '5' }, r => r.price !== null && Number(r.price) >= 5],
    [
      { field: 'price', op: 'between', value: ['2', '4'] },
      r => r.price !== null && Number(r.price) >= 2 && Number(r.price) <= 4,
    ],
    [{ field: 'price', op: 'isNot', value: '5' }, r => Number(r.price) !== 5 || r.price === null],
    [{ not: { field: 'price', op: 'gte', value: '5' } }, r => r.price === null || Number(r.price) < 5],
    [{ field: 'genre', op: 'in', value: ['novel'] }, r => r.genre === 'novel'],
    [{ field: 'genre', op: 'notIn', value: ['novel'] }, r => r.genre !== 'novel'],
    [{ field: 'name', op: 'is', value: 'APPLE' }, r => r.name === 'apple'],
    [{ field: 'name', op: 'contains', value: '重庆' }, r => r.name === '重庆'],
    [{ field: 'name', op: 'contains', value: 'chongq' }, r => r.name === '重庆'],
    [{ field: 'name', op: 'startsWith', value: 'b' }, r => r.name === 'Banana'],
    [
      { field: 'publishedOn', op: 'lt', value: '2024-05-01' },
      r => r.publishedOn !== null && String(r.publishedOn) < '2024-05-01',
    ],
    [{ field: 'rating', op: 'empty' }, r => r.rating === null],
    [
      {
        or: [
          { field: 'rating', op: 'is', value: 1 },
          { field: 'rating', op: 'is', value: 2 },
        ],
      },
      r => r.rating === 1 || r.rating === 2,
    ],
    [{ and: [] }, () => true],
    [{ or: [] }, () => false],
    [{ field: 'owner', op: 'me' }, r => (r.owner as { id: string }).id === zhao.actor.userId],
    [{ field: 'owner.name', op: 'is', value: '李' }, r => (r.owner as { title: string }).title === '李'],
  ]
  for (const [filter, expected] of cases) {
    const found = (await find(zhao, book, { filter, limit: 200 })).records.map(record => record.id)
    expect(found, JSON.stringify(filter)).toEqual(all.filter(expected).map(record => record.id))
    expect((await count(zhao, book, filter)).value).toBe(found.length)
  }
})

it('hostile names, operators and values never reach the statement', async () => {
  const zhao = people[3] as (typeof people)[number]
  const hostile = [
    "'; drop table books; --",
    'name"; select 1',
    '__proto__',
    'constructor',
    'owner.owner.name',
    'id)',
    '"',
    '\u0000',
  ]
  for (const text of hostile) {
    for (const filter of [
      { field: text, op: 'is', value: 'x' },
      { field: 'name', op: text, value: 'x' },
      { field: text, op: 'empty' },
    ] as unknown as Filter[])
      await expect(find(zhao, book, { filter })).rejects.toBeInstanceOf(Problem)
    await expect(find(zhao, book, { sort: [text] })).rejects.toBeInstanceOf(Problem)
    await expect(
      find(zhao, book, { after: Buffer.from(JSON.stringify([[text], text])).toString('base64url') }),
    ).rejects.toBeInstanceOf(Problem)
  }
  expect(
    (await find(zhao, book, { filter: { field: 'name', op: 'is', value: "'; drop table books; --" } })).records,
  ).toEqual([])
})
