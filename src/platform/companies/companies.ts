import { newId } from '../db/id.ts'
import type { Database } from '../db/server.ts'
import { notFound, Problem } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import type { Company } from '../records/context.ts'
import { type NewCompany, newCompanySchema } from './company-input.ts'
import { type CompanyEntry, companyById, listCompanies } from './company-list.ts'
import { readCompany } from './company-settings.ts'
import { withControlLock } from './control-lock.ts'
import { type CompanyWorkshop, makeCompany, openForUse } from './make-company.ts'
import { removeCompany } from './remove-company.ts'
import { openFileStores } from '../files/file-store.ts'
import { shortCache } from './short-cache.ts'

/** A company ready to work in: its database and its settings (at most half a second old). */
export interface OpenCompany {
  db: Database
  company: Company
}

/** The companies of this installation. */
export interface Companies extends CompanyWorkshop {
  /** All of them, also those not (or no longer) whole. */
  list(): Promise<CompanyEntry[]>
  /** Problem `not_found` for a company that is not there or not open; `company.not_ready` while it is being made. */
  open(id: string): Promise<OpenCompany>
  /**
   * Makes a company and opens it; `id` of one whose making broke off goes on with that one. Gives its id.
   * Problems: `invalid`, `company.no_room`.
   */
  create(wanted: NewCompany, id?: string): Promise<string>
  /** After its settings were changed: the next `open` reads them anew. */
  forget(id: string): void
  /** Removes a company and all that is in it, for good. */
  remove(id: string): Promise<void>
}

/** The companies known to this server's control database, which must have been migrated. */
export const openCompanies = (workshop: CompanyWorkshop): Companies => {
  const settings = shortCache<OpenCompany>()
  const control = () => workshop.pools.control()
  return {
    ...workshop,
    list: () => listCompanies(control()),
    open: id => settings.get(id, () => open(workshop, id)),
    create: async (wanted, id = newId()) => {
      const checked = parseBody(newCompanySchema, wanted)
      await withControlLock(workshop.server, 'companies', async () => {
        await makeCompany(workshop, { id, ...checked })
        await openForUse(control(), id)
      })
      return id
    },
    forget: id => settings.forget(id),
    remove: id =>
      withControlLock(workshop.server, 'companies', async () => {
        await removeCompany(workshop, id)
        const store = (workshop.files ?? openFileStores('', workshop.server.dataFolder)).of(id)
        for await (const { key } of store.list()) await store.remove(key)
        settings.forget(id)
      }),
  }
}

const open = async (workshop: CompanyWorkshop, id: string): Promise<OpenCompany> => {
  const entry = await companyById(workshop.pools.control(), id)
  if (!entry || entry.state === 'removing') throw notFound('company')
  if (entry.state === 'making') throw new Problem(503, 'company.not_ready')
  const db = workshop.pools.at(entry.placement)
  return { db, company: await readCompany(db, id) }
}
