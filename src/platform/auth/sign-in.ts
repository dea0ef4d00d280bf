import { sql } from 'kysely'
import { findActor } from '../access/load-actor.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import { conflict, Problem } from '../errors.ts'
import { type Account, accountByLogins, type Membership, membershipsOf } from './accounts.ts'
import { type Attempt, countAttempt, forgive } from './attempts.ts'
import type { DoorParts } from './door.ts'
import { type Login, possibleLogins } from './logins.ts'
import { hashPassword, isOutdated, isPassword } from './password.ts'
import { checkSecondFactor } from './second-factor.ts'
import { type Comer, hashToken } from './sessions.ts'
import { noteSignIn, type Origin } from './sign-ins.ts'

/** What somebody typed to come in. */
export interface SignInForm {
  login: string
  password: string
  company?: string | null | undefined
  /** Of the second factor. */
  code?: string | null | undefined
}

/**
 * Finds out who this is and which company he means. Problems, the first two alike for accounts that do not exist: `session.wrong` (401),
 * `session.locked` (429); after the right password `session.code_needed` and `session.wrong_code` (401), `session.disabled` and
 * `session.not_in_company` (403), and `choose_company` (409) with the companies to choose from.
 */
export const recognise = (parts: Recognition, form: SignInForm, from: Origin): Promise<Comer> =>
  noted(parts, { form, from }, async known => {
    const { companies } = parts
    const control = companies.pools.control()
    const proof = await prove(parts, { form, ...known }, from.ip)
    const memberships = await living(companies, await membershipsOf(control, proof.account.id), form.company ?? null)
    // A code is good once, so it is not spent on the question which company is meant.
    const { companyId, userId } = choose(memberships, form.company ?? null)
    await proof.settle()
    const { id: accountId, passwordHash } = proof.account
    await noteSignIn(control, { accountId, companyId, userId, refusal: null }, from)
    return { accountId, companyId, userId, passwordHash }
  })

/** Proves that an account is somebody's own, whatever companies it leads into, and gives its id. Problems as `recognise` has them. */
export const proveAccount = (parts: Recognition, form: SignInForm, from: Origin): Promise<string> =>
  noted(parts, { form, from }, async known => {
    const proof = await prove(parts, { form, ...known }, from.ip)
    await proof.settle()
    return proof.account.id
  })

/** What recognising stands on. */
type Recognition = Pick<DoorParts, 'companies' | 'secrets'>

interface Known {
  logins: Login[]
  account: Account | null
}

/** Looks up whom a form means; what he is refused for is remembered. To be asked for a code or a company is no refusal. */
const noted = async <T>(
  { companies }: Recognition,
  { form, from }: { form: SignInForm; from: Origin },
  work: (known: Known) => Promise<T>,
): Promise<T> => {
  const control = companies.pools.control()
  const logins = possibleLogins(form.login)
  const account = await accountByLogins(control, logins)
  try {
    return await work({ logins, account })
  } catch (error) {
    const isRefusal = error instanceof Problem && error.status < 500 && !QUESTIONS.has(error.code)
    if (account && isRefusal) await noteSignIn(control, { accountId: account.id, refusal: error.code }, from)
    throw error
  }
}

const QUESTIONS = new Set(['choose_company', 'session.code_needed'])

/** Password and second factor are right; `settle` spends the code and forgives earlier failures. */
const prove = async (
  { companies, secrets }: Recognition,
  { form: { login, password, code }, logins, account }: { form: SignInForm } & Known,
  address: string,
): Promise<{ account: Account; settle: () => Promise<void> }> => {
  const control = companies.pools.control()
  const attempt: Attempt = {
    account: account ? accountKey(account.id) : strangerKey(logins[0]?.normalised ?? login),
    address,
  }
  await countAttempt(control, attempt)
  const isRight = await isPassword(password, account?.passwordHash ?? null)
  if (!account || !isRight) throw new Problem(401, 'session.wrong')
  const rightCode = await checkSecondFactor(control, secrets, { accountId: account.id, code: code?.trim() || null })
  if (account.state !== 'active') throw new Problem(403, 'session.disabled')
  const upToDate = await renewed(control, account, password)
  const settle = async (): Promise<void> => {
    if (rightCode && !(await rightCode.take())) throw new Problem(401, 'session.wrong_code')
    await forgive(control, attempt)
  }
  return { account: upToDate, settle }
}

/** A password kept with yesterday's parameters is kept with today's from now on. */
const renewed = async (control: Database, account: Account, password: string): Promise<Account> => {
  if (!account.passwordHash || !isOutdated(account.passwordHash)) return account
  const passwordHash = await hashPassword(password)
  await sql`
    update accounts set password_hash = ${passwordHash} where id = ${account.id} and password_hash = ${account.passwordHash}`.execute(
    control,
  )
  return { ...account, passwordHash }
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
