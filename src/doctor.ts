import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { checkChain } from '#platform/audit/verify.ts'
import { missingYears } from '#platform/calendar/read-calendar.ts'
import { listCompanies } from '#platform/companies/company-list.ts'
import { readCompany } from '#platform/companies/company-settings.ts'
import { schemaState } from '#platform/db/migrate.ts'
import type { Pools } from '#platform/db/pools.ts'
import type { Database, DatabaseServer, Placement } from '#platform/db/server.ts'
import { Problem } from '#platform/errors.ts'
import type { FileStores } from '#platform/files/file-store.ts'
import { lostFiles, strayFiles } from '#platform/files/sweep.ts'

/** One thing looked at: fine, worth knowing, or wrong. `params` fill the message `doctor.<verdict>.<check>`. */
export interface Finding {
  check: string
  verdict: 'good' | 'warning' | 'bad'
  params: Record<string, unknown>
}

/** Looks at the installation and changes nothing. */
export const examine = async ({
  server,
  pools,
  files,
}: {
  server: DatabaseServer
  pools: Pools
  files: FileStores
}): Promise<Finding[]> => {
  const control = pools.control()
  return [
    nodeVersion(),
    await postgresVersion(control),
    superuser(server),
    mayCreateDatabases(server),
    await encoding(control),
    await durability(control),
    await connections(control),
    await clock(control),
    await freeSpace(server),
    ...(await schemas(server, pools)),
    ...(await examineFiles({ server, pools, files })),
    ...(await examineCalendars(server, pools)),
    ...(await examineAudit(server, pools)),
  ]
}

const finding = (check: string, verdict: Finding['verdict'], params: Record<string, unknown> = {}): Finding => ({
  check,
  verdict,
  params,
})

const nodeVersion = (): Finding => {
  const isRight = Number(process.versions.node.split('.')[0]) >= 24
  return finding('node', isRight ? 'good' : 'bad', { version: process.versions.node })
}

const setting = async (db: Database, name: string): Promise<string> => {
  const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db)
  return rows[0]?.value ?? ''
}

const postgresVersion = async (db: Database): Promise<Finding> => {
  const isRight = Number(await setting(db, 'server_version_num')) >= 150_000
  return finding('postgresql', isRight ? 'good' : 'bad', { version: await setting(db, 'server_version') })
}

const superuser = (server: DatabaseServer): Finding => finding('superuser', server.isSuperuser ? 'warning' : 'good')

const mayCreateDatabases = (server: DatabaseServer): Finding =>
  finding('databases', server.mayCreateDatabases ? 'good' : 'warning')

/** Without a locale that knows Chinese characters, trigrams of Chinese text are silently empty and sorting by name is odd. */
const encoding = async (db: Database): Promise<Finding> => {
  const { rows } = await sql<{ encoding: string; locale: string; knows: boolean }>`
    select pg_encoding_to_char(encoding) as encoding, datctype as locale, '浦' ~ '^[[:alpha:]]$' as knows
      from pg_database where datname = current_database()`.execute(db)
  const row = rows[0]
  const params = { encoding: row?.encoding ?? '', locale: row?.locale ?? '' }
  if (row?.encoding !== 'UTF8') return finding('encoding', 'bad', params)
  return finding('encoding', row.knows ? 'good' : 'warning', params)
}

const durability = async (db: Database): Promise<Finding> => {
  const values = { fsync: await setting(db, 'fsync'), fullPageWrites: await setting(db, 'full_page_writes') }
  const isSafe = values.fsync === 'on' && values.fullPageWrites === 'on'
  return finding('durability', isSafe ? 'good' : 'bad', values)
}

const connections = async (db: Database): Promise<Finding> => {
  const limit = Number(await setting(db, 'max_connections'))
  const { rows } = await sql<{
    used: number
  }>`select count(*) as used from pg_stat_activity where backend_type = 'client backend'`.execute(db)
  const used = rows[0]?.used ?? 0
  return finding('connections', used > limit * 0.8 ? 'warning' : 'good', { used, limit })
}

