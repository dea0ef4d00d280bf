import { sql } from 'kysely'
import { writeAudit } from '../audit/write-audit.ts'
import type { Database, Queryable, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { conflict, invalid } from '../errors.ts'
import type { Company, Context } from '../records/context.ts'
import { writeHistory } from '../records/write.ts'
import type { Companies } from './companies.ts'
import type { CompanyChange } from './company-input.ts'
import { readCompany } from './company-settings.ts'

/**
 * Changes the settings of the context's company and gives them as they are now; what is not named stays. The change stands in its
 * history, under the object `company`. Problems: `company.currency_fixed` (409), `invalid` for a time zone that PostgreSQL does not know.
 */
export const changeCompany = async (companies: Companies, ctx: Context, change: CompanyChange): Promise<Company> => {
  const { id, baseCurrency } = ctx.company
  const { baseCurrency: wantedCurrency = baseCurrency, ...wanted } = change
  if (wantedCurrency !== baseCurrency) throw conflict('company.currency_fixed', { currency: baseCurrency })
  if (wanted.timeZone !== undefined) wanted.timeZone = await knownTimeZone(ctx.db, wanted.timeZone)
  // The name stands in two databases. Whoever holds the control database's row is alone with both, so they end up the same; a crash
  // between the two commits leaves the old name there until the next change.
  await transaction(companies.pools.control(), async control => {
    await sql`select from companies where id = ${id} for no key update`.execute(control)
    const { name } = await transaction(ctx.db as Database, db => writeSettings({ ...ctx, db }, wanted))
    await sql`update companies set name = ${name} where id = ${id} and name <> ${name}`.execute(control)
  })
  companies.forget(id)
  return readCompany(ctx.db, id)
}

type Settings = Omit<CompanyChange, 'baseCurrency'>

const columns = {
  name: 'name',
  locale: 'locale',
  timeZone: 'time_zone',
  fiscalYearStart: 'fiscal_year_start',
  weekStart: 'week_start',
  watermark: 'watermark',
} as const satisfies Record<keyof Settings, string>

/** Writes what differs, and that it did. */
const writeSettings = async (ctx: Context & { db: Transaction }, wanted: Settings): Promise<Company> => {
  const before = await readCompany(ctx.db, ctx.company.id)
  const changed = (Object.keys(columns) as (keyof Settings)[]).filter(
    name => wanted[name] !== undefined && wanted[name] !== before[name],
  )
  if (changed.length === 0) return before
  const assignments = changed.map(name => sql`${sql.ref(columns[name])} = ${wanted[name]}`)
  await sql`update settings set ${sql.join(assignments)}`.execute(ctx.db)
  await writeHistory(ctx, [
    {
      object: { name: 'company' },
      id: before.id,
      verb: 'update',
      version: await nextVersion(ctx),
      changes: Object.fromEntries(changed.map(name => [name, [before[name], wanted[name]]])),
    },
  ])
  const told = Object.fromEntries(changed.map(name => [name, { before: before[name], after: wanted[name] }]))
  await writeAudit(ctx, { kind: 'settings.company', detail: told })
  return readCompany(ctx.db, before.id)
}

/** A company counts from 1, as records do; its first version is that of its making. */
const nextVersion = async (ctx: Context): Promise<number> => {
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 1) + 1 as version from history
     where object = 'company' and record_id = ${ctx.company.id}`.execute(ctx.db)
  return rows[0]?.version ?? 2
}

/** The zone as PostgreSQL writes it: figures are cut into days there, and it may know fewer zones than this program. */
const knownTimeZone = async (db: Queryable, zone: string): Promise<string> => {
  const { rows } = await sql<{ name: string }>`
    select name from pg_timezone_names where lower(name) = lower(${zone}) limit 1`.execute(db)
  if (!rows[0]) throw invalid([{ path: 'timeZone', code: 'company.unknown_time_zone' }])
  return rows[0].name
}
