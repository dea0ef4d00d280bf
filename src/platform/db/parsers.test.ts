import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testServer } from '#test/harness/server.ts'

test('values come out of PostgreSQL without losing anything', async () => {
  const { pools } = await testServer()
  const { rows } = await sql`select
    12.50::numeric as money, '0.00000001'::numeric(20, 8) as small, '{1.10,NULL,-3}'::numeric[] as moneys,
    9007199254740991::int8 as safe, 9007199254740993::int8 as unsafe, '{1,9007199254740993}'::int8[] as integers,
    date '2024-02-29' as day, '{2024-12-31,NULL}'::date[] as days,
    timestamptz '2024-03-10 02:30:00+08' as instant, timestamptz '2024-03-10 02:30:00.123456+08' as fine,
    '{2024-03-10 02:30:00.5+08}'::timestamptz[] as instants,
    null::date as nothing, true as yes, '{"a":[1]}'::jsonb as json, 0.1::float8 as float`.execute(pools.control())
  expect(rows[0]).toEqual({
    money: '12.50',
    small: '0.00000001',
    moneys: ['1.10', null, '-3'],
    safe: 9007199254740991,
    unsafe: '9007199254740993',
    integers: [1, '9007199254740993'],
    day: '2024-02-29',
    days: ['2024-12-31', null],
    instant: '2024-03-09T18:30:00.000Z',
    fine: '2024-03-09T18:30:00.123456Z',
    instants: ['2024-03-09T18:30:00.500Z'],
    nothing: null,
    yes: true,
    json: { a: [1] },
    float: 0.1,
  })
})

test('what comes out goes in again unchanged', async () => {
  const { pools } = await testServer()
  const { rows } = await sql<{ instant: string; day: string }>`
    select ${'2024-03-09T18:30:00.123456Z'}::timestamptz as instant, ${'2024-02-29'}::date as day`.execute(
    pools.control(),
  )
  expect(rows[0]).toEqual({ instant: '2024-03-09T18:30:00.123456Z', day: '2024-02-29' })
})
