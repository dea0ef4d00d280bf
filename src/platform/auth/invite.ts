import { sql } from 'kysely'
import type { Database } from '../db/server.ts'
import { conflict, forbidden, Problem } from '../errors.ts'
import { translate } from '../i18n/index.ts'
import { objectOf } from '../objects/catalog.ts'
import { type Context, create } from '../records/index.ts'
import { accountOfUser, canSomeoneSignIn } from './accounts.ts'
import { countCompanyMail } from './attempts.ts'
import type { Visitor } from './authenticate.ts'
import type { DoorParts } from './door.ts'
import { createInvitation, type Invitation, markMailed } from './invitations.ts'
import { hasRight } from './require.ts'
import { assignRoles, knownRoles, refuseBeyond, refuseHigher, rolesOfUser } from './user-roles.ts'

/** A link that was made, for whoever made it: shown now and never again. */
export interface MadeInvitation {
  id: string
  userId: string
  name: string
  kind: Invitation['kind']
  link: string
  expiresAt: string
  mailedTo: string | null
  /** Why the mail did not go, in words; null when it went or none was wanted. */
  mailProblem: string | null
}

/** Somebody new: what the company knows of him, and which roles he is given. */
export interface NewColleague {
  name: string
  department?: string | null | undefined
  superior?: string | null | undefined
  mobile?: string | null | undefined
  email?: string | null | undefined
  roles: string[]
}

/**
 * Makes the user record of somebody new, with his roles, and gives its id. Problems as `create` has them; `role.beyond_yours` before anything is
 * written when the inviter may not give one of the roles.
 */
export const addColleague = async (parts: DoorParts, visitor: Visitor, wanted: NewColleague): Promise<string> => {
  const { db, company, actor, locale } = visitor
  if (wanted.roles.length > 0 && !hasRight(actor, 'role.assign')) throw forbidden('role.assign')
  await refuseBeyond(db, actor, await knownRoles(db, wanted.roles))
  const start = { company, actor, locale, batch: null, reason: null, now: () => new Date() }
  const ctx: Context & { db: Database } = { ...(await parts.companies.contextOf({ ...start, db })), db }
  const userId = await db.transaction().execute(trx =>
    create({ ...ctx, db: trx }, objectOf(ctx.catalog, 'user'), {
      name: wanted.name,
      department: wanted.department ?? null,
      superior: wanted.superior ?? null,
      phones: wanted.mobile ? [{ raw: wanted.mobile }] : [],
      emails: wanted.email ? [{ raw: wanted.email }] : [],
    }),
  )
  if (wanted.roles.length > 0) {
    const mayComeIn = (ids: string[]) => canSomeoneSignIn(parts.companies.pools.control(), company.id, ids)
    await assignRoles(ctx, { userId, roleIds: wanted.roles, mayComeIn })
  }
  return userId
}

/**
 * Makes links for users of the visitor's company, and mails each to the user's address when that is wanted. `invite` is for who has no
 * account (else `account.exists`, 409), `reset` for who has one (else `account.none_here`, 404) that leads nowhere else (else
 * `account.shared`, 409). Problem `role.beyond_yours` for somebody above the visitor, `user.left` for a leaver; then none is made.
 */
export const makeInvitations = async (
  parts: DoorParts,
  visitor: Visitor,
  { userIds, kind, byMail }: { userIds: readonly string[]; kind: Invitation['kind']; byMail: boolean },
): Promise<MadeInvitation[]> => {
  const control = parts.companies.pools.control()
  const { actor, company, db } = visitor
  const people = await reachable(db, userIds)
  for (const { id } of people) {
    // Whoever may appoint somebody may also let him in the first time; a new password for him is another matter.
    if (kind === 'invite') await refuseBeyond(db, actor, await rolesOfUser(db, id))
    else await refuseHigher(db, actor, id)
    const account = await accountOfUser(control, company.id, id)
    if (kind === 'invite' && account) throw conflict('account.exists')
    if (kind === 'reset' && !account) throw new Problem(404, 'account.none_here')
    if (kind === 'reset' && account && (await leadsElsewhere(control, account.id, company.id)))
      throw conflict('account.shared')
  }
  const made: MadeInvitation[] = []
  for (const { id: userId, name, email } of people) {
    const inviter = { id: actor.userId ?? '', name: actor.name }
    const invitation = await createInvitation(control, { kind, companyId: company.id, userId, inviter })
    const link = linkOf(parts, invitation.token)
    const mailing = byMail ? await mailLink(parts, visitor, { invitation, to: { name, address: email }, link }) : null
    made.push({
      id: invitation.id,
      userId,
      name,
      kind,
      link,
      expiresAt: invitation.expiresAt,
      mailedTo: mailing?.address ?? null,
      mailProblem: mailing?.problem ?? null,
    })
  }
  return made
}

/** Behind `#` the token reaches neither the logs of servers on the way nor the page that is opened next. */
export const linkOf = ({ linkBase }: DoorParts, token: string): string => `${linkBase}/invitation#${token}`

interface Reachable {
  id: string
  name: string
  email: string | null
}

const reachable = async (db: Database, userIds: readonly string[]): Promise<Reachable[]> => {
  const { rows } = await sql<Reachable & { isHere: boolean }>`
    select u.id, u.name, u.state is distinct from 'left' as "isHere",
           (select p.normalised from contact_points p where p.object = 'user' and p.record_id = u.id and p.field = 'emails'
             order by p.is_primary desc, p.position limit 1) as email
      from users u where u.id = any(${[...userIds]}::uuid[]) and u.deleted_at is null order by u.name, u.id`.execute(db)
  if (rows.length < new Set(userIds).size || rows.some(row => !row.isHere)) throw new Problem(403, 'user.left')
  return rows
}

const leadsElsewhere = async (control: Database, accountId: string, companyId: string): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from account_companies where account_id = ${accountId} and company_id <> ${companyId}`.execute(control)
  return rows.length > 0
}

const mailLink = async (
  parts: DoorParts,
  { company, actor, locale }: Visitor,
  { invitation, to, link }: { invitation: Invitation; to: { name: string; address: string | null }; link: string },
): Promise<{ address: string | null; problem: string | null }> => {
  if (!to.address) return { address: null, problem: translate(locale, 'problems.invitation.no_address') }
  const words = { company: company.name, inviter: actor.name, name: to.name, link }
  try {
    await countCompanyMail(parts.companies.pools.control(), company.id)
    await parts.mail.send(company.id, {
      to: { name: to.name, address: to.address },
      fromName: company.name,
      subject: translate(company.locale, `invitation.${invitation.kind}.subject`, words),
      text: translate(company.locale, `invitation.${invitation.kind}.text`, words),
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { address: null, problem: translate(locale, `problems.${error.code}`, error.params) }
  }
  await markMailed(parts.companies.pools.control(), invitation.id, to.address)
  return { address: to.address, problem: null }
}
