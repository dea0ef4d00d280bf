import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { freshCompanyDatabase } from '#test/harness/server.ts'
import { company } from '#test/toy/library.ts'
import { systemActor } from '../access/actor.ts'
import { eraseOldBin } from '../bin/erase.ts'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { defineObject, reference, serial, text } from '../objects/index.ts'
import { peopleModule } from '../people/index.ts'
import { assemble } from '../records/assembly.ts'
import { type Context, create, createMany, defineModule, find, get, removeMany, restore } from '../records/index.ts'
import { search } from '../search/search.ts'
import type { NumberLevel } from '../objects/number-pattern.ts'
import { writePattern } from './number-patterns.ts'

// A left-luggage office: each slip has a number, by house where the house has a code.

const house = defineObject({
  name: 'house',
  plural: 'houses',
  title: 'name',
  fields: { name: text({ required: true }), code: text() },
})
const slip = defineObject({
  name: 'slip',
  plural: 'slips',
  title: 'name',
  fields: {
    name: text({ required: true, max: 50 }),
    house: reference('house'),
    number: serial({ prefix: 'S', width: 3, series: { by: 'house', code: 'code' } }),
    second: serial({ prefix: 'X', width: 2, isOptional: true }),
  },
})
const luggage = assemble([peopleModule, defineModule({ name: 'luggage', objects: [house, slip] })])

let db: Database
let clock = '2026-12-31T15:59:00Z'
let versions = 0

beforeAll(async () => {
  db = (await freshCompanyDatabase()).db
  const columns = `id uuid primary key, version integer not null default 1, created_at timestamptz not null default now(), created_by_id uuid,
    updated_at timestamptz not null default now(), deleted_at timestamptz, source_system text, external_id text, custom jsonb, name text not null`
  await sql.raw(`create table houses (${columns}, code text)`).execute(db)
  await sql
    .raw(`create table slips (${columns}, house_id uuid references houses (id), number text, second text)`)
    .execute(db)
  await sql.raw('create unique index slips_number on slips (lower(number))').execute(db)
})

const inside = async <T>(work: (ctx: Context & { db: Database }) => Promise<T>): Promise<T> => {
  luggage.forgetOverlay(company.id)
  return transaction(db, async trx =>
    work(
      (await luggage.contextOf({
        db: trx,
        company,
        actor: systemActor('test'),
        batch: null,
        reason: null,
        locale: 'zh',
        now: () => new Date(clock),
      })) as Context & { db: Database },
    ),
  )
}
const make = async (values: Record<string, unknown> = {}): Promise<{ id: string; number: string }> => {
  const id = await inside(ctx => create(ctx, slip, { name: '箱子', ...values }))
  return { id, number: await numberOf(id) }
}
const numberOf = async (id: string): Promise<string> => (await inside(ctx => get(ctx, slip, id))).number as string
const brought = (...numbers: string[]): Promise<unknown> =>
  inside(ctx =>
    createMany(
      ctx,
      slip,
      numbers.map(number => ({ values: { name: '旧', number } })),
      { history: true },
    ),
  )
const settle = async (...levels: NumberLevel[]): Promise<void> => {
  await inside(ctx => writePattern(ctx, { object: 'slip', field: 'number' }, { levels, isOn: true, version: versions }))
  versions += 1
}
const count = (more: Partial<Extract<NumberLevel, { kind: 'number' }>> = {}): NumberLevel => ({
  kind: 'number',
  start: 1,
  step: 1,
  width: 3,
  reset: 'never',
  ...more,
})

it('sixteen clients at once, some of whom change their mind: no number twice, none left out, together means in a row', async () => {
  const outcome = async (howMany: number, isTakenBack: boolean): Promise<string[] | null> => {
    try {
      return await inside(async ctx => {
        const { ids } = await createMany(
          ctx,
          slip,
          Array.from({ length: howMany }, (_, index) => ({ values: { name: `件 ${index}` } })),
        )
        if (isTakenBack) throw new Error('changed my mind')
        return ids as string[]
      })
    } catch (error) {
      if (isTakenBack) return null
      throw error
    }
  }
  let drawn = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.boolean()), { minLength: 16, maxLength: 16 }),
      async wishes => {
        const made = (await Promise.all(wishes.map(([howMany, isTakenBack]) => outcome(howMany, isTakenBack)))).filter(
          ids => ids !== null,
        )
        for (const ids of made) {
          const own = await Promise.all(ids.map(async id => Number((await numberOf(id)).slice(1))))
          expect(own).toEqual(own.map((_, index) => (own[0] ?? 0) + index))
        }
        drawn += made.flat().length
      },
    ),
    { numRuns: 5 },
  )
  const { rows } = await sql<{ number: string }>`select number from slips order by length(number), number`.execute(db)
  expect(rows.map(row => row.number)).toEqual(
    Array.from({ length: drawn }, (_, index) => `S${String(index + 1).padStart(3, '0')}`),
  )
})

