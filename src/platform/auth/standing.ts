import { sql } from 'kysely'
import type { Queryable, Transaction } from '../db/server.ts'
import { Problem } from '../errors.ts'
import { endSessions } from './session-list.ts'

/**
 * Bars a user's account from the company, or lets it in again. Barring ends his sessions and his keys for good: letting in again
 * gives back neither. Problem `account.none` (404) for a user without an account.
 */
export const setStanding = async (
  control: Transaction,
  { companyId, userId, state }: { companyId: string; userId: string; state: 'active' | 'disabled' },
): Promise<void> => {
  const { rows } = await sql`
    update account_companies set state = ${state} where company_id = ${companyId} and user_id = ${userId} returning user_id`.execute(
    control,
  )
  if (rows.length === 0) throw new Problem(404, 'account.none_here')
  if (state === 'disabled') await shutOut(control, { companyId, userId })
}

/** Ends the sessions and keys of a user of a company, and withdraws the links by which he could come in. */
export const shutOut = async (control: Queryable, who: { companyId: string; userId: string }): Promise<void> => {
  const { companyId, userId } = who
  await endSessions(control, who)
  await sql`
    update api_keys set revoked_at = now()
     where company_id = ${companyId} and user_id = ${userId} and revoked_at is null`.execute(control)
  await sql`
    update invitations set withdrawn_at = now()
     where company_id = ${companyId} and user_id = ${userId} and used_at is null and withdrawn_at is null`.execute(
    control,
  )
}

/** Forgets an account's failures, so that its person may try again at once. */
export const unlock = async (control: Queryable, accountId: string): Promise<void> => {
  await sql`delete from sign_in_attempts where key = ${`account:${accountId}`}`.execute(control)
}
