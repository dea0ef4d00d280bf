import { listCompanies } from '#platform/companies/company-list.ts'
import { migrate, schemaState } from '#platform/db/migrate.ts'
import type { Pools } from '#platform/db/pools.ts'
import type { DatabaseServer, Placement } from '#platform/db/server.ts'
import { Problem } from '#platform/errors.ts'

/** What was applied where. */
export interface Migrated {
  database: string
  schema: string
  migrations: string[]
}

/** Brings the control database and every company's database to the newest schema. Two processes at once are one after the other. */
export const migrateAll = async (server: DatabaseServer, pools: Pools): Promise<Migrated[]> => {
  const done = [await migrateOne(server, server.control)]
  for (const placement of await companyPlacements(pools)) done.push(await migrateOne(server, placement))
  return done
}

/** For commands beside a running program: refuses (`database.older`) what only a migration would make usable. */
export const requireMigrated = async (server: DatabaseServer, pools: Pools): Promise<void> => {
  const requireOne = async (placement: Placement): Promise<void> => {
    const { pending } = await schemaState(server, placement)
    if (pending > 0) throw new Problem(409, 'database.older', { params: { database: placement.database, pending } })
  }
  await requireOne(server.control)
  for (const placement of await companyPlacements(pools)) await requireOne(placement)
}

const migrateOne = async (server: DatabaseServer, placement: Placement): Promise<Migrated> => ({
  database: placement.database,
  schema: placement.schema,
  migrations: await migrate(server, placement),
})

/** A company that is being made gets its schema from its maker, one that is being removed needs none. */
const companyPlacements = async (pools: Pools): Promise<Placement[]> => {
  const companies = await listCompanies(pools.control())
  return companies.flatMap(company => (company.state === 'open' && company.placement ? [company.placement] : []))
}
