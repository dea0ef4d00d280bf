import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Queryable, Transaction } from '../db/server.ts'
import { conflict, type FieldProblem, invalid } from '../errors.ts'
import { revokeKeysOf } from './api-keys.ts'
import type { Login, LoginKind } from './logins.ts'
import { endSessionsOf } from './sessions.ts'

/** How a person signs in; which companies he is in stands beside it. */
export interface Account {
  id: string
  passwordHash: string | null
  state: 'active' | 'disabled'
  logins: Login[]
}

/** Where an account leads: a company and the user it is there. */
export interface Membership {
  companyId: string
  companyName: string
  userId: string
}

/** The account that one of these logins belongs to, or null. */
export const accountByLogins = async (control: Queryable, logins: readonly Login[]): Promise<Account | null> => {
  const { rows } = await sql<Account>`
    select ${columns} from accounts a
     where a.id in (select account_id from account_logins where (kind, normalised) in (
       select kind, normalised from jsonb_to_recordset(${JSON.stringify(logins)}::jsonb) as typed (kind text, normalised text)))
     limit 1`.execute(control)
  return rows[0] ?? null
}

/** The account of a user of a company, or null: people of the company may be without one. */
export const accountOfUser = async (control: Queryable, companyId: string, userId: string): Promise<Account | null> => {
  const { rows } = await sql<Account>`
    select ${columns} from accounts a join account_companies m on m.account_id = a.id
     where m.company_id = ${companyId} and m.user_id = ${userId}`.execute(control)
  return rows[0] ?? null
}

export const accountById = async (control: Queryable, id: string): Promise<Account | null> => {
  const { rows } = await sql<Account>`select ${columns} from accounts a where a.id = ${id}`.execute(control)
  return rows[0] ?? null
}

/** The open companies that an account may enter. */
export const membershipsOf = async (control: Queryable, accountId: string): Promise<Membership[]> => {
  const { rows } = await sql<Membership>`
    select c.id as "companyId", c.name as "companyName", m.user_id as "userId"
      from account_companies m join companies c on c.id = m.company_id
     where m.account_id = ${accountId} and m.state = 'active' and c.state = 'open'
     order by c.name, c.id`.execute(control)
  return rows
}

/** Whether an account leads into more companies than one, open or not: then none of them may set its password. */
export const isShared = async (control: Queryable, accountId: string): Promise<boolean> => {
  const { rows } = await sql`select 1 from account_companies where account_id = ${accountId}`.execute(control)
  return rows.length > 1
}

/** Whether one of these users of a company has an account to sign in with. */
export const canSomeoneSignIn = async (
  control: Queryable,
  companyId: string,
  userIds: readonly string[],
): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from account_companies m join accounts a on a.id = m.account_id
     where m.company_id = ${companyId} and m.user_id = any(${[...userIds]}::uuid[]) and m.state = 'active' and a.state = 'active'
     limit 1`.execute(control)
  return rows.length > 0
}

/** Makes an account for a user of a company and returns its id. Problem `invalid` when a login is taken; `path` leads to the fields. */
export const createAccount = async (
  trx: Transaction,
  account: { companyId: string; userId: string; logins: readonly Login[]; passwordHash: string; path?: string },
): Promise<string> => {
  const id = newId()
  await sql`insert into accounts (id, password_hash, password_changed_at) values (${id}, ${account.passwordHash}, now())`.execute(
    trx,
  )
  await setLogins(trx, id, account.logins, account.path)
  await enterCompany(trx, { accountId: id, ...account })
  return id
}

/** Lets an account into one more company, as this user. Problem `account.exists` (409) when either is taken already. */
export const enterCompany = async (
  trx: Queryable,
  { accountId, companyId, userId }: { accountId: string; companyId: string; userId: string },
): Promise<void> => {
  const { rows } = await sql`
    insert into account_companies (account_id, company_id, user_id) values (${accountId}, ${companyId}, ${userId})
    on conflict do nothing returning user_id`.execute(trx)
  if (rows.length === 0) throw conflict('account.exists')
}

/** Gives an account these logins, replacing those of the same kind. Problem `invalid` naming each that another account has. */
export const setLogins = async (
  trx: Transaction,
  accountId: string,
  logins: readonly Login[],
  path = '',
): Promise<void> => {
  const taken: FieldProblem[] = []
  for (const { kind, normalised } of logins) {
    await sql`delete from account_logins where account_id = ${accountId} and kind = ${kind} and normalised <> ${normalised}`.execute(
      trx,
    )
    const { rows } = await sql<{ mine: boolean }>`
      insert into account_logins (kind, normalised, account_id) values (${kind}, ${normalised}, ${accountId})
      on conflict (kind, normalised) do update set account_id = account_logins.account_id
      returning account_id = ${accountId} as mine`.execute(trx)
    if (!rows[0]?.mine) taken.push({ path: `${path}${kind}`, code: 'account.login_taken' })
  }
  if (taken.length > 0) throw invalid(taken)
}

/** Sets the password and ends every session of the account; `by: 'other'` ends its keys as well. */
export const setPassword = async (
  trx: Queryable,
  { accountId, passwordHash, by }: { accountId: string; passwordHash: string; by: 'self' | 'other' },
): Promise<void> => {
  await sql`update accounts set password_hash = ${passwordHash}, password_changed_at = now() where id = ${accountId}`.execute(
    trx,
  )
  await endSessionsOf(trx, accountId)
  if (by === 'other') await revokeKeysOf(trx, accountId)
}

/** The logins by kind, for showing. */
export const loginsByKind = (account: Account): Partial<Record<LoginKind, string>> =>
  Object.fromEntries(account.logins.map(({ kind, normalised }) => [kind, normalised]))

const columns = sql`a.id, a.password_hash as "passwordHash", a.state,
  (select coalesce(json_agg(json_build_object('kind', kind, 'normalised', normalised) order by kind), '[]')
     from account_logins where account_id = a.id) as logins`
