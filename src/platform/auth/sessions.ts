import { createHash, randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Database, Queryable } from '../db/server.ts'
import { Problem } from '../errors.ts'
import { defaultPolicy } from './policy.ts'

/** Proof of who somebody is: an account in a company, as this user of it. */
export interface Pass {
  /** Of the session or the key. */
  id: string
  accountId: string
  companyId: string
  userId: string
  /** The language the person chose; null: the company's. */
  locale: 'zh' | 'en' | null
  /** He may only add the second factor that his company demands. */
  mustEnrol?: boolean
  /** As whom this session looks at the company, and only looks. */
  viewAsUserId?: string | null
  /** What a key is narrowed to; null or absent: all that its owner may. */
  rights?: string[] | null
}

/** SHA-256: a token is random, so nothing slower is needed to keep it. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export const newToken = (): string => randomBytes(32).toString('base64url')

/** Whose session to begin; with `passwordHash` only if that is still the account's, for it may have been changed while we looked. */
export interface Comer {
  accountId: string
  companyId: string
  userId: string
  passwordHash?: string | null
  /** The company demands a second factor, and he has none yet. */
  mustEnrol?: boolean
}

/** Begins a session and returns its token, which is kept nowhere else. Problem `session.wrong` when the password is another by now. */
export const startSession = async (
  control: Queryable,
  { accountId, companyId, userId, passwordHash = null, mustEnrol = false }: Comer,
  from: { ip: string; userAgent: string | undefined },
): Promise<string> => {
  const token = newToken()
  const { rows } = await sql`
    insert into sessions (id, token_hash, account_id, company_id, user_id, expires_at, ip, user_agent, must_enrol)
    select ${newId()}::uuid, ${hashToken(token)}::bytea, a.id, ${companyId}::uuid, ${userId}::uuid,
           ${endOf(sql`now()`)}, ${from.ip}::text, ${from.userAgent?.slice(0, 300) ?? null}::text, ${mustEnrol}::boolean
      from accounts a left join company_policies p on p.company_id = ${companyId}
     where a.id = ${accountId} and (${passwordHash}::text is null or a.password_hash = ${passwordHash})
       for share of a
    returning id`.execute(control)
  if (rows.length === 0) throw new Problem(401, 'session.wrong')
  await sql`
    update account_companies set last_sign_in_at = now() where account_id = ${accountId} and company_id = ${companyId}`.execute(
    control,
  )
  await sql`delete from sessions where expires_at < now()`.execute(control)
  return token
}

/** The sessions `s` of accounts `a` that may enter; those that have expired among them. */
export const livingSessions = sql`sessions s
      join accounts a on a.id = s.account_id and a.state = 'active'
      join account_companies m on m.account_id = s.account_id and m.company_id = s.company_id and m.state = 'active'
      join companies c on c.id = s.company_id and c.state = 'open'`

/** The living session of this token, or null; using it makes it last. */
export const sessionPass = async (control: Database, tokenHash: Buffer): Promise<Pass | null> => {
  const { rows } = await sql<Pass & { isStale: boolean }>`
    select s.id, s.account_id as "accountId", s.company_id as "companyId", s.user_id as "userId", a.locale,
           s.must_enrol as "mustEnrol", s.view_as_user_id as "viewAsUserId", s.last_seen_at < now() - interval '1 minute' as "isStale"
      from ${livingSessions} where s.token_hash = ${tokenHash} and s.expires_at > now()`.execute(control)
  const found = rows[0]
  if (!found) return null
  const { isStale, ...pass } = found
  if (isStale) {
    await sql`
      update sessions s set last_seen_at = now(), expires_at = ${endOf(sql`s.created_at`)}
        from sessions same left join company_policies p on p.company_id = same.company_id
       where s.id = ${pass.id} and same.id = s.id`.execute(control)
  }
  return pass
}

/** Ends the session of this token. */
export const endSession = async (control: Queryable, tokenHash: Buffer): Promise<void> => {
  await sql`delete from sessions where token_hash = ${tokenHash}`.execute(control)
}

/** Ends every session of an account, in all companies. */
export const endSessionsOf = async (control: Queryable, accountId: string): Promise<void> => {
  await sql`delete from sessions where account_id = ${accountId}`.execute(control)
}

/** When a session used now ends, by the policy `p` of its company, when there is one. */
const endOf = (began: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`least(now() + interval '1 minute' * coalesce(p.idle_minutes, ${defaultPolicy.idleMinutes}::int),
            ${began} + interval '1 day' * coalesce(p.longest_days, ${defaultPolicy.longestDays}::int))`
