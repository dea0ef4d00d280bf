import { sql } from 'kysely'
import { findActor } from '../access/load-actor.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import { conflict, Problem } from '../errors.ts'
import { type Account, accountByLogins, type Membership, membershipsOf } from './accounts.ts'
import { type Attempt, countAttempt, forgive } from './attempts.ts'
import { possibleLogins } from './logins.ts'
import { hashPassword, isOutdated, isPassword } from './password.ts'
import { type Comer, hashToken } from './sessions.ts'

/** What somebody typed to come in. */
export interface SignInForm {
  login: string
  password: string
  company?: string | null | undefined
}

/**
 * Finds out who this is and which company he means. Problems, the first two alike for accounts that do not exist: `session.wrong` (401),
 * `session.locked` (429); after the right password `session.disabled` and `session.not_in_company` (403), and `choose_company` (409) with the
 * companies to choose from.
 */
export const recognise = async (companies: Companies, form: SignInForm, address: string): Promise<Comer> => {
  const control = companies.pools.control()
  const account = await byPassword(control, form, address)
  if (account.state !== 'active') throw new Problem(403, 'session.disabled')
  const memberships = await living(companies, await membershipsOf(control, account.id), form.company ?? null)
  const { companyId, userId } = choose(memberships, form.company ?? null)
  return { accountId: account.id, companyId, userId, passwordHash: account.passwordHash }
}

const byPassword = async (control: Database, { login, password }: SignInForm, address: string): Promise<Account> => {
  const logins = possibleLogins(login)
  const account = await accountByLogins(control, logins)
  const attempt: Attempt = {
    account: account ? accountKey(account.id) : strangerKey(logins[0]?.normalised ?? login),
    address,
  }
  await countAttempt(control, attempt)
  const isRight = await isPassword(password, account?.passwordHash ?? null)
  if (!account || !isRight) throw new Problem(401, 'session.wrong')
  await forgive(control, attempt)
  if (account.passwordHash && isOutdated(account.passwordHash)) {
    const passwordHash = await hashPassword(password)
    await sql`
      update accounts set password_hash = ${passwordHash} where id = ${account.id} and password_hash = ${account.passwordHash}`.execute(
      control,
    )
    return { ...account, passwordHash }
  }
  return account
}

/** Under which failures of an account are counted. */
export const accountKey = (accountId: string): string => `account:${accountId}`

/** A login that nobody has is locked like one that somebody has; hashed, for it may be a password typed in the wrong field. */
const strangerKey = (typed: string): string => `login:${hashToken(typed).toString('hex')}`

/** Without the companies in which the person has left. One that was asked for by name need not wait for the others. */
const living = async (
  companies: Companies,
  all: readonly Membership[],
  wanted: string | null,
): Promise<Membership[]> => {
  const asked = all.filter(membership => wanted === null || membership.companyId === wanted)
  const actors = await Promise.all(
    asked.map(async ({ companyId, userId }) => findActor((await companies.open(companyId)).db, userId, 'person')),
  )
  return asked.filter((_membership, index) => actors[index])
}

const choose = (memberships: readonly Membership[], wanted: string | null): Membership => {
  const [first, second] = memberships
  if (!first) throw new Problem(403, wanted === null ? 'session.disabled' : 'session.not_in_company')
  if (!second) return first
  throw conflict(
    'choose_company',
    {},
    { companies: memberships.map(({ companyId, companyName }) => ({ id: companyId, name: companyName })) },
  )
}
