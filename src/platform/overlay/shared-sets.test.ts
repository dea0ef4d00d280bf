import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestCompany } from '#test/harness/company.ts'

const migration = new URL('../../../db/migrations/0008_overlay.sql', import.meta.url)

test('what was changed of the sources of customers and of opportunities is changed of the shared set', async () => {
  const { db, as } = await openTestCompany()
  await sql`insert into choice_options (object, field, id, label_zh, label_en, is_retired, position) values
    ('customer', 'source', 'promotion', '促销会', null, false, 1), ('customer', 'source', 'fair', '展会', 'Fair', false, 0),
    ('customer', 'source', 'visit', null, null, true, 2), ('customer', 'source', 'referral', null, null, true, 3),
    ('opportunity', 'source', 'promotion', '别的叫法', 'Promo', false, 0), ('opportunity', 'source', 'visit', null, null, false, 1),
    ('opportunity', 'source', 'partner', '渠道', null, true, 2), ('customer', 'level', 'a', '金', null, false, 0)`.execute(
    db,
  )
  const [moving] = (await readFile(migration, 'utf8')).split('\n-- What the company says of a field')
  for (const statement of (moving ?? '').split(';\n'))
    if (/insert|delete/.test(statement)) await sql.raw(statement).execute(db)

  // Nothing told this process of it; it looks for itself.
  const labels = async (): Promise<unknown> =>
    (await as.chen.get('/api/options/sets/source')).options.map((one: { labelZh: unknown }) => one.labelZh)
  await expect.poll(labels).toContain('促销会')
  const { options } = await as.chen.get('/api/options/sets/source')
  const known = (id: string) => options.find((one: { id: string }) => one.id === id)
  // The customer's words win; what one of both still offers is offered; what only one had has its own word.
  expect(known('promotion')).toMatchObject({ labelZh: '促销会', labelEn: 'Promo', isRetired: false })
  expect(known('visit')).toMatchObject({ isRetired: false })
  expect(known('referral')).toMatchObject({ isRetired: true })
  expect(known('partner')).toMatchObject({ labelZh: '渠道', isRetired: true })
  const order = options
    .map((one: { id: string }) => one.id)
    .filter((id: string) => ['fair', 'promotion', 'visit', 'referral', 'partner'].includes(id))
  expect(order).toEqual(['fair', 'promotion', 'visit', 'referral', 'partner'])
  const { rows } = await sql<{
    object: string
    field: string
  }>`select distinct object, field from choice_options order by 1, 2`.execute(db)
  expect(rows).toEqual([
    { object: 'customer', field: 'level' },
    { object: 'sets', field: 'source' },
  ])
})
