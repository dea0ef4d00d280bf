import { sql } from 'kysely'
import type { Database } from '#platform/db/server.ts'
import type { Who } from './company.ts'
import { openRandom, searchWords } from './made-up.ts'

/** One thing that people do all day, as a request and as the least SQL that could answer it. */
export interface BenchCase {
  name: string
  /** A path, another one each time where people ask for another thing each time. */
  path(): string
  /** The bare query against which it is held; it does nothing that the screen does not need. */
  floor: { text: string; values: unknown[] }
}

const fields = 'name,level,industry,phones,address,owner,createdAt'

/** What one person does. */
export async function casesOf(db: Database, who: Who, userId: string): Promise<BenchCase[]> {
  const isAll = who === 'director'
  const own = (alias: string): string => (isAll ? 'true' : `${alias}.owner_id = '${userId}'`)
  const { rows } = await sql<{ id: string }>`
    select id from customers tablesample bernoulli (10) where ${isAll ? sql`true` : sql`owner_id = ${userId}::uuid`} limit 500`.execute(
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
  ]
}
