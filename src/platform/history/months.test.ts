import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { freshCompanyDatabase } from '#test/harness/server.ts'
import { prepareMonths } from './months.ts'

const partitions = async (db: Parameters<typeof prepareMonths>[0]): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'history'::regclass order by 1`.execute(db)
  return rows.map(row => row.name)
}

it('this month and the two to come have a partition each, over the end of a year too, however often it is asked', async () => {
  const { db } = await freshCompanyDatabase()
  await prepareMonths(db, new Date('2031-12-31T23:30:00Z'))
  await prepareMonths(db, new Date('2031-12-31T23:40:00Z'))
  expect(await partitions(db)).toEqual(['history_2031_12', 'history_2032_01', 'history_2032_02', 'history_rest'])
})

it('a month that has begun in the rest stays there, the next has its own', async () => {
  const { db } = await freshCompanyDatabase()
  await sql`insert into history (id, at, object, record_id, actor_kind, actor_name, verb, version)
    values (gen_random_uuid(), '2031-05-05', 'customer', gen_random_uuid(), 'system', 'test', 'create', 1)`.execute(db)
  await prepareMonths(db, new Date('2031-05-20T00:00:00Z'))
  expect(await partitions(db)).toEqual(['history_2031_06', 'history_2031_07', 'history_rest'])
})
