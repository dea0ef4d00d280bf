import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { freshCompanyDatabase } from '#test/harness/server.ts'
import { book, contextOf, makeLibrary, person } from '#test/toy/library.ts'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { act, type Context, create, find, get, update } from '../records/index.ts'

let db: Database
let li: Context

beforeAll(async () => {
  db = (await freshCompanyDatabase()).db
  await makeLibrary(db)
  await sql`insert into custom_fields (id, object, type, traits) values
    ('cf_shelf222', 'book', 'text', '{"default": "A1"}'), ('cf_worth222', 'book', 'money', '{}'), ('cf_notes222', 'chapter', 'number', '{}')`.execute(
    db,
  )
  await sql`insert into field_settings (object, field, is_required) values ('book', 'summary', true)`.execute(db)
  const { actor } = await person(db, '李想')
  // As it is after the change: the library's own cache was read before.
  const read = async (): Promise<Context> => ({ ...(await contextOf(db)), actor })
  li = await read()
  for (let tries = 0; tries < 20 && !li.catalog.objects.get('book')?.fields.cf_shelf222; tries++) {
    await new Promise(resolve => setTimeout(resolve, 100))
    li = await read()
  }
})

const inside = <T>(work: (ctx: Context) => Promise<T>): Promise<T> => transaction(db, trx => work({ ...li, db: trx }))

test('a record and its lines bear fields of the company’s own, also when the noun is named as it was declared', async () => {
  const id = await inside(ctx =>
    create(ctx, book, {
      name: '西游记',
      summary: '取经',
      cf_worth222: '1.5万',
      chapters: [{ heading: '第一回', cf_notes222: 3 }, { heading: '第二回' }],
    }),
  )
  const made = await get(li, book, id)
  expect(made).toMatchObject({ cf_shelf222: 'A1', cf_worth222: '15000.00' })
  expect(made.chapters).toMatchObject([
    { heading: '第一回', cf_notes222: 3 },
    { heading: '第二回', cf_notes222: null },
  ])

  const [first, second] = made.chapters as Record<string, unknown>[]
  await inside(ctx =>
    update(
      ctx,
      book,
      id,
      {
        cf_shelf222: null,
        chapters: [
          { ...second, cf_notes222: 9 },
          { ...first, heading: '改' },
        ],
      },
      1,
    ),
  )
  const changed = await get(li, book, id)
  expect(changed).toMatchObject({ cf_shelf222: null, cf_worth222: '15000.00' })
  expect(changed.chapters).toMatchObject([
    { heading: '第二回', cf_notes222: 9 },
    { heading: '改', cf_notes222: 3 },
  ])
  const filter = { field: 'cf_worth222', op: 'between' as const, value: ['1万', '2万'] }
  expect((await find(li, book, { filter, sort: ['-cf_worth222'] })).records.map(one => one.id)).toEqual([id])
})

test('what the company requires holds up a person, not a verb', async () => {
  await expect(inside(ctx => create(ctx, book, { name: '无简介' }))).rejects.toMatchObject({
    fields: [{ path: 'summary', code: 'field.required' }],
  })
  const id = await inside(ctx => create(ctx, book, { name: '有简介', summary: '有' }))
  await sql`update books set summary = null where id = ${id}`.execute(db)
  await inside(ctx => act(ctx, book, id, 'lend', { to: '王芳' }))
  expect(await get(li, book, id)).toMatchObject({ state: 'lent', summary: null })
})
