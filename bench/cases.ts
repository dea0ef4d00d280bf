import { sql } from 'kysely'
import type { Database } from '#platform/db/server.ts'
import type { Who } from './company.ts'
import { companyName, mobile, openRandom, searchWords } from './made-up.ts'

/** One thing that people do all day, as a request and, where it is one query, as the least SQL that could answer it. */
export interface BenchCase {
  name: string
  /** A path, another one each time where people ask for another thing each time. */
  path(): string
  /** What is sent along; without it one only asks. */
  body?(): unknown
  /** The bare query against which it is held; it does nothing that the screen does not need. */
  floor?: { text: string; values: unknown[] }
}

/** Each claim takes a customer out of the pool; a small company has too few to be measured by. */
const enoughToClaim = 4000

const fields = 'name,level,industry,phones,address,owner,createdAt'

/** What one person does. */
export async function casesOf(db: Database, who: Who, userId: string): Promise<BenchCase[]> {
  const isAll = who === 'director'
  const own = (alias: string): string => (isAll ? 'true' : `${alias}.owner_id = '${userId}'`)
  const { rows } = await sql<{ id: string }>`
    select id from customers tablesample bernoulli (10) where ${isAll ? sql`true` : sql`owner_id = ${userId}::uuid`} limit 500`.execute(
    db,
  )
  const { rows: pooled } = await sql<{ id: string }>`
    select id from customers where pool_id is not null and deleted_at is null order by md5(id::text || ${who}) limit 50000`.execute(
    db,
  )
  const random = openRandom(11)
  const someId = (): string => random.pick(rows).id
  const page = `select id, name, level, industry, address, owner_id, created_at from customers c where deleted_at is null and ${own('c')}`
  return [
    {
      name: 'list, newest',
      path: () => `/api/customers?limit=50&fields=${fields}`,
      floor: { text: `${page} order by created_at desc, id desc limit 50`, values: [] },
    },
    {
      name: 'list, by name',
      path: () => `/api/customers?limit=50&sort=name&fields=${fields}`,
      floor: { text: `${page} order by lower(name) collate "zh-x-icu", id limit 50`, values: [] },
    },
    {
      name: 'list, level A',
      path: () =>
        `/api/customers?limit=50&fields=${fields}&filter=${encodeURIComponent('{"field":"level","op":"in","value":["a"]}')}`,
      floor: { text: `${page} and level = 'a' order by created_at desc, id desc limit 50`, values: [] },
    },
    {
      name: 'get',
      path: () => `/api/customers/${someId()}`,
      floor: { text: 'select * from customers where id = $1', values: [someId()] },
    },
    {
      name: 'search, two characters',
      path: () => `/api/search?q=${encodeURIComponent(searchWords(random))}`,
      floor: {
        text: `select record_id from search_entries e where tokens @> $1 and ${own('e')} limit 8`,
        values: [['华鑫']],
      },
    },
    {
      name: 'stage sums',
      path: () => '/api/reports/opportunitiesByStage',
      floor: {
        text: `select stage_id, currency, count(*), sum(amount) from opportunities o where deleted_at is null and ${own('o')} group by 1, 2`,
        values: [],
      },
    },
    {
      name: 'board',
      path: () => '/api/opportunities/board',
      floor: {
        text: `select stage_id, currency, count(*), sum(amount) from opportunities o where deleted_at is null and ${own('o')} group by 1, 2`,
        values: [],
      },
    },
    { name: 'customer page', path: () => `/api/customers/${someId()}/page` },
    {
      name: 'duplicate check',
      path: () => '/api/duplicates/check',
      body: () => ({ object: 'customer', name: companyName(random), phones: [mobile(random)] }),
    },
    {
      name: 'follow-up',
      path: () => '/api/activities',
      body: () => ({
        customer: someId(),
        method: 'phone',
        content: '电话沟通了需求,下周看样',
        nextContactAt: inDays(3),
      }),
    },
    { name: 'account', path: () => `/api/customers/${someId()}/account` },
    {
      name: 'due within 30 days',
      path: () =>
        `/api/collection-plans?limit=50&sort=dueOn&filter=${encodeURIComponent('{"and":[{"field":"state","op":"in","value":["pending","partial"]},{"field":"standing","op":"in","value":["live"]},{"field":"dueOn","op":"nextDays","value":30}]}')}`,
    },
    {
      name: 'contracts, newest',
      path: () => '/api/contracts?limit=50&fields=name,number,customer,amount,outstanding,state,owner',
    },
    { name: 'forecast', path: () => '/api/opportunities/forecast' },
    { name: 'workbench', path: () => '/api/workbench' },
    { name: 'workbench of the team', path: () => '/api/workbench?lens=team' },
    ...(pooled.length < enoughToClaim
      ? []
      : [{ name: 'claim', path: () => `/api/customers/${pooled.pop()?.id}/claim`, body: () => ({}) }]),
  ]
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
