import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Database, Queryable } from '../db/server.ts'
import { readPolicy } from './policy.ts'
import { secondFactorOf } from './second-factor.ts'

/** Whether the company demands a second factor of this person. */
export const needsSecondFactor = async (control: Queryable, companyId: string, actor: Actor): Promise<boolean> => {
  const { secondFactor, secondFactorRoles } = await readPolicy(control, companyId)
  if (secondFactor === 'all') return true
  return secondFactor === 'roles' && actor.roles.some(role => secondFactorRoles.includes(role.id))
}

/** Whether the company demands one, and this person's account has none. */
export const mustEnrol = async (
  control: Queryable,
  { companyId, accountId }: { companyId: string; accountId: string },
  actor: Actor,
): Promise<boolean> =>
  (await needsSecondFactor(control, companyId, actor)) && !(await secondFactorOf(control, accountId)).isOn

/** Lets a changed demand act on who is signed in already: with their next request they add the factor, or are free of it. */
export const applyDemand = async (
  control: Database,
  { db, companyId }: { db: Database; companyId: string },
): Promise<void> => {
  const { secondFactor, secondFactorRoles } = await readPolicy(control, companyId)
  const { rows } = await sql<{ id: string }>`
    select distinct user_id as id from user_roles where role_id = any(${secondFactorRoles}::text[])`.execute(db)
  const asked = rows.map(row => row.id)
  const isAsked =
    secondFactor === 'all' ? sql`true` : secondFactor === 'roles' ? sql`s.user_id = any(${asked}::uuid[])` : sql`false`
  await sql`
    update sessions s set must_enrol = ${isAsked} and not exists (
      select from second_factors f where f.account_id = s.account_id and f.confirmed_at is not null)
     where s.company_id = ${companyId}`.execute(control)
}
