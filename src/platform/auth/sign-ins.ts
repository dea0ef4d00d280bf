import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Queryable } from '../db/server.ts'

/** Where a request comes from. */
export interface Origin {
  ip: string
  userAgent: string | undefined
}

/** A sign-in, or an attempt at one, with an account that exists. What was typed for one that does not is kept nowhere. */
export interface SignIn {
  accountId: string
  companyId?: string
  userId?: string
  /** The code of the problem that the person was told; null when he came in. */
  refusal: string | null
}

/** Remembers a sign-in for a year. Of refusals because of a lock one a minute is kept, so that a guesser does not fill the table. */
export const noteSignIn = async (control: Queryable, signIn: SignIn, from: Origin): Promise<void> => {
  const { accountId, companyId, userId, refusal } = signIn
  await sql`
    insert into sign_ins (id, account_id, company_id, user_id, refusal, ip, user_agent)
    select ${newId()}::uuid, ${accountId}::uuid, ${companyId ?? null}::uuid, ${userId ?? null}::uuid, ${refusal}::text,
           ${from.ip}::text, ${from.userAgent?.slice(0, 300) ?? null}::text
     where ${refusal}::text is distinct from 'session.locked' or not exists (
       select from sign_ins where account_id = ${accountId} and refusal = 'session.locked' and at > now() - interval '1 minute')`.execute(
    control,
  )
  if (refusal === null) await sql`delete from sign_ins where at < now() - interval '1 year'`.execute(control)
}
