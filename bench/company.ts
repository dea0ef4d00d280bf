import { sql } from 'kysely'
import { letIn } from '#platform/auth/operator.ts'
import { type Companies, openCompanies } from '#platform/companies/companies.ts'
import type { Pools } from '#platform/db/pools.ts'
import type { Database, DatabaseServer } from '#platform/db/server.ts'
import { app, seeders } from '#src/app.ts'
import { migrateAll } from '#src/migrate-all.ts'
import { openRandom, personName } from './made-up.ts'

/** A company with its people, before it has customers. */
export interface BenchCompany {
  id: string
  db: Database
  directorId: string
  managerIds: string[]
  salespersonIds: string[]
}

/** Who signs in and asks. */
export const logins = { director: 'bench-director', salesperson: 'bench-salesperson' } as const
export type Who = keyof typeof logins
export const password = 'twelve-cups-of-tea'

/** Makes a company: an administrator, a director, five managers below him, ten salespeople below each. Only those who sign in have accounts. */
export async function makeCompany(server: DatabaseServer, pools: Pools): Promise<BenchCompany> {
  await migrateAll(server, pools)
  const companies = openCompanies({ server, pools, contextOf: app.contextOf, seeders })
  const id = await companies.create({
    name: '百万客户公司',
    locale: 'zh',
    baseCurrency: 'CNY',
    timeZone: 'Asia/Shanghai',
  })
  const random = openRandom(7)
  const person = (login: string, roles: string[]): Promise<string> =>
    somebody(companies, id, { name: personName(random), login, roles })
  await person('bench-administrator', ['administrator'])
  const directorId = await person(logins.director, ['director'])
  const managerIds: string[] = []
  const salespersonIds: string[] = []
  const { db } = await companies.open(id)
  const below = (superior: string, of: string): Promise<unknown> =>
    sql`update users set superior_id = ${superior} where id = ${of}`.execute(db)
  for (let m = 0; m < 5; m++) {
    const managerId = await person(`bench-manager-${m}`, ['salesManager'])
    managerIds.push(managerId)
    await below(directorId, managerId)
    for (let s = 0; s < 10; s++) {
      const isOurs = m === 0 && s === 0
      const salespersonId = await person(isOurs ? logins.salesperson : `bench-salesperson-${m}-${s}`, ['salesperson'])
      salespersonIds.push(salespersonId)
      await below(managerId, salespersonId)
    }
  }
  return { id, db, directorId, managerIds, salespersonIds }
}

const somebody = (
  companies: Companies,
  companyId: string,
  { name, login, roles }: { name: string; login: string; roles: string[] },
): Promise<string> =>
  letIn(companies, companyId, { newcomer: { name, logins: [{ kind: 'login', normalised: login }], roles }, password })
