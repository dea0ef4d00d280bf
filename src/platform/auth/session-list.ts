import { sql } from 'kysely'
import type { Queryable } from '../db/server.ts'
import { notFound } from '../errors.ts'

/** A living session as a list shows it. */
export interface SessionEntry {
  id: string
  companyId: string
  companyName: string
  /** ISO 8601. */
  startedAt: string
  /** To the minute. */
  lastSeenAt: string
  expiresAt: string
  ip: string | null
  /** What the browser says of itself. */
  userAgent: string | null
}

/** Whose sessions: an account's in all companies, or a user's in one. */
export type Whose = { accountId: string } | { companyId: string; userId: string }

/** The living sessions, last used first. */
export const listSessions = async (control: Queryable, whose: Whose): Promise<SessionEntry[]> => {
  const { rows } = await sql<SessionEntry>`
    select s.id, s.company_id as "companyId", c.name as "companyName", s.created_at as "startedAt",
           s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", s.ip, s.user_agent as "userAgent"
      from sessions s join companies c on c.id = s.company_id
     where s.expires_at > now() and ${those(whose)} order by s.last_seen_at desc, s.id`.execute(control)
  return rows
}

/** Ends one of them. Problem `not_found` when it is not one of them. */
export const endOneSession = async (control: Queryable, whose: Whose, id: string): Promise<void> => {
  const { rows } = await sql`delete from sessions s where s.id = ${id} and ${those(whose)} returning s.id`.execute(
    control,
  )
  if (rows.length === 0) throw notFound('session')
}

/** Ends all of them but the one of this id, and gives how many. */
export const endSessions = async (control: Queryable, whose: Whose, except: string | null = null): Promise<number> => {
  const { rows } = await sql`
    delete from sessions s where ${those(whose)} and s.id is distinct from ${except}::uuid returning s.id`.execute(
    control,
  )
  return rows.length
}

const those = (whose: Whose) =>
  'accountId' in whose
    ? sql`s.account_id = ${whose.accountId}`
    : sql`s.company_id = ${whose.companyId} and s.user_id = ${whose.userId}`