const clock = async (db: Database): Promise<Finding> => {
  const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(db)
  const seconds = Math.round(Math.abs(Date.now() - Date.parse(rows[0]?.now ?? '')) / 1000)
  return finding('clock', seconds > 5 ? 'warning' : 'good', { seconds })
}

const freeSpace = async (server: DatabaseServer): Promise<Finding> => {
  const { bavail, bsize } = await statfs(server.dataFolder)
  const gigabytes = Math.round((bavail * bsize) / 2 ** 30)
  return finding('space', gigabytes < 2 ? 'warning' : 'good', { gigabytes, folder: server.dataFolder })
}

const schemas = async (server: DatabaseServer, pools: Pools): Promise<Finding[]> => {
  const control = await schemaOf(server, server.control, 'control')
  if (control.verdict === 'bad') return [control]
  const companies = await listCompanies(pools.control())
  const findings = [control]
  for (const { name, placement, state } of companies) {
    if (placement && state === 'open') findings.push(await schemaOf(server, placement, name))
    else findings.push(finding('unfinished', 'warning', { company: name }))
  }
  return findings
}

const schemaOf = async (server: DatabaseServer, placement: Placement, name: string): Promise<Finding> => {
  const params = { name, database: placement.database }
  try {
    const { version, pending } = await schemaState(server, placement)
    return finding('schema', pending > 0 ? 'bad' : 'good', { ...params, version, pending })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return finding('history', 'bad', { ...params, ...error.params })
  }
}

/** Whether every row of `files` has its bytes, and what lies in the store without a row longer than an upload takes. */
const examineFiles = async (place: { server: DatabaseServer; pools: Pools; files: FileStores }): Promise<Finding[]> => {
  const findings: Finding[] = []
  if ((await schemaState(place.server, place.server.control)).pending > 0) return []
  for (const { id, name, placement, state } of await listCompanies(place.pools.control())) {
    if (!placement || state !== 'open' || (await schemaState(place.server, placement)).pending > 0) continue
    const db = place.pools.at(placement)
    const store = place.files.of(id)
    const params = { name, place: place.files.place }
    try {
      const lost = await lostFiles(db, store)
      const stray = (await strayFiles(db, store, new Date(Date.now() - 86_400_000))).length
      if (lost > 0) findings.push(finding('files', 'bad', { ...params, count: lost }))
      else findings.push(finding('files', stray > 0 ? 'warning' : 'good', { ...params, count: stray }))
    } catch (error) {
      findings.push(
        finding('fileStore', 'bad', { ...params, reason: error instanceof Error ? error.message : String(error) }),
      )
    }
  }
  return findings
}

/** Whether each company's working calendar knows the years that are needed now. */
const examineCalendars = async (server: DatabaseServer, pools: Pools): Promise<Finding[]> => {
  const findings: Finding[] = []
  if ((await schemaState(server, server.control)).pending > 0) return []
  for (const { id, name, placement, state } of await listCompanies(pools.control())) {
    if (!placement || state !== 'open' || (await schemaState(server, placement)).pending > 0) continue
    const db = pools.at(placement)
    const company = await readCompany(db, id)
    const years = await missingYears({ db, company, locale: company.locale, now: () => new Date() })
    findings.push(finding('calendar', years.length > 0 ? 'warning' : 'good', { name, years: years.join(', ') }))
  }
  return findings
}

/** Whether each company's audit log stands as it was sealed. */
const examineAudit = async (server: DatabaseServer, pools: Pools): Promise<Finding[]> => {
  const findings: Finding[] = []
  if ((await schemaState(server, server.control)).pending > 0) return []
  for (const { id, name, placement, state } of await listCompanies(pools.control())) {
    if (!placement || state !== 'open' || (await schemaState(server, placement)).pending > 0) continue
    const { broken, lines } = await checkChain({ db: pools.at(placement), control: pools.control(), companyId: id })
    if (broken) findings.push(finding('audit', 'bad', { name, position: broken.position, breach: broken.breach }))
    else findings.push(finding('audit', 'good', { name, lines }))
  }
  return findings
}
