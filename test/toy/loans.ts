import { sql } from 'kysely'
import { freshCompanyDatabase } from '#test/harness/server.ts'
import { type Actor, systemActor } from '#platform/access/actor.ts'
import type { Database } from '#platform/db/server.ts'
import { registerMessages } from '#platform/i18n/index.ts'
import { mergeCatalog } from '#platform/objects/catalog.ts'
import { noOverlay } from '#platform/objects/overlay.ts'
import { choice, currency, date, defineObject, instant, money, owner, text } from '#platform/objects/index.ts'
import { userObject } from '#platform/people/user.object.ts'
import type { Context } from '#platform/records/context.ts'
import { defineReport, type ReportDefinition } from '#platform/reports/define-report.ts'

// A toy: books lent for a fee, in several currencies, by people.
const loan = defineObject({
  name: 'loan',
  plural: 'loans',
  title: 'name',
  owned: true,
  fields: {
    name: text({ required: true }),
    shelf: choice({ options: ['novel', 'history', 'maps'] }),
    fee: money({ currency: 'feeCurrency' }),
    feeCurrency: currency(),
    deposit: money({ currency: 'base' }),
    lentOn: date(),
    returnedAt: instant(),
    owner: owner(),
  },
})

const words = {
  loan: {
    fields: { fee: '费用', lentOn: '借出日', returnedAt: '归还时间' },
    options: { shelf: { novel: '小说', history: '历史', maps: '地图' } },
  },
}

export const report = (changes: Partial<ReportDefinition>): ReportDefinition =>
  defineReport({
    name: 'loans',
    object: 'loan',
    dimensions: [{ name: 'shelf', field: 'shelf' }],
    measures: [
      { name: 'count', kind: 'count' },
      { name: 'fee', kind: 'sum', field: 'fee' },
    ],
    chart: 'bar',
    ...changes,
  })

export const ann = '00000000-0000-7000-8000-00000000000a'
export const bob = '00000000-0000-7000-8000-00000000000b'

/** A company's database with five loans and one in the bin. */
export async function openLoans(): Promise<Database> {
  registerMessages({ zh: words, en: words })
  const { db } = await freshCompanyDatabase()
  await sql`create table loans (id uuid primary key default gen_random_uuid(), version int not null default 1,
    created_at timestamptz not null default now(), created_by_id uuid, updated_at timestamptz not null default now(), deleted_at timestamptz,
    source_system text, external_id text, custom jsonb, name text not null, shelf text, fee numeric(19,4), fee_currency character(3),
    deposit numeric(19,4), lent_on date, returned_at timestamptz, owner_id uuid)`.execute(db)
  await sql`insert into users (id, name) values (${ann}, '安娜'), (${bob}, '波波')`.execute(db)
  await sql`insert into loans (name, shelf, fee, fee_currency, deposit, lent_on, returned_at, owner_id, deleted_at) values
    ('a', 'novel', 1.10, 'CNY', 5, '2024-02-28', '2024-02-29T17:00:00Z', ${ann}, null),
    ('b', 'novel', 2.20, 'USD', 5, '2024-02-29', '2024-03-03T15:59:59Z', ${ann}, null),
    ('c', 'history', 300, 'JPY', null, '2024-03-03', '2024-03-03T16:00:00Z', ${bob}, null),
    ('d', 'history', null, 'USD', 1, '2024-03-04', null, ${bob}, null),
    ('e', null, 0.005, null, 1, null, '2024-12-31T15:59:00Z', ${bob}, null),
    ('gone', 'novel', 999, 'CNY', 999, '2024-03-01', null, ${ann}, now())`.execute(db)
  return db
}

/** Reading as this actor, at noon of 2024-03-10 in Shanghai. */
export const contextIn = (
  db: Database,
  actor: Actor = systemActor('test'),
  changes: Partial<Context['company']> = {},
): Context => ({
  db,
  company: {
    id: ann,
    name: '书馆',
    locale: 'zh',
    baseCurrency: 'CNY',
    timeZone: 'Asia/Shanghai',
    fiscalYearStart: 1,
    weekStart: 1,
    ...changes,
  },
  actor,
  catalog: mergeCatalog([userObject, loan], [], noOverlay),
  behaviour: { objects: {}, actions: [], importing: {}, grants: [] },
  batch: null,
  reason: null,
  locale: 'zh',
  now: () => new Date('2024-03-10T04:00:00Z'),
})
