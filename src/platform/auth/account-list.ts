import { sql } from 'kysely'
import type { Database } from '../db/server.ts'
import type { LoginKind } from './logins.ts'
import { listRoles } from './user-roles.ts'

/** By what a user signs in, and when he last did. */
export interface UserAccount extends Partial<Record<LoginKind, string>> {
  /** `disabled` also when it is barred from this company alone. */
  state: 'active' | 'disabled'
  /** ISO 8601, of the newest session that has not ended; null when there is none: ended ones are not kept. */
  lastSignInAt: string | null
}

/** The accounts of a company by user id; a user who has none is not in it. */
export const accountsByUser = async (control: Database, companyId: string): Promise<Map<string, UserAccount>> => {
  const { rows } = await sql<{ userId: string; logins: Partial<Record<LoginKind, string>> } & UserAccount>`
    select m.user_id as "userId",
           case when a.state = 'active' and m.state = 'active' then 'active' else 'disabled' end as state,
           (select max(s.created_at) from sessions s
             where s.account_id = m.account_id and s.company_id = m.company_id and s.expires_at > now()) as "lastSignInAt",
           (select coalesce(json_object_agg(kind, normalised), '{}') from account_logins l where l.account_id = a.id) as logins
      from account_companies m join accounts a on a.id = m.account_id
     where m.company_id = ${companyId}`.execute(control)
  return new Map(rows.map(({ userId, logins, state, lastSignInAt }) => [userId, { ...logins, state, lastSignInAt }]))
}

/** Everybody in the company by name, each with his roles in the company's order, named in this language. */
export const rolesByUser = async (
  db: Database,
  locale: 'zh' | 'en',
): Promise<{ userId: string; roles: { id: string; name: string }[] }[]> => {
  const named = (await listRoles(db)).map(({ id, name }) => ({ id, name: name[locale] }))
  const { rows } = await sql<{ userId: string; roleIds: string[] }>`
    select u.id as "userId", array(select role_id from user_roles where user_id = u.id) as "roleIds"
      from users u where u.deleted_at is null order by u.name, u.id`.execute(db)
  return rows.map(({ userId, roleIds }) => ({ userId, roles: named.filter(role => roleIds.includes(role.id)) }))
}
