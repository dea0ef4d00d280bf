import { sql } from 'kysely'
import { z } from 'zod'
import type { Companies } from '../companies/companies.ts'
import { newCompanySchema } from '../companies/company-input.ts'
import { withControlLock } from '../companies/control-lock.ts'
import { makeCompany, openForUse } from '../companies/make-company.ts'
import { removeCompany } from '../companies/remove-company.ts'
import { newId } from '../db/id.ts'
import { transaction } from '../db/transaction.ts'
import { invalid } from '../errors.ts'
import { createAccount } from './accounts.ts'
import { type Login, loginFields, loginsOf } from './logins.ts'
import { createUser, giveRoles } from './new-user.ts'
import { hashPassword, passwordProblems } from './password.ts'
import type { Comer } from './sessions.ts'

/** What the sign-up page sends: a company and its first administrator. */
export const signUpSchema = z.strictObject({
  company: newCompanySchema,
  administrator: z.strictObject({
    name: z.string().trim().min(1).max(60),
    ...loginFields,
    password: z.string().max(1000),
  }),
})

export type SignUpForm = z.output<typeof signUpSchema>

/**
 * Makes one more company with its administrator. Its account becomes true together with the company's opening; a company whose making
 * fails is removed again, and what a crash leaves is never open. Problem `invalid`, also for a login that somebody has: who has an account
 * is let in by its company, not here.
 */
export const signUp = async (companies: Companies, { company, administrator }: SignUpForm): Promise<Comer> => {
  const control = companies.pools.control()
  const logins = loginsOf(administrator)
  await refuseUnfit(companies, logins, administrator.password)
  const passwordHash = await hashPassword(administrator.password)
  const companyId = newId()
  let userId = ''
  return await withControlLock(companies.server, 'companies', async () => {
    try {
      await makeCompany(companies, { id: companyId, ...company }, [
        ...companies.seeders,
        async ctx => {
          userId = await createUser(ctx, administrator)
          await giveRoles(ctx.db, userId, ['administrator'])
        },
      ])
      return await transaction(control, async trx => {
        const accountId = await createAccount(trx, { companyId, userId, logins, passwordHash, path: 'administrator.' })
        await openForUse(trx, companyId)
        return { accountId, companyId, userId }
      })
    } catch (error) {
      await removeCompany(companies, companyId)
      throw error
    }
  })
}

/** Before a database is made for it: the password will do, and the logins are free. */
const refuseUnfit = async (companies: Companies, logins: readonly Login[], password: string): Promise<void> => {
  const problems = passwordProblems(
    password,
    'administrator.password',
    logins.map(login => login.normalised),
  )
  if (logins.length === 0) problems.push({ path: 'administrator.mobile', code: 'account.no_login' })
  for (const { kind, normalised } of logins) {
    const { rows } = await sql`
      select 1 from account_logins where kind = ${kind} and normalised = ${normalised}`.execute(
      companies.pools.control(),
    )
    if (rows.length > 0) problems.push({ path: `administrator.${kind}`, code: 'account.login_taken' })
  }
  if (problems.length > 0) throw invalid(problems)
}
