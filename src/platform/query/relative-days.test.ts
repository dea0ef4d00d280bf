import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  // Kiritimati is a day ahead of most of UTC's day, so that a day by UTC would be seen.
  company = await openTestCompany({ timeZone: 'Pacific/Kiritimati' })
  const { li } = company.as
  for (const days of [-31, -30, -29, -7, -6, -1, 0, 1, 6, 7, null]) {
    const at =
      days === null
        ? sql`null`
        : sql`((now() at time zone 'Pacific/Kiritimati')::date + ${days}::int + time '00:30') at time zone 'Pacific/Kiritimati'`
    await sql`insert into customers (id, name, owner_id, kind, next_contact_at)
      values (gen_random_uuid(), ${days === null ? 'never' : `d${days}`}, ${li.id}::uuid, 'company', ${at})`.execute(
      company.db,
    )
  }
})

const found = async (op: string, value: unknown): Promise<string[]> => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'nextContactAt', op, value }))
  const { records } = await company.as.li.get(`/api/customers?limit=200&filter=${filter}`)
  return records.map((record: { name: string }) => record.name).sort()
}
const days = (...names: string[]): string[] => names.sort()

test('days are counted from the company’s own today, which is one of them', async () => {
  expect(await found('lastDays', 7)).toEqual(days('d-6', 'd-1', 'd0'))
  expect(await found('lastDays', 1)).toEqual(days('d0'))
  expect(await found('nextDays', 7)).toEqual(days('d0', 'd1', 'd6'))
  expect(await found('olderThanDays', 29)).toEqual(days('d-30', 'd-31'))
  expect(await found('olderThanDays', 30)).toEqual(days('d-31'))
  expect(await found('notForDays', 30)).toEqual(days('d-31', 'never'))
})

test('what is no number of days is refused', async () => {
  for (const value of [0, -1, 1.5, '7', null, [7], 40_000]) {
    const filter = encodeURIComponent(JSON.stringify({ field: 'nextContactAt', op: 'lastDays', value }))
    expect((await company.as.li.get(`/api/customers?filter=${filter}`, 400)).code).toBe('filter.bad_value')
  }
  const onText = encodeURIComponent(JSON.stringify({ field: 'name', op: 'lastDays', value: 7 }))
  expect((await company.as.li.get(`/api/customers?filter=${onText}`, 400)).code).toBe('filter.unknown_operator')
})
