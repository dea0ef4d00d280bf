import { sql } from 'kysely'
import type { PoolConfig } from 'pg'
import { customer } from '#modules/customers/customer.object.ts'
import { opportunity } from '#modules/opportunities/opportunity.object.ts'
import { entriesOf } from '#platform/search/entries.ts'
import type { ObjectDefinition } from '#platform/objects/index.ts'
import type { BenchCompany } from './company.ts'
import { type CopyWriter, openCopy } from './copy-writer.ts'
import { companyName, mobile, openRandom, opportunityName, type Random } from './made-up.ts'
import { setAside } from './set-aside.ts'

/** The tables that grow with the number of customers. */
export const bigTables = [
  'customers',
  'opportunities',
  'contact_points',
  'search_entries',
  'transitions',
  'history_rest',
]

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
  await putBack()
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
  'customers' | 'opportunities' | 'contact_points' | 'search_entries' | 'transitions' | 'history',
  CopyWriter
>

async function openWriters(config: PoolConfig): Promise<Writers> {
  const record = ['id', 'created_at', 'created_by_id', 'updated_at']
  const open = (table: string, columns: string[]): Promise<CopyWriter> => openCopy(config, table, columns)
  return {
    customers: await open('customers', [
      ...record,
      'name',
      'kind',
      'level',
      'industry',
      'source',
      'region',
      'employees',
      'owner_id',
    ]),
    opportunities: await open('opportunities', [
      ...record,
      ...[
        'name',
        'customer_id',
        'pipeline_id',
        'stage_id',
        'state',
        'amount',
        'currency',
        'opened_on',
        'closed_on',
        'expected_close_on',
      ],
      'owner_id',
    ]),
    contact_points: await open('contact_points', [
      'id',
      'object',
      'record_id',
      'field',
      'position',
      'raw',
      'normalised',
      'is_primary',
    ]),
    search_entries: await open('search_entries', ['object', 'record_id', 'field', 'owner_id', 'haystack', 'tokens']),
    transitions: await open('transitions', [
      ...['id', 'object', 'record_id', 'field', 'from_value', 'to_value', 'at', 'precision', 'recorded_at', 'user_id'],
    ]),
    history: await open('history', [
      'id',
      'at',
      'object',
      'record_id',
      'user_id',
      'actor_kind',
      'actor_name',
      'verb',
      'version',
    ]),
  }
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
  const { level, industry, source } = customer.fields
  const made: Customer[] = []
  for (let n = 0; n < rows; n++) {
    const at = begin + Math.floor(((end - begin) * n) / rows)
    const id = random.id(at)
    // Salespeople differ: the first have up to three times as many as the last.
    const ownerId = company.salespersonIds[Math.floor(50 * random.next() ** 1.4)] ?? company.directorId
    const name = companyName(random)
    const phone = mobile(random)
    const when = new Date(at).toISOString()
    await writers.customers.row([
      ...[id, when, ownerId, when, name, 'company', random.pick(level.options), random.pick(industry.options)],
      ...[random.pick(source.options), name.slice(0, 2), random.below(2000), ownerId],
    ])
    await writers.contact_points.row([random.id(at), 'customer', id, 'phones', 0, phone.slice(3), phone, true])
    const phones = [{ raw: phone.slice(3), normalised: phone, extension: null, label: null, primary: true }]
    await writeBeside(writers, customer, {
      id,
      at,
      random,
      ownerId,
      values: { name, phones, owner: { id: ownerId } },
      tracked: { owner: ownerId },
    })
    made.push({ id, name, ownerId, at })
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
    const when = new Date(at).toISOString()
    const closed = at + random.below(150) * day
    await writers.opportunities.row([
      ...[id, when, of.ownerId, when, name, of.id, stage.pipeline_id, stage.id, stateOf[stage.kind] ?? 'open', amount],
      ...[
        random.below(20) === 0 ? 'USD' : 'CNY',
        dayText(at),
        isOver ? dayText(closed) : null,
        dayText(closed),
        of.ownerId,
      ],
    ])
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
  for (const entry of entriesOf(object, id, values))
    await writers.search_entries.row([
      entry.object,
      entry.record_id,
      entry.field,
      entry.owner_id,
      entry.haystack,
      entry.tokens,
    ])
  await writers.history.row([random.id(at), when, object.name, id, ownerId, 'person', '', 'create', 1])
  for (const [field, value] of Object.entries(tracked))
    await writers.transitions.row([random.id(at), object.name, id, field, null, value, when, 'instant', when, ownerId])
}

const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10)
