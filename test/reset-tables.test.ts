import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { resetNouns, resetTables } from '#platform/reset/reset-tables.ts'
import { openTestCompany } from './harness/company.ts'

test('of every table of a company it is said whether a reset empties it, sifts it or leaves it', async () => {
  const { id, db, companies } = await openTestCompany()
  const { company } = await companies.open(id)
  const ctx = await companies.contextOf({
    db,
    company,
    actor: systemActor('test'),
    batch: null,
    reason: null,
    locale: 'zh',
    now: () => new Date(),
  })
  const { goes, asked, stays } = resetNouns(ctx.catalog)
  expect(stays.map(noun => noun.name).sort()).toEqual([
    'assignmentRule',
    'department',
    'exchangeRate',
    'legalEntity',
    'opportunityRule',
    'ownershipLimit',
    'pipeline',
    'pool',
    'seal',
    'sizeBand',
    'tag',
    'taxRate',
    'user',
  ])
  expect(asked.map(noun => noun.name).sort()).toEqual(['priceList', 'product', 'productCategory', 'supplier'])
  const { emptied, sifted, kept } = resetTables(ctx.catalog, goes)
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'company' and c.relkind in ('r', 'p') and not c.relispartition order by 1`.execute(db)
  expect(rows.length).toBeGreaterThan(50)
  expect([...emptied, ...sifted, ...kept].sort()).toEqual(rows.map(row => row.name))
})
