import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { Pool } from 'pg'
import { listCompanies } from '#platform/companies/company-list.ts'
import { openServer } from '#platform/db/open-server.ts'
import { openPools, type Pools } from '#platform/db/pools.ts'
import type { DatabaseServer, Placement } from '#platform/db/server.ts'
import { type BenchCase, casesOf } from './cases.ts'
import { logins, makeCompany, password, type Who } from './company.ts'
import { bigTables, fill } from './fill.ts'
import { type HttpClient, type Measured, measure, openClient, signIn } from './load.ts'
import { type Line, type Outcome, table } from './outcome.ts'
import { explain } from './plans.ts'
import { startProgram } from './serve.ts'

// npm run bench: fills one company, starts the program on it, measures what people do all day, and looks how PostgreSQL reads for it.

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '4' },
    json: { type: 'string' },
    /** A folder to fill and keep; one that was filled is used as it is. */
    data: { type: 'string' },
  },
})
const rows = Number(values.rows)
const seconds = Number(values.seconds)
/** How many ask at once. */
const clientCounts = [1, 16] as const
/** Below this PostgreSQL rightly reads small tables as a whole, so plans prove nothing. */
const provesFrom = 100_000

const folder = values.data ? resolve(values.data) : await mkdtemp(join(tmpdir(), 'zhanggui-bench-'))
await mkdir(folder, { recursive: true })
try {
  const filledInSeconds = (await readdir(folder)).length === 0 ? await fillFolder() : null
  const outcome = await measureFolder(filledInSeconds)
  console.log(table(outcome))
  if (values.json) await writeFile(resolve(values.json), `${JSON.stringify(outcome, null, 2)}\n`)
  process.exitCode = outcome.ok ? 0 : 1
} finally {
  if (!values.data) await rm(folder, { recursive: true, force: true })
}

async function fillFolder(): Promise<number> {
  const started = performance.now()
  const server = await openServer({ dataDir: folder, dataDirChosen: true })
  const pools = openPools(server)
  try {
    const company = await makeCompany(server, pools)
    const [entry] = await listCompanies(pools.control())
    if (!entry) throw new Error('the company is not there')
    await fill(company, server.poolConfig(entry.placement), rows)
  } finally {
    await pools.close()
    await server.stop()
  }
  const took = (performance.now() - started) / 1000
  console.error(`filled in ${took.toFixed(0)} s`)
  return took
}

async function measureFolder(filledInSeconds: number | null): Promise<Outcome> {
  const program = await startProgram(folder)
  const server = await openServer({ dataDir: folder, dataDirChosen: true }, { whenRunning: 'join' })
  const pools = openPools(server)
  try {
    return await measureProgram(program.url, { server, pools, filledInSeconds })
  } finally {
    await pools.close()
    await server.stop()
    await program.stop()
  }
}

interface Place {
  server: DatabaseServer
  pools: Pools
  filledInSeconds: number | null
}

async function measureProgram(url: string, { server, pools, filledInSeconds }: Place): Promise<Outcome> {
  const [entry] = await listCompanies(pools.control())
  if (!entry) throw new Error('the folder holds no company')
  const db = pools.at(entry.placement)
  const results: Line[] = []
  const plans: Outcome['plans'] = []
  const floors = await measureFloors(url, results)
  for (const who of ['salesperson', 'director'] as const) {
    const { rows: users } = await sql<{ user_id: string }>`
      select m.user_id from account_companies m join account_logins l on l.account_id = m.account_id
      where l.normalised = ${logins[who]}`.execute(pools.control())
    const userId = users[0]?.user_id ?? ''
    const cases = await casesOf(db, who, userId)
    const client = await signIn(url, logins[who], password)
    for (const one of cases)
      results.push(...(await measureCase(one, { who, client, floors, server, placement: entry.placement })))
    client.close()
    const asked = { server, placement: entry.placement, companyId: entry.id, userId }
    plans.push(...(await explain(asked, cases, bigTables)).map(plan => ({ ...plan, who })))
  }
  const sequentialScans = plans
    .filter(plan => plan.sequential.length > 0)
    .map(plan => ({ who: plan.who, case: plan.name, tables: plan.sequential, text: plan.text }))
  const { rows: about } = await sql<{ count: number; bytes: number; version: string }>`
    select (select count(*)::int from customers) as count, pg_database_size(current_database()) as bytes,
      current_setting('server_version') as version`.execute(db)
  const count = about[0]?.count ?? 0
  return {
    rows: count,
    filledInSeconds,
    databaseMegabytes: Math.round(Number(about[0]?.bytes ?? 0) / 2 ** 20),
    machine: {
      cpus: cpus().length,
      memoryGigabytes: Math.round(totalmem() / 2 ** 30),
      node: process.versions.node,
      postgresql: about[0]?.version ?? '',
    },
    seconds,
    results,
    plans,
    sequentialScans,
    ok: sequentialScans.length === 0 || count < provesFrom,
  }
}

/** `select 1` through the same server: what any request costs before it does anything. */
async function measureFloors(url: string, results: Line[]): Promise<Map<number, number>> {
  const client = openClient(url)
  const floors = new Map<number, number>()
  for (const clients of clientCounts) {
    const measured = await measure(clients, seconds, async () => void (await client.get('/api/health/ready')))
    floors.set(clients, measured.p50)
    results.push({
      case: 'select 1 through the server',
      who: 'nobody',
      clients,
      ...measured,
      timesSelectOne: 1,
      timesBareQuery: null,
    })
  }
  client.close()
  return floors
}

interface Around {
  who: Who
  client: HttpClient
  floors: Map<number, number>
  server: DatabaseServer
  placement: Placement
}

async function measureCase(one: BenchCase, { who, client, floors, server, placement }: Around): Promise<Line[]> {
  const lines: Line[] = []
  for (const clients of clientCounts) {
    const { path, body, floor } = one
    const measured = await measure(
      clients,
      seconds,
      async () => void (await (body ? client.post(path(), body()) : client.get(path()))),
    )
    const bare = floor ? await measureBare(server, placement, { floor, clients }) : null
    const timesSelectOne = measured.p50 / (floors.get(clients) ?? measured.p50)
    const timesBareQuery = bare && measured.p50 / bare.p50
    lines.push({ case: one.name, who, clients, ...measured, timesSelectOne, timesBareQuery })
  }
  return lines
}

async function measureBare(
  server: DatabaseServer,
  placement: Placement,
  { floor, clients }: { floor: NonNullable<BenchCase['floor']>; clients: number },
): Promise<Measured> {
  const pool = new Pool({ ...server.poolConfig(placement), max: clients })
  try {
    return await measure(clients, seconds / 2, async () => void (await pool.query(floor.text, floor.values)))
  } finally {
    await pool.end()
  }
}
