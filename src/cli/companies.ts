import { type Companies, openCompanies } from '#platform/companies/companies.ts'
import { listCompanies } from '#platform/companies/company-list.ts'
import { app, seeders } from '../app.ts'
import type { Settings } from '../settings.ts'
import { oneCompany } from './acting.ts'
import { withWorkplace } from './workplace.ts'
import '#platform/auth/words.ts'

/** Opens the companies of the installation for one command. */
export const withCompanies = <T>(settings: Settings, work: (companies: Companies) => Promise<T>): Promise<T> =>
  withWorkplace(settings, place => work(openCompanies({ ...place, contextOf: app.contextOf, seeders })))

/** The id of the company that a command is about. Problems: `company.unknown`, `company.choose`. */
export const companyIdOf = async (companies: Companies, wanted: string | undefined): Promise<string> =>
  oneCompany(await listCompanies(companies.pools.control()), wanted).id
