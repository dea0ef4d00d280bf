import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Companies } from '../companies/companies.ts'
import { newCompanySchema } from '../companies/company-input.ts'
import { companyById } from '../companies/company-list.ts'
import { withControlLock } from '../companies/control-lock.ts'
import { makeCompany, openForUse } from '../companies/make-company.ts'
import { removeCompany } from '../companies/remove-company.ts'
import { newId } from '../db/id.ts'
import type { Database, Queryable } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { conflict, invalid, Problem } from '../errors.ts'
import { createAccount } from './accounts.ts'
import { loginFields, loginsOf, requiredLogin } from './logins.ts'
import { createUser, giveRoles } from './new-user.ts'
import { hashPassword, passwordProblems } from './password.ts'
import { hashToken, newToken } from './sessions.ts'

/** What the set-up page sends. */
export const setupSchema = z.strictObject({
  token: z.string(),
  company: newCompanySchema,
  administrator: z.strictObject({
    name: z.string().trim().min(1).max(60),
    ...loginFields,
    login: requiredLogin('login'),
    password: z.string(),
  }),
})

export type SetupForm = z.output<typeof setupSchema>

/** Whether the first administrator is still to come. */
export const isSetupOpen = async (control: Queryable): Promise<boolean> => (await readSetup(control)).closedAt === null

/** A new set-up token, of which only the hash is kept; earlier ones are void. Null when set-up is closed. */
export const newSetupToken = async (control: Queryable): Promise<string | null> => {
  const token = newToken()
  const { rows } = await sql`
    update setup set token_hash = ${hashToken(token)}, opened_at = now() where closed_at is null returning id`.execute(
    control,
  )
  return rows.length > 0 ? token : null
}

/** Closes set-up: there is an administrator. */
export const closeSetup = async (control: Queryable): Promise<void> => {
  await sql`update setup set closed_at = now(), token_hash = null, company_id = null where closed_at is null`.execute(
    control,
  )
}

/**
 * Makes the first company and its administrator. Everything becomes true in one last transaction of the control database; what an
 * attempt that broke off has left is thrown away by the next one, so it may be repeated, with other values, until it is whole.
 * Problems: `invalid`, `setup.closed` (409), `setup.token` (403).
 */
export const setUp = async (
  companies: Companies,
  form: SetupForm,
): Promise<{ accountId: string; companyId: string; userId: string }> => {
  const control = companies.pools.control()
  await refuseStranger(control, form.token)
  const { administrator } = form
  const logins = loginsOf(administrator)
  const weak = passwordProblems(
    administrator.password,
    'administrator.password',
    logins.map(login => login.normalised),
  )
  if (weak.length > 0) throw invalid(weak)
  const passwordHash = await hashPassword(administrator.password)
  return await withControlLock(companies.server, 'setup', async () => {
    await refuseStranger(control, form.token)
    const made = await makeFirstCompany(companies, form)
    return await transaction(control, async trx => {
      const accountId = await createAccount(trx, { ...made, logins, passwordHash, path: 'administrator.' })
      await openForUse(trx, made.companyId)
      await closeSetup(trx)
      return { accountId, ...made }
    })
  })
}

interface Setup {
  tokenHash: Buffer | null
  companyId: string | null
  closedAt: string | null
}

const readSetup = async (control: Queryable): Promise<Setup> => {
  const { rows } = await sql<Setup>`
    select token_hash as "tokenHash", company_id as "companyId", closed_at as "closedAt" from setup`.execute(control)
  if (!rows[0]) throw new Error('The set-up row is missing')
  return rows[0]
}

const refuseStranger = async (control: Database, token: string): Promise<void> => {
  const { closedAt, tokenHash } = await readSetup(control)
  if (closedAt !== null) throw conflict('setup.closed')
  if (!tokenHash || !timingSafeEqual(tokenHash, hashToken(token))) throw new Problem(403, 'setup.token')
}

/** Writes down which company is in the making before it makes it, so that the next attempt knows what to throw away. */
const makeFirstCompany = (companies: Companies, form: SetupForm): Promise<{ companyId: string; userId: string }> =>
  withControlLock(companies.server, 'companies', async () => {
    const control = companies.pools.control()
    const { companyId: leftover } = await readSetup(control)
    if (leftover && (await companyById(control, leftover))?.state !== 'open') await removeCompany(companies, leftover)
    const companyId = newId()
    await sql`update setup set company_id = ${companyId}`.execute(control)
    let userId = ''
    await makeCompany(companies, { id: companyId, ...form.company }, [
      ...companies.seeders,
      async ctx => {
        userId = await createUser(ctx, form.administrator)
        await giveRoles(ctx.db, userId, ['administrator'])
      },
    ])
    return { companyId, userId }
  })
