import { sql } from 'kysely'
import type { PoolConfig } from 'pg'
import { customer } from '#modules/customers/customer.object.ts'
import { industryOptions, levelOptions } from '#modules/customers/shared.options.ts'
import { sourceOptions } from '#modules/customers/source.options.ts'
import { keysOf } from '#modules/duplicates/match-keys.ts'
import { opportunity } from '#modules/opportunities/opportunity.object.ts'
import { entriesOf } from '#platform/search/entries.ts'
import { type ObjectDefinition, readAddress } from '#platform/objects/index.ts'
import type { BenchCompany } from './company.ts'
import { type Cell, type CopyWriter, openCopy } from './copy-writer.ts'
import { fillMoney, moneyTables } from './fill-money.ts'
import { companyName, mobile, openRandom, opportunityName, type Random } from './made-up.ts'
import { setAside } from './set-aside.ts'

/** The tables that grow with the number of customers. */
export const bigTables = [
  'customers',
  'opportunities',
  'contact_points',
  'match_keys',
  'search_entries',
  'transitions',
  'history_rest',
  ...moneyTables,
]

/** Of so many customers one lies in a pool. */
const pooledOneOf = 20

const begin = Date.UTC(2022, 10, 1)
const end = Date.UTC(2026, 10, 1)
const day = 86_400_000

/**
 * Fills a company with so many customers and so many opportunities, each with its phone, its search entries, its history and its
 * transitions, as if people had typed them over four years. The same number gives the same company.
 */
export async function fill(company: BenchCompany, config: PoolConfig, rows: number): Promise<void> {
  const say = stopwatch()
  // What hangs on a partition belongs to its parent, so history keeps its indexes.
  const putBack = await setAside(
    company.db,
    bigTables.filter(table => table !== 'history_rest'),
  )
  const writers = await openWriters(config)
  const random = openRandom(rows)
  const names = await fillCustomers(writers, company, { random, rows })
  say('customers')
  await fillOpportunities(writers, company, { random, names })
  await Promise.all(Object.values(writers).map(writer => writer.end()))
  say('opportunities')
  await fillMoney(company.db)
  say('contracts to money')
  await putBack()
  await sql`update match_fillings set is_done = true`.execute(company.db)
  say('indexes')
  await company.db.connection().execute(async one => {
    await sql`set statement_timeout = 0`.execute(one)
    await sql`vacuum (analyze)`.execute(one)
  })
  say('vacuum')
}

/** Says on standard error how long each step took: it is a while until the first figures. */
function stopwatch(): (step: string) => void {
  let last = performance.now()
  return step => {
    const now = performance.now()
    console.error(`${step}: ${((now - last) / 1000).toFixed(0)} s`)
    last = now
  }
}

type Writers = Record<
  'customers' | 'opportunities' | 'contact_points' | 'match_keys' | 'search_entries' | 'transitions' | 'history',
  CopyWriter
>

/** The columns that get values. */
const columns: Record<keyof Writers, string> = {
  customers:
    'id created_at created_by_id updated_at name kind level industry source address employees owner_id pool_id pool_cause entered_pool_at previous_owner_id',
  match_keys: 'object record_id kind value near',
  opportunities:
    'id created_at created_by_id updated_at name customer_id pipeline_id stage_id state amount currency opened_on closed_on expected_close_on owner_id',
  contact_points: 'id object record_id field position raw normalised is_primary',
  search_entries: 'object record_id field owner_id haystack tokens',
  transitions: 'id object record_id field from_value to_value at precision recorded_at user_id',
  history: 'id at object record_id user_id actor_kind actor_name verb version',
}

async function openWriters(config: PoolConfig): Promise<Writers> {
  const opened = Object.entries(columns).map(
    async ([table, names]) => [table, await openCopy(config, table, names.split(' '))] as const,
  )
  return Object.fromEntries(await Promise.all(opened)) as Writers
}

interface Customer {
  id: string
  name: string
  ownerId: string
  at: number
}

