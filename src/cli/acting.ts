import { sql } from 'kysely'
import { loadActor } from '#platform/access/load-actor.ts'
import { systemActor } from '#platform/access/actor.ts'
import { accountByLogins, membershipsOf } from '#platform/auth/accounts.ts'
import { possibleLogins } from '#platform/auth/logins.ts'
import { type CompanyEntry, listCompanies } from '#platform/companies/company-list.ts'
import { readCompany } from '#platform/companies/company-settings.ts'
import type { Database, Queryable } from '#platform/db/server.ts'
import { Problem } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import type { Context } from '#platform/records/context.ts'
import { app } from '../app.ts'
import { terminalLanguage } from '../sentences.ts'
import type { Workplace } from './workplace.ts'

/**
 * Somebody at work in a company, for one command. `company` is an id or a name and may be left out where there is one; `user` is a
 * login, an id or a name, and without it the system acts, which may do everything. `reason` stands in the history of what is written.
 * Problems: `company.unknown`, `company.choose`, `user.unknown`, `user.several`, `user.left`.
 */
export async function actingContext(
  place: Workplace,
  { company: wanted, user, reason }: { company: string | undefined; user: string | undefined; reason: string },
): Promise<Context> {
  const entry = oneCompany(await listCompanies(place.pools.control()), wanted)
  const db = place.pools.at(entry.placement)
  const userId = user === undefined ? null : await userIdOf(place.pools.control(), { db, entry, user })
  return app.contextOf({
    db,
    company: await readCompany(db, entry.id),
    actor: userId === null ? systemActor(reason) : await loadActor(db, userId, 'program'),
    batch: null,
    reason,
    locale: terminalLanguage(),
    now: () => new Date(),
  })
}

function oneCompany(companies: CompanyEntry[], wanted: string | undefined): CompanyEntry {
  const open = companies.filter(company => company.state === 'open')
  const chosen = open.filter(company => wanted === undefined || company.id === wanted || company.name === wanted)
  const [first, second] = chosen
  if (first && !second) return first
  if (!first) throw new Problem(404, 'company.unknown', { params: { company: wanted ?? '' } })
  throw new Problem(409, 'company.choose', {
    params: { companies: chosen.map(({ name, id }) => `${name} (${id})`).join(', ') },
  })
}

async function userIdOf(
  control: Queryable,
  { db, entry, user }: { db: Database; entry: CompanyEntry; user: string },
): Promise<string> {
  if (isId(user)) return user
  const account = await accountByLogins(control, possibleLogins(user))
  const membership = account && (await membershipsOf(control, account.id)).find(one => one.companyId === entry.id)
  if (membership) return membership.userId
  const { rows } = await sql<{
    id: string
  }>`select id from users where name = ${user} and deleted_at is null limit 2`.execute(db)
  const [first, second] = rows
  if (second) throw new Problem(409, 'user.several', { params: { user } })
  if (!first) throw new Problem(404, 'user.unknown', { params: { user } })
  return first.id
}
