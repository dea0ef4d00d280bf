import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Queryable, Transaction } from '../db/server.ts'
import { notFound, Problem } from '../errors.ts'
import { hashToken, newToken } from './sessions.ts'

/** A link by which a person opens his account (`invite`) or sets a new password (`reset`); without its token. */
export interface Invitation {
  id: string
  kind: 'invite' | 'reset'
  companyId: string
  userId: string
  /** Who made it; null when the person asked for it himself. */
  inviterName: string | null
  createdAt: string
  expiresAt: string
  usedAt: string | null
  withdrawnAt: string | null
  mailedTo: string | null
  mailedAt: string | null
}

/** How long a link is good, in hours. */
export const GOOD_FOR = { invite: 7 * 24, reset: 24 } as const

/** Makes a link and gives its token, which is kept nowhere; an earlier one of the same kind for the same user is void. */
export const createInvitation = async (
  control: Queryable,
  wanted: Pick<Invitation, 'kind' | 'companyId' | 'userId'> & { inviter: { id: string; name: string } | null },
): Promise<Invitation & { token: string }> => {
  const { kind, companyId, userId, inviter } = wanted
  const token = newToken()
  await sql`
    update invitations set withdrawn_at = now()
     where company_id = ${companyId} and user_id = ${userId} and kind = ${kind} and used_at is null and withdrawn_at is null`.execute(
    control,
  )
  await sql`delete from invitations where expires_at < now() - interval '90 days'`.execute(control)
  const { rows } = await sql<Invitation>`
    insert into invitations (id, kind, token_hash, company_id, user_id, inviter_id, inviter_name, expires_at)
    values (${newId()}, ${kind}, ${hashToken(token)}, ${companyId}, ${userId}, ${inviter?.id ?? null}::uuid, ${inviter?.name ?? null}::text,
            now() + interval '1 hour' * ${GOOD_FOR[kind]}::int)
    returning ${columns}`.execute(control)
  if (!rows[0]) throw new Error('An invitation was not written')
  return { ...rows[0], token }
}

/** The links of a company that were made in the last 90 days, newest first. */
export const listInvitations = async (control: Queryable, companyId: string): Promise<Invitation[]> => {
  const { rows } = await sql<Invitation>`
    select ${columns} from invitations where company_id = ${companyId} order by created_at desc, id desc limit 1000`.execute(
    control,
  )
  return rows
}

/** Makes a link void. Problem `not_found` when the company has no such link that is still good. */
export const withdrawInvitation = async (control: Queryable, companyId: string, id: string): Promise<Invitation> => {
  const { rows } = await sql<Invitation>`
    update invitations set withdrawn_at = now()
     where id = ${id} and company_id = ${companyId} and used_at is null and withdrawn_at is null returning ${columns}`.execute(
    control,
  )
  if (!rows[0]) throw notFound('invitation')
  return rows[0]
}

/** Remembers to which address a link was sent. */
export const markMailed = async (control: Queryable, id: string, address: string): Promise<void> => {
  await sql`update invitations set mailed_to = ${address}, mailed_at = now() where id = ${id}`.execute(control)
}

/**
 * The link of this token. Problems: `invitation.unknown` (404), `invitation.used`, `invitation.withdrawn`, `invitation.expired` (410). In a
 * transaction its row is locked, so that of two who use it at once one comes too late.
 */
export const findInvitation = async (control: Queryable, token: string): Promise<Invitation> => {
  const lock = control.isTransaction ? sql`for update` : sql``
  const { rows } = await sql<Invitation>`
    select ${columns} from invitations where token_hash = ${hashToken(token)} ${lock}`.execute(control)
  const [found] = rows
  if (!found) throw new Problem(404, 'invitation.unknown')
  if (found.usedAt) throw new Problem(410, 'invitation.used')
  if (found.withdrawnAt) throw new Problem(410, 'invitation.withdrawn')
  if (Date.parse(found.expiresAt) <= Date.now()) throw new Problem(410, 'invitation.expired')
  return found
}

/** The link has done what it is for. */
export const markUsed = async (trx: Transaction, id: string): Promise<void> => {
  await sql`update invitations set used_at = now() where id = ${id}`.execute(trx)
}

const columns = sql`id, kind, company_id as "companyId", user_id as "userId", inviter_name as "inviterName",
  created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt", withdrawn_at as "withdrawnAt",
  mailed_to as "mailedTo", mailed_at as "mailedAt"`
