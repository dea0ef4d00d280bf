import { sql } from 'kysely'
import type { Queryable } from '../db/server.ts'

/** What a company demands of whoever comes in. */
export interface Policy {
  /** Minutes without use after which a session ends. */
  idleMinutes: number
  /** Days after which a session ends in any case. */
  longestDays: number
  /** Who must have a second factor: nobody, whoever has one of `secondFactorRoles`, everybody. */
  secondFactor: 'none' | 'roles' | 'all'
  secondFactorRoles: string[]
}

/** For how long a company may at most let a session last, in days: the cookie lasts no longer. */
export const LONGEST_DAYS = 365

export const defaultPolicy: Policy = {
  idleMinutes: 14 * 1440,
  longestDays: 90,
  secondFactor: 'none',
  secondFactorRoles: [],
}

/** What this company demands; the defaults when it has never said. */
export const readPolicy = async (control: Queryable, companyId: string): Promise<Policy> => {
  const { rows } = await sql<Policy>`
    select idle_minutes as "idleMinutes", longest_days as "longestDays", second_factor as "secondFactor",
           second_factor_roles as "secondFactorRoles"
      from company_policies where company_id = ${companyId}`.execute(control)
  return rows[0] ?? defaultPolicy
}

/**
 * Changes what is named and gives all of it. Sessions that lasted longer than is allowed now end with their next request, those that have
 * not been used for so long end at once.
 */
export const changePolicy = async (
  control: Queryable,
  companyId: string,
  change: { [K in keyof Policy]?: Policy[K] | undefined },
): Promise<Policy> => {
  const known = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const wanted: Policy = { ...(await readPolicy(control, companyId)), ...known }
  await sql`
    insert into company_policies (company_id, idle_minutes, longest_days, second_factor, second_factor_roles)
    values (${companyId}, ${wanted.idleMinutes}, ${wanted.longestDays}, ${wanted.secondFactor}, ${wanted.secondFactorRoles}::text[])
    on conflict (company_id) do update set idle_minutes = excluded.idle_minutes, longest_days = excluded.longest_days,
      second_factor = excluded.second_factor, second_factor_roles = excluded.second_factor_roles`.execute(control)
  await sql`
    update sessions set expires_at = least(last_seen_at + interval '1 minute' * ${wanted.idleMinutes}::int,
                                           created_at + interval '1 day' * ${wanted.longestDays}::int)
     where company_id = ${companyId}`.execute(control)
  return wanted
}
