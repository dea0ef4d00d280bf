import { systemActor } from '#platform/access/actor.ts'
import { loadActor } from '#platform/access/load-actor.ts'
import { findPerson } from '#platform/auth/operator.ts'
import { openCompanies } from '#platform/companies/companies.ts'
import { type CompanyEntry, listCompanies } from '#platform/companies/company-list.ts'
import { Problem } from '#platform/errors.ts'
import type { Context } from '#platform/records/context.ts'
import { app, seeders } from '../app.ts'
import { terminalLanguage } from '../sentences.ts'
import type { Workplace } from './workplace.ts'

/**
 * Somebody at work in a company, for one command. `company` is an id or a name and may be left out where there is one; `user` is a
 * login, an id or a name, and without it the system acts, which may do everything. `reason` stands in the history of what is written.
 * Problems: `company.unknown`, `company.choose`, `user.unknown`, `user.ambiguous`, `user.left`.
 */
export async function actingContext(
  place: Pick<Workplace, 'server' | 'pools'>,
  { company: wanted, user, reason }: { company: string | undefined; user: string | undefined; reason: string },
): Promise<Context> {
  const entry = oneCompany(await listCompanies(place.pools.control()), wanted)
  const companies = openCompanies({ ...place, contextOf: app.contextOf, seeders })
  const { db, company } = await companies.open(entry.id)
  const person = user === undefined ? null : await findPerson(companies, entry.id, user)
  return app.contextOf({
    db,
    company,
    actor: person === null ? systemActor(reason) : await loadActor(db, person.id, 'program'),
    batch: null,
    reason,
    locale: terminalLanguage(),
    now: () => new Date(),
  })
}

/** The one open company that this id or name means; without either the only one. Problems: `company.unknown`, `company.choose`. */
export function oneCompany(companies: CompanyEntry[], wanted: string | undefined): CompanyEntry {
  const open = companies.filter(company => company.state === 'open')
  const chosen = open.filter(company => wanted === undefined || company.id === wanted || company.name === wanted)
  const [first, second] = chosen
  if (first && !second) return first
  if (!first) throw new Problem(404, 'company.unknown', { params: { company: wanted ?? '' } })
  throw new Problem(409, 'company.choose', {
    params: { companies: chosen.map(({ name, id }) => `${name} (${id})`).join(', ') },
  })
}
