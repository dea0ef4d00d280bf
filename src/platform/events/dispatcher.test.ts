import { sql } from 'kysely'
import { pino } from 'pino'
import { beforeAll, expect, it } from 'vitest'
import { freshCompanyDatabase } from '#test/harness/server.ts'
import { book, company, libraryModule, makeLibrary, person } from '#test/toy/library.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { peopleModule } from '../people/index.ts'
import { assemble } from '../records/assembly.ts'
import { act, create, defineModule } from '../records/index.ts'
import { openDispatcher } from './dispatcher.ts'

let db: Database
let li: Awaited<ReturnType<typeof person>>
let isBroken = false

/** A librarian's notebook: written down after a book was lent. */
const notebook = defineModule({
  name: 'notebook',
  objects: [],
  subscribers: [
    {
      name: 'notebook.write',
      event: 'book.lent',
      handle: async (ctx, event) => {
        await sql`insert into notes (book) values (${event.recordId}::uuid)`.execute(ctx.db)
        if (isBroken) throw new Error('the pencil broke')
      },
    },
    {
      name: 'notebook.count',
      event: 'book.lent',
      handle: async ctx => void (await sql`update lent_count set n = n + 1`.execute(ctx.db)),
    },
  ],
})

beforeAll(async () => {
  db = (await freshCompanyDatabase()).db
  await makeLibrary(db)
  await sql`create table notes (book uuid not null)`.execute(db)
  await sql`create table lent_count (n integer not null)`.execute(db)
  await sql`insert into lent_count values (0)`.execute(db)
  li = await person(db, '李')
})

const dispatcher = () =>
  openDispatcher({
    companies: { open: async () => ({ db, company }), list: async () => [] } as unknown as Companies,
    assembly: assemble([peopleModule, libraryModule, notebook]),
    log: pino({ level: 'silent' }),
  })

const lend = (): Promise<string> =>
  transaction(db, async trx => {
    const id = await create({ ...li, db: trx }, book, { name: '借出' })
    await act({ ...li, db: trx }, book, id, 'lend', { to: '孙' })
    return id
  })

const notes = async (id: string): Promise<number> =>
  Number((await sql<{ n: string }>`select count(*) as n from notes where book = ${id}::uuid`.execute(db)).rows[0]?.n)
const counted = async (): Promise<number> =>
  (await sql<{ n: number }>`select n from lent_count`.execute(db)).rows[0]?.n ?? -1

it('tells each event once to each subscriber, however many dispatchers there are', async () => {
  const before = await counted()
  const ids = await Promise.all(Array.from({ length: 12 }, lend))
  await Promise.all([1, 2, 3].map(() => dispatcher().drain(company.id)))
  for (const id of ids) expect(await notes(id)).toBe(1)
  expect(await counted()).toBe(before + ids.length)
})

it('says nothing of what was rolled back', async () => {
  const before = await counted()
  await transaction(db, async trx => {
    const id = await create({ ...li, db: trx }, book, { name: '反悔' })
    await act({ ...li, db: trx }, book, id, 'lend', { to: '孙' })
    throw new Error('changed my mind')
  }).catch((error: Error) => expect(error.message).toBe('changed my mind'))
  await dispatcher().drain(company.id)
  expect(await counted()).toBe(before)
})

it('tries again what failed, without its half-done effect and without repeating what went well', async () => {
  const before = await counted()
  isBroken = true
  const id = await lend()
  await dispatcher().drain(company.id)
  expect(await notes(id)).toBe(0)
  expect(await counted()).toBe(before + 1)
  const { rows } = await sql<{ attempts: number; error: string; done_at: string | null }>`
    select attempts, error, done_at from outbox where record_id = ${id}::uuid and name = 'book.lent'`.execute(db)
  expect(rows).toMatchObject([{ attempts: 1, error: 'the pencil broke', done_at: null }])
  isBroken = false
  await sql`update outbox set next_at = now() where done_at is null`.execute(db)
  await dispatcher().drain(company.id)
  expect(await notes(id)).toBe(1)
  expect(await counted()).toBe(before + 1)
})