it('a number that was brought along is passed over, and one whose record is in the bin or erased comes never again', async () => {
  await settle({ kind: 'text', text: 'P' }, count())
  await brought('P002', 'p003', 'P005')
  const [first, second] = [await make(), await make()]
  expect([first.number, second.number]).toEqual(['P001', 'P004'])
  await inside(ctx => removeMany(ctx, slip, [second.id]))
  const third = await make()
  expect(third.number).toBe('P006')
  await expect(brought('P004')).resolves.toMatchObject({
    refused: [{ fields: [{ path: 'number', code: 'field.not_unique' }] }],
  })
  await inside(ctx => restore(ctx, slip, second.id))
  expect(await numberOf(second.id)).toBe('P004')

  await brought('P008')
  const { records } = await inside(ctx => find(ctx, slip, { filter: { field: 'number', op: 'is', value: 'P008' } }))
  await inside(ctx => removeMany(ctx, slip, [records[0]?.id ?? '']))
  await sql`insert into settings (name, locale, base_currency, time_zone, bin_days) values ('甲', 'zh', 'CNY', 'Asia/Shanghai', 1)`.execute(
    db,
  )
  await sql`update slips set deleted_at = now() - interval '100 years' where number = 'P008'`.execute(db)
  await inside(ctx => eraseOldBin({ ...ctx, db }))
  expect((await sql`select from slips where number = 'P008'`.execute(db)).rows).toEqual([])
  expect([(await make()).number, (await make()).number]).toEqual(['P007', 'P009'])
})

it('many that were brought along are passed over at once', async () => {
  await settle({ kind: 'text', text: 'M' }, count())
  await brought(...Array.from({ length: 2500 }, (_, index) => `M${String(index + 1).padStart(3, '0')}`))
  expect((await make()).number).toBe('M2501')
})

it('dates are of the day in the company, counts begin anew with their period and nowhere else', async () => {
  const dated = (reset: 'yearly' | 'monthly' | 'daily' | 'never'): NumberLevel[] => [
    { kind: 'text', text: `${reset[0]}-` },
    { kind: 'date', format: 'yyyyMMdd' },
    count({ reset, width: 2 }),
  ]
  const at = async (instant: string): Promise<string> => {
    clock = instant
    return (await make()).number
  }
  // 15:59 in UTC is one minute to midnight in Shanghai.
  const days = ['2026-11-30T15:59:00Z', '2026-12-31T15:59:00Z', '2026-12-31T16:00:00Z', '2027-01-05T00:00:00Z']
  const told: Record<string, string[]> = {}
  for (const reset of ['yearly', 'monthly', 'daily', 'never'] as const) {
    await settle(...dated(reset))
    told[reset] = []
    for (const instant of [...days, days.at(-1) as string]) told[reset].push(await at(instant))
  }
  expect(told).toEqual({
    yearly: ['y-2026113001', 'y-2026123102', 'y-2027010101', 'y-2027010502', 'y-2027010503'],
    monthly: ['m-2026113001', 'm-2026123101', 'm-2027010101', 'm-2027010502', 'm-2027010503'],
    daily: ['d-2026113001', 'd-2026123101', 'd-2027010101', 'd-2027010501', 'd-2027010502'],
    never: ['n-2026113001', 'n-2026123102', 'n-2027010103', 'n-2027010504', 'n-2027010505'],
  })
})

it('a changed pattern acts on the next record; changed back it goes on where it was', async () => {
  await settle({ kind: 'text', text: 'K' }, count({ start: 10, step: 5 }))
  expect([(await make()).number, (await make()).number]).toEqual(['K010', 'K015'])
  await settle({ kind: 'text', text: 'K' }, count({ start: 100, width: 5 }), { kind: 'text', text: '/A' })
  expect((await make()).number).toBe('K00100/A')
  await settle({ kind: 'text', text: 'K' }, count({ start: 1, width: 4 }))
  expect((await make()).number).toBe('K0016')
  await settle({ kind: 'text', text: 'K' }, count({ start: 9998, width: 4 }))
  expect([(await make()).number, (await make()).number, (await make()).number]).toEqual(['K9998', 'K9999', 'K10000'])
})

it('where the number names a house, each house counts for itself; one without a code is told so', async () => {
  const [north, south, bare] = await inside(async ctx => {
    const named = (name: string, code: string | null) => create(ctx, house, { name, code })
    return [await named('北楼', 'N'), await named('南楼', 'S'), await named('空楼', null)]
  })
  const of = async (id: string): Promise<string> => (await make({ house: id })).number
  await settle({ kind: 'series' }, { kind: 'text', text: '-' }, count({ width: 2 }))
  expect([await of(north), await of(south), await of(north), (await make()).number]).toEqual([
    'N-01',
    'S-01',
    'N-02',
    '-01',
  ])
  await expect(of(bare)).rejects.toMatchObject({ status: 409, code: 'number.no_code', params: { record: '空楼' } })
  // One counter for all where the number does not tell the houses apart.
  await settle({ kind: 'text', text: 'H' }, count({ width: 2 }))
  expect([await of(north), await of(south)]).toEqual(['H01', 'H02'])
  expect((await inside(ctx => search(ctx, 'H02'))).map(found => found.title)).toEqual(['箱子'])
})
