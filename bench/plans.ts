import { Kysely, PostgresDialect } from 'kysely'
import { pino } from 'pino'
import { Pool } from 'pg'
import { loadActor } from '#platform/access/load-actor.ts'
import type { Door } from '#platform/auth/door.ts'
import { readCompany } from '#platform/companies/company-settings.ts'
import type { Database, DatabaseServer, Placement } from '#platform/db/server.ts'
import { openApi } from '#platform/http/server.ts'
import { pageRoutes } from '#platform/pages/page-routes.ts'
import { reportRoutes } from '#platform/reports/routes.ts'
import { workbenchRoutes } from '#platform/workbench/routes.ts'
import { app } from '#src/app.ts'
import type { BenchCase } from './cases.ts'

/** A statement of a request, as PostgreSQL runs it. */
export interface Plan {
  name: string
  text: string
  milliseconds: number
  /** The ways in which it reads tables: `Index Scan customers_newest`. */
  reads: string[]
  /** Big tables that it reads from one end to the other. */
  sequential: string[]
}

interface Statement {
  text: string
  values: unknown[]
}

/**
 * Sends each case a few times through the API itself, on a database that writes down what it is asked, and lets PostgreSQL explain exactly
 * those statements with exactly those values.
 */
export async function explain(
  asked: { server: DatabaseServer; placement: Placement; companyId: string; userId: string },
  cases: readonly BenchCase[],
  bigTables: readonly string[],
): Promise<Plan[]> {
  const pool = new Pool(asked.server.poolConfig(asked.placement))
  let heard: Statement[] = []
  const db: Database = new Kysely({
    dialect: new PostgresDialect({ pool }),
    log: event => {
      if (event.level === 'query') heard.push({ text: event.query.sql, values: [...event.query.parameters] })
    },
  })
  const company = await readCompany(db, asked.companyId)
  const actor = await loadActor(db, asked.userId, 'person')
  const visitor = {
    db,
    company,
    actor,
    locale: 'zh' as const,
    accountId: '',
    sessionId: null,
    passId: '',
    mustEnrol: false,
  }
  const door: Door = {
    authenticate: async () => visitor,
    mail: { settingsOf: async () => null, send: async () => undefined },
    watch: () => undefined,
    routes: async () => undefined,
    setupToken: async () => null,
    companyOf: async () => ({ db, company }),
    countSent: async () => undefined,
    linkBase: '',
  }
  const reports = app.modules.flatMap(module => module.reports)
  const tiles = app.modules.flatMap(module => module.tiles)
  const api = await openApi({
    door,
    assembly: app,
    plugins: [http => reportRoutes(http, reports), pageRoutes, http => workbenchRoutes(http, tiles)],
    isReady: async () => true,
    webFolder: null,
    log: pino({ level: 'silent' }),
  })
  const plans: Plan[] = []
  try {
    for (const { name, path, body } of cases) {
      heard = []
      // More than once, because a common word and a rare one are answered in different ways.
      for (const url of new Set(Array.from({ length: 8 }, path))) {
        const response = await api.inject(body ? { method: 'POST', url, payload: body() as object } : url)
        if (response.statusCode >= 300) throw new Error(`${name}: ${response.statusCode} ${response.body}`)
      }
      const statements = heard.filter(({ text }) => /^\s*(select|with)\b/i.test(text))
      for (const statement of statements) plans.push(await planOf(pool, { name, statement, bigTables }))
    }
  } finally {
    await api.close()
    await db.destroy()
  }
  return plans
}

async function planOf(
  pool: Pool,
  { name, statement, bigTables }: { name: string; statement: Statement; bigTables: readonly string[] },
): Promise<Plan> {
  const { rows } = await pool.query(`explain (analyze, format json) ${statement.text}`, statement.values)
  const [explained] = rows[0]['QUERY PLAN'] as [{ Plan: Node; 'Execution Time': number }]
  const nodes = nodesIn(explained.Plan)
  return {
    name,
    text: statement.text.replace(/\s+/g, ' ').trim(),
    milliseconds: explained['Execution Time'],
    reads: [...new Set(nodes.flatMap(readOf))],
    sequential: nodes.flatMap(node => {
      const table = node['Relation Name']
      return node['Node Type'] === 'Seq Scan' && table && bigTables.includes(table) ? [table] : []
    }),
  }
}

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: Node[]
}

const nodesIn = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesIn)]

const readOf = (node: Node): string[] => {
  const what = node['Index Name'] ?? node['Relation Name']
  return what && node['Node Type'].includes('Scan') ? [`${node['Node Type']} ${what}`] : []
}
