import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Pools } from '../db/pools.ts'
import type { DatabaseServer } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { companyById } from './company-list.ts'
import { SHORT_MS } from './short-cache.ts'

/**
 * Removes a company for good: its database, its sessions and keys, and the accounts that belong to no other company. After a crash the
 * same call goes on; a company that does not exist is none to remove. The caller holds the lock `companies`.
 */
export const removeCompany = async (place: { server: DatabaseServer; pools: Pools }, id: string): Promise<void> => {
  const control = place.pools.control()
  const entry = await companyById(control, id)
  if (!entry) return
  await sql`update companies set state = 'removing' where id = ${id}`.execute(control)
  if (entry.placement.database === place.server.control.database) {
    await sql`drop schema if exists ${sql.id(entry.placement.schema)} cascade`.execute(control)
  } else await dropInUse(place.server, entry.placement.database)
  await transaction(control, async trx => {
    await sql`
      delete from accounts a where exists (select from account_companies where account_id = a.id and company_id = ${id})
        and not exists (select from account_companies where account_id = a.id and company_id <> ${id})`.execute(trx)
    await sql`delete from companies where id = ${id}`.execute(trx)
  })
}

/** Another process may know for half a second more that the company is open; and a busy machine may take its time to end connections. */
const dropInUse = async (server: DatabaseServer, database: string): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await server.dropDatabase(database)
      return
    } catch (error) {
      const isInUse = error instanceof Error && 'code' in error && error.code === '55006'
      if (!isInUse || attempt === 10) throw error
      await sleep(SHORT_MS)
    }
  }
}
