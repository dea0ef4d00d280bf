import { sql } from 'kysely'
import { systemActor } from '../access/actor.ts'
import type { FileStores } from '../files/file-store.ts'
import type { Pools } from '../db/pools.ts'
import type { DatabaseServer, Placement, Queryable, Transaction } from '../db/server.ts'
import { intendedPlacement, placeCompany } from '../db/template.ts'
import { transaction } from '../db/transaction.ts'
import { Problem } from '../errors.ts'
import { prepareMonthsIn } from '../history/months.ts'
import { mergeCatalog } from '../objects/catalog.ts'
import { readOverlay } from '../overlay/read-overlay.ts'
import type { Company, Context } from '../records/context.ts'
import type { NewCompany } from './company-input.ts'
import { companyById } from './company-list.ts'
import { readCompany } from './company-settings.ts'
import { defaultRoles, nounsWithRights } from './default-roles.ts'
import { markGiven } from './new-grants.ts'

/** A context without what only the list of modules can add. */
export type ContextStart = Omit<Context, 'catalog' | 'behaviour'>
/** Adds the catalog (declarations and the company's overlay) and the behaviour of the modules. */
export type ContextOf = (start: ContextStart) => Context | Promise<Context>
/** Puts first records into a new company: pipelines, the administrator. It runs once, in the transaction that fills the company. */
export type Seeder = (ctx: Context) => Promise<void>

/** What making a company needs from outside. */
export interface CompanyWorkshop {
  server: DatabaseServer
  pools: Pools
  /** Where the bytes of files lie; beside the database unless told. */
  files?: FileStores
  contextOf: ContextOf
  seeders: readonly Seeder[]
}

/**
 * Makes a company up to, but not including, its opening: entry, place, schema, settings, roles, first records. Each step looks at what
 * is there, so after a crash the same call with the same id goes on. The caller holds the lock `companies`.
 * Problem `company.no_room` when a foreign server's role may not create a second database.
 */
export const makeCompany = async (
  workshop: CompanyWorkshop,
  wanted: { id: string } & NewCompany,
  seeders: readonly Seeder[] = workshop.seeders,
): Promise<void> => {
  const control = workshop.pools.control()
  const isFirst = await belongsBeside(workshop, wanted.id)
  if (!isFirst && !workshop.server.mayCreateDatabases) throw new Problem(409, 'company.no_room')
  // The place is written down before it is made, so that nothing made can be forgotten.
  const intended = intendedPlacement(workshop.server, { id: wanted.id, isFirst })
  await sql`
    insert into companies (id, name, server, database, schema)
    values (${wanted.id}, ${wanted.name}, ${intended.server}, ${intended.database}, ${intended.schema})
    on conflict (id) do nothing`.execute(control)
  const placement = await placeCompany(workshop.server, { id: wanted.id, isFirst })
  await fill(workshop, placement, wanted, seeders)
}

/** From now on people may come in. */
export const openForUse = async (control: Queryable, id: string): Promise<void> => {
  await sql`update companies set state = 'open' where id = ${id} and state = 'making'`.execute(control)
}

/** Whether the company has, or may have, the one place beside the control schema of a foreign server. */
const belongsBeside = async ({ server, pools }: CompanyWorkshop, id: string): Promise<boolean> => {
  if (server.kind !== 'external') return false
  const { rows } = await sql<{ id: string }>`
    select id from companies where database = ${server.control.database} and schema = 'company'`.execute(
    pools.control(),
  )
  if (rows.length > 0) return rows[0]?.id === id
  return (await companyById(pools.control(), id)) === undefined
}

/** Settings, roles and first records are one transaction; the settings row says that it has been. */
const fill = async (
  workshop: CompanyWorkshop,
  placement: Placement,
  wanted: { id: string } & NewCompany,
  seeders: readonly Seeder[],
): Promise<void> => {
  await transaction(workshop.pools.at(placement), async trx => {
    const { rows } = await sql`
      insert into settings (name, locale, base_currency, time_zone)
      values (${wanted.name}, ${wanted.locale}, ${wanted.baseCurrency}, ${wanted.timeZone})
      on conflict (id) do nothing returning id`.execute(trx)
    if (rows.length === 0) return
    const company = await readCompany(trx, wanted.id)
    const ctx = await workshop.contextOf(startOf(trx, company))
    await prepareMonthsIn(trx, ctx.now())
    await writeRoles(ctx)
    // The roles are options of fields that are said of roles.
    const { objects, verbs } = ctx.catalog
    const catalog = mergeCatalog([...objects.values()], verbs, await readOverlay(trx))
    for (const seed of seeders) await seed({ ...ctx, catalog })
  })
}

const startOf = (db: Transaction, company: Company): ContextStart => ({
  db,
  company,
  actor: systemActor('setup'),
  batch: null,
  reason: null,
  locale: company.locale,
  now: () => new Date(),
})

const writeRoles = async (ctx: Context): Promise<void> => {
  for (const [position, role] of defaultRoles(ctx).entries()) {
    await sql`
      insert into roles (id, name_zh, name_en, grants, field_rights, position)
      values (${role.id}, ${role.name.zh}, ${role.name.en}, ${JSON.stringify(role.grants)}::jsonb,
        ${JSON.stringify(role.fieldRights)}::jsonb, ${position})`.execute(ctx.db)
    await markGiven(ctx, role.id, nounsWithRights(ctx))
  }
}