async function fillCustomers(
  writers: Writers,
  company: BenchCompany,
  { random, rows }: { random: Random; rows: number },
): Promise<Customer[]> {
  const made: Customer[] = []
  const { rows: pools } = await sql<{ id: string }>`select id from pools where object = 'customer'`.execute(company.db)
  for (let n = 0; n < rows; n++) {
    const at = begin + Math.floor(((end - begin) * n) / rows)
    const id = random.id(at)
    // Salespeople differ: the first has about four times as many as the last.
    const ownerId = company.salespersonIds[Math.floor(50 * random.next() ** 1.4)] ?? company.directorId
    const name = companyName(random)
    const phone = mobile(random)
    const isPooled = n % pooledOneOf === 0
    await writers.customers.row({
      ...recordColumns(id, at, ownerId),
      ...(isPooled && {
        owner_id: null,
        pool_id: pools[0]?.id ?? null,
        pool_cause: 'released',
        entered_pool_at: new Date(at + day).toISOString(),
        previous_owner_id: ownerId,
      }),
      name,
      kind: 'company',
      level: random.pick(levelOptions.options),
      industry: random.pick(industryOptions.options),
      source: random.pick(sourceOptions.options),
      address: JSON.stringify(readAddress(name.slice(0, 2))),
      employees: random.below(2000),
    })
    const point = { raw: phone.slice(3), normalised: phone }
    await writers.contact_points.row({
      ...point,
      id: random.id(at),
      object: 'customer',
      record_id: id,
      field: 'phones',
      position: 0,
      is_primary: true,
    })
    const phones = [{ ...point, extension: null, label: null, primary: true }]
    const values = { name, kind: 'company', phones, owner: isPooled ? null : { id: ownerId } }
    for (const { kind, value, near } of keysOf('customer', values))
      await writers.match_keys.row({ object: 'customer', record_id: id, kind, value, near })
    await writeBeside(writers, customer, { id, at, random, ownerId, values, tracked: { owner: ownerId } })
    // Nobody pursues anything with a customer that lies in a pool.
    if (!isPooled) made.push({ id, name, ownerId, at })
  }
  return made
}

async function fillOpportunities(
  writers: Writers,
  company: BenchCompany,
  { random, names }: { random: Random; names: Customer[] },
): Promise<void> {
  const { rows: stages } = await sql<{ id: string; pipeline_id: string; kind: string }>`
    select s.id, s.pipeline_id, s.kind from stages s join pipelines p on p.id = s.pipeline_id order by p.created_at, p.id, s.position`.execute(
    company.db,
  )
  const stateOf: Record<string, string> = {
    open: 'open',
    won: 'won',
    afterWon: 'won',
    lost: 'lost',
    invalid: 'invalid',
  }
  for (const [n] of names.entries()) {
    const at = begin + Math.floor(((end - begin) * n) / names.length)
    // A customer has had time to become one; some have many opportunities, many have none.
    const of = names[Math.floor(n * random.next() ** 1.3)] as Customer
    const id = random.id(at)
    const stage = random.pick(stages)
    const isOver = stage.kind !== 'open'
    const name = opportunityName(random, of.name)
    const amount = random.below(25) === 0 ? null : (Math.round(Math.exp(8 + 4 * random.next()) * 100) / 100).toFixed(2)
    const closed = at + random.below(150) * day
    await writers.opportunities.row({
      ...recordColumns(id, at, of.ownerId),
      name,
      customer_id: of.id,
      pipeline_id: stage.pipeline_id,
      stage_id: stage.id,
      state: stateOf[stage.kind] ?? 'open',
      amount,
      currency: random.below(20) === 0 ? 'USD' : 'CNY',
      opened_on: dayText(at),
      closed_on: isOver ? dayText(closed) : null,
      expected_close_on: dayText(closed),
    })
    const tracked = { stage: stage.id, state: stateOf[stage.kind] ?? 'open', owner: of.ownerId }
    await writeBeside(writers, opportunity, {
      id,
      at,
      random,
      ownerId: of.ownerId,
      values: { name, owner: { id: of.ownerId } },
      tracked,
    })
  }
}

interface Beside {
  id: string
  at: number
  random: Random
  ownerId: string
  values: Record<string, unknown>
  tracked: Record<string, string>
}

/** What stands beside each record: search entries as the platform makes them, its creation in history, the first value of tracked fields. */
async function writeBeside(
  writers: Writers,
  object: ObjectDefinition,
  { id, at, random, ownerId, values, tracked }: Beside,
): Promise<void> {
  const when = new Date(at).toISOString()
  for (const entry of entriesOf(object, id, values)) await writers.search_entries.row({ ...entry })
  const of = { object: object.name, record_id: id, user_id: ownerId }
  await writers.history.row({
    ...of,
    id: random.id(at),
    at: when,
    actor_kind: 'person',
    actor_name: '',
    verb: 'create',
    version: 1,
  })
  for (const [field, value] of Object.entries(tracked))
    await writers.transitions.row({
      ...of,
      id: random.id(at),
      field,
      to_value: value,
      at: when,
      precision: 'instant',
      recorded_at: when,
    })
}

/** What every record has. */
const recordColumns = (id: string, at: number, ownerId: string): Record<string, Cell> => {
  const when = new Date(at).toISOString()
  return { id, created_at: when, updated_at: when, created_by_id: ownerId, owner_id: ownerId }
}

const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10)
