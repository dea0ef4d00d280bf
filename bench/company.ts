import { sql } from 'kysely'
import { createUser, giveRoles } from '#platform/auth/new-user.ts'
import { letIn } from '#platform/auth/operator.ts'
import { openCompanies } from '#platform/companies/companies.ts'
import type { Pools } from '#platform/db/pools.ts'
import type { Database, DatabaseServer } from '#platform/db/server.ts'
import { transaction } from '#platform/db/transaction.ts'
import { app, seeders } from '#src/app.ts'
import { actingContext } from '#src/cli/acting.ts'
import { migrateAll } from '#src/migrate-all.ts'
import { openRandom, personName } from './made-up.ts'

/** A company with its people, before it has customers. */
export interface BenchCompany {
  id: string
  db: Database
  directorId: string
  salespersonIds: string[]
}

/** Who signs in and asks. */
export const logins = { director: 'bench-director', salesperson: 'bench-salesperson' } as const
export type Who = keyof typeof logins
export const password = 'twelve-cups-of-tea'

/** Makes a company: an administrator, a director, five managers below him, ten salespeople below each. Three of them can sign in. */
export async function makeCompany(server: DatabaseServer, pools: Pools): Promise<BenchCompany> {
  await migrateAll(server, pools)
  const companies = openCompanies({ server, pools, contextOf: app.contextOf, seeders })
  const id = await companies.create({
    name: '百万客户公司',
    locale: 'zh',
    baseCurrency: 'CNY',
    timeZone: 'Asia/Shanghai',
  })
  const { db } = await companies.open(id)
  const ctx = await actingContext({ server, pools }, { company: id, user: undefined, reason: 'bench' })
  const random = openRandom(7)
  const person = async (role: string, superior: string | null, login?: string): Promise<string> => {
    const userId = await transaction(db, trx => createUser({ ...ctx, db: trx }, { name: personName(random) }))
    await sql`update users set superior_id = ${superior} where id = ${userId}`.execute(db)
    const logins = login ? [{ kind: 'login' as const, normalised: login }] : []
    if (login) await letIn(companies, id, { newcomer: { userId, logins, roles: [role] }, password })
    else await giveRoles(db, userId, [role])
    return userId
  }
  await person('administrator', null, 'bench-administrator')
  const directorId = await person('director', null, logins.director)
  const salespersonIds: string[] = []
  for (let m = 0; m < 5; m++) {
    const managerId = await person('salesManager', directorId)
    for (let s = 0; s < 10; s++)
      salespersonIds.push(await person('salesperson', managerId, m === 0 && s === 0 ? logins.salesperson : undefined))
  }
  return { id, db, directorId, salespersonIds }
}
