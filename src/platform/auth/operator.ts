import { sql } from 'kysely'
import { systemActor } from '../access/actor.ts'
import { forgetActor } from '../access/load-actor.ts'
import type { Companies, OpenCompany } from '../companies/companies.ts'
import { newId } from '../db/id.ts'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { invalid, Problem } from '../errors.ts'
import type { Context } from '../records/index.ts'
import { accountByLogins, canSomeoneSignIn, createAccount, enterCompany, setPassword } from './accounts.ts'
import { type Login, possibleLogins } from './logins.ts'
import { createUser, giveRoles } from './new-user.ts'
import { hashPassword, passwordProblems } from './password.ts'
import { removeSecondFactor } from './second-factor.ts'
import { endSessionsOf } from './sessions.ts'
import { closeSetup } from './setup.ts'
import { assignRoles, listRoles } from './user-roles.ts'

/** A user with what lets him in, as the operator's list shows it. */
export interface Person {
  id: string
  name: string
  state: string | null
  roles: string[]
  logins: Login[]
}

/** Everybody in a company, by name. */
export const listPeople = async (companies: Companies, companyId: string): Promise<Person[]> => {
  const { db } = await companies.open(companyId)
  const { rows: users } = await sql<Omit<Person, 'logins'>>`
    select u.id, u.name, u.state, array(select role_id from user_roles where user_id = u.id order by role_id) as roles
      from users u where u.deleted_at is null order by u.name, u.id`.execute(db)
  const { rows: logins } = await sql<{ userId: string } & Login>`
    select m.user_id as "userId", l.kind, l.normalised from account_companies m join account_logins l on l.account_id = m.account_id
     where m.company_id = ${companyId} order by l.kind`.execute(companies.pools.control())
  return users.map(user => ({
    ...user,
    logins: logins.flatMap(({ userId, kind, normalised }) => (userId === user.id ? [{ kind, normalised }] : [])),
  }))
}

/** The one user that this id, name or login means. Problems: `user.unknown` (404), `user.ambiguous` (409). */
export const findPerson = async (companies: Companies, companyId: string, wanted: string): Promise<Person> => {
  const typed = possibleLogins(wanted)
  const isMeant = ({ id, name, logins }: Person): boolean =>
    id === wanted ||
    name === wanted ||
    logins.some(login => typed.some(one => one.kind === login.kind && one.normalised === login.normalised))
  const [first, second] = (await listPeople(companies, companyId)).filter(isMeant)
  if (!first) throw new Problem(404, 'user.unknown', { params: { user: wanted } })
  if (second) throw new Problem(409, 'user.ambiguous', { params: { user: wanted } })
  return first
}

/** Somebody to let in: a new user by his name, or a user that is there already. */
export type Newcomer = { logins: readonly Login[]; roles: readonly string[] } & (
  | { name: string; mobile?: string | null; email?: string | null }
  | { userId: string }
)

/**
 * Gives somebody an account with these roles and returns the user's id. Logins of an account that exists let that account into this
 * company as well, with its own password: then `password` is null. The first administrator closes set-up.
 * Problems: `invalid`, `role.unknown`.
 */
export const letIn = async (
  companies: Companies,
  companyId: string,
  { newcomer, password }: { newcomer: Newcomer; password: string | null },
): Promise<string> => {
  const control = companies.pools.control()
  const place = await companies.open(companyId)
  const existing = await accountByLogins(control, newcomer.logins)
  const passwordHash = existing ? null : await checkedHash(newcomer.logins, password)
  const roles = (await listRoles(place.db)).filter(role => newcomer.roles.includes(role.id))
  const unknown = newcomer.roles.find(id => !roles.some(role => role.id === id))
  if (unknown !== undefined) throw new Problem(422, 'role.unknown', { params: { role: unknown } })
  const userId = 'userId' in newcomer ? newcomer.userId : newId()
  // The user is committed before the account: what a crash leaves is at most a user without an account.
  await transaction(
    control,
    async trx => {
      if (existing) await enterCompany(trx, { accountId: existing.id, companyId, userId })
      else await createAccount(trx, { companyId, userId, logins: newcomer.logins, passwordHash: passwordHash ?? '' })
      await settle(companies, place, { userId, newcomer })
      if (roles.some(role => role.grants['*'] === 'all')) await closeSetup(trx)
    },
    { tries: 1 },
  )
  return userId
}

/** Gives a user exactly these roles, and returns them. Problems as `assignRoles` has them. */
export const assignAsOperator = async (
  companies: Companies,
  companyId: string,
  { userId, roleIds }: { userId: string; roleIds: readonly string[] },
): Promise<string[]> => {
  const place = await companies.open(companyId)
  const ctx = { ...(await operatorContext(companies, place)), db: place.db }
  const mayComeIn = (ids: string[]) => canSomeoneSignIn(companies.pools.control(), companyId, ids)
  return await assignRoles(ctx, { userId, roleIds, mayComeIn })
}

/** Sets the password of the account with this login, in whatever companies it is. Problem `account.unknown`. */
export const resetPassword = async (control: Database, login: string, password: string): Promise<void> => {
  const account = await accountByLogins(control, possibleLogins(login))
  if (!account) throw new Problem(404, 'account.unknown', { params: { login } })
  const passwordHash = await checkedHash(account.logins, password)
  await transaction(control, trx => setPassword(trx, { accountId: account.id, passwordHash, by: 'other' }))
}

/** Takes the second factor of the account with this login away, and ends its sessions. Problem `account.unknown`. */
export const resetSecondFactor = async (control: Database, login: string): Promise<void> => {
  const account = await accountByLogins(control, possibleLogins(login))
  if (!account) throw new Problem(404, 'account.unknown', { params: { login } })
  await transaction(control, async trx => {
    await removeSecondFactor(trx, account.id)
    await endSessionsOf(trx, account.id)
  })
}

const checkedHash = async (logins: readonly Login[], password: string | null): Promise<string> => {
  const problems = passwordProblems(
    password ?? '',
    'password',
    logins.map(login => login.normalised),
  )
  if (logins.length === 0) problems.push({ path: 'login', code: 'account.no_login' })
  if (problems.length > 0) throw invalid(problems)
  return hashPassword(password ?? '')
}

const settle = async (
  companies: Companies,
  { db, company }: OpenCompany,
  { userId, newcomer }: { userId: string; newcomer: Newcomer },
): Promise<void> => {
  await transaction(db, async trx => {
    if ('name' in newcomer) await createUser(await operatorContext(companies, { db: trx, company }), newcomer, userId)
    await giveRoles(trx, userId, newcomer.roles)
  })
  forgetActor(db, userId)
}

/** The operator at the machine, as history names him. */
const operatorContext = async (
  companies: Companies,
  { db, company }: Pick<Context, 'db' | 'company'>,
): Promise<Context> =>
  companies.contextOf({
    db,
    company,
    actor: systemActor('operator'),
    batch: null,
    reason: null,
    locale: company.locale,
    now: () => new Date(),
  })
