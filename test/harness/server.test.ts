import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { freshCompanyDatabase } from './server.ts'

test('a fresh company database has the schema, nothing in it, and is nobody else’s', async () => {
  const [one, two] = [await freshCompanyDatabase(), await freshCompanyDatabase()]
  await sql`insert into settings (name, locale, base_currency, time_zone) values ('甲', 'zh', 'CNY', 'Asia/Shanghai')`.execute(
    one.db,
  )
  const count = async ({ db }: typeof one) =>
    (await sql<{ n: number }>`select count(*)::int as n from settings`.execute(db)).rows[0]?.n
  expect([await count(one), await count(two)]).toEqual([1, 0])
})
