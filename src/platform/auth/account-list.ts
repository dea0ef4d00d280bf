import { sql } from 'kysely'
import type { Database } from '../db/server.ts'
import type { LoginKind } from './logins.ts'
import { listRoles } from './user-roles.ts'

/** By what a user signs in, and when he last did. */
export interface UserAccount extends Partial<Record<LoginKind, string>> {
  /** `disabled` also when it is barred from this company alone. */
  state: 'active' | 'disabled'
  /** ISO 8601; null when he never came in. */
  lastSignInAt: string | null
  /** Until when too many failures keep him out; null when nothing does. */
  lockedUntil: string | null
  hasSecondFactor: boolean
}

/** The accounts of a company by user id; a user who has none is not in it. */
export const accountsByUser = async (control: Database, companyId: string): Promise<Map<string, UserAccount>> => {
  const { rows } = await sql<{ userId: string; logins: Partial<Record<LoginKind, string>> } & UserAccount>`
    select m.user_id as "userId",
           case when a.state = 'active' and m.state = 'active' then 'active' else 'disabled' end as state,
           m.last_sign_in_at as "lastSignInAt",
           (select t.locked_until from sign_in_attempts t
             where t.key = 'account:' || a.id and t.locked_until > now()) as "lockedUntil",
           exists (select from second_factors f where f.account_id = a.id and f.confirmed_at is not null) as "hasSecondFactor",
           (select coalesce(json_object_agg(kind, normalised), '{}') from account_logins l where l.account_id = a.id) as logins
      from account_companies m join accounts a on a.id = m.account_id
     where m.company_id = ${companyId}`.execute(control)
  return new Map(rows.map(({ userId, logins, ...standing }) => [userId, { ...logins, ...standing }]))
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
