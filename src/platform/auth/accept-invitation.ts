import { sql } from 'kysely'
import { findActor } from '../access/load-actor.ts'
import type { Companies } from '../companies/companies.ts'
import { transaction } from '../db/transaction.ts'
import { invalid, Problem } from '../errors.ts'
import { accountOfUser, createAccount, enterCompany, setPassword } from './accounts.ts'
import { findInvitation, type Invitation, markUsed } from './invitations.ts'
import type { Login } from './logins.ts'
import { hashPassword, passwordProblems } from './password.ts'
import type { Comer } from './sessions.ts'
import { unlock } from './standing.ts'

/** What the page of a link shows before anything is typed. */
export interface InvitationView {
  kind: Invitation['kind']
  company: { name: string; locale: 'zh' | 'en' }
  inviterName: string | null
  name: string
  expiresAt: string
  /** What is known of the person and may become his login; of a reset, by what he signs in. */
  mobile: string | null
  email: string | null
  login: string | null
}

/** Problems as `findInvitation` has them; `user.left` when the person has left meanwhile. */
export const viewInvitation = async (companies: Companies, token: string): Promise<InvitationView> => {
  const control = companies.pools.control()
  const invitation = await findInvitation(control, token)
  const { db, company } = await companies.open(invitation.companyId)
  const actor = await findActor(db, invitation.userId, 'person')
  if (!actor) throw new Problem(403, 'user.left')
  const { rows: points } = await sql<{ field: string; normalised: string }>`
    select distinct on (field) field, normalised from contact_points
     where object = 'user' and record_id = ${invitation.userId} and field in ('phones', 'emails')
     order by field, is_primary desc, position`.execute(db)
  const account = await accountOfUser(control, invitation.companyId, invitation.userId)
  const loginOf = (kind: string): string | null =>
    account?.logins.find(login => login.kind === kind)?.normalised ?? null
  const pointOf = (field: string): string | null => points.find(point => point.field === field)?.normalised ?? null
  const { kind, inviterName, expiresAt } = invitation
  return {
    kind,
    company: { name: company.name, locale: company.locale },
    inviterName,
    name: actor.name,
    expiresAt,
    mobile: account ? loginOf('mobile') : pointOf('phones'),
    email: account ? loginOf('email') : pointOf('emails'),
    login: loginOf('login'),
  }
}

/**
 * Opens the account of an invited person, or sets the new password of a reset, and says who came in. Of two who do it at once one wins.
 * Problems: as `findInvitation`; `invalid` for a weak password or a taken login; `user.left`; `account.exists`.
 */
export const acceptInvitation = async (
  companies: Companies,
  { token, logins, password }: { token: string; logins: readonly Login[]; password: string },
): Promise<Comer & { kind: Invitation['kind'] }> => {
  const view = await viewInvitation(companies, token)
  const known = [...logins.map(login => login.normalised), view.login, view.mobile, view.email].filter(
    text => text !== null,
  )
  const problems = passwordProblems(password, 'password', known)
  if (view.kind === 'invite' && logins.length === 0) problems.push({ path: 'mobile', code: 'account.no_login' })
  if (problems.length > 0) throw invalid(problems)
  const passwordHash = await hashPassword(password)
  return await transaction(companies.pools.control(), async trx => {
    const { id, kind, companyId, userId } = await findInvitation(trx, token)
    await markUsed(trx, id)
    if (kind === 'invite') {
      const accountId = await createAccount(trx, { companyId, userId, logins, passwordHash })
      return { kind, accountId, companyId, userId }
    }
    const account = await accountOfUser(trx, companyId, userId)
    if (!account) throw new Problem(404, 'account.none_here')
    await setPassword(trx, { accountId: account.id, passwordHash, by: 'other' })
    await unlock(trx, account.id)
    return { kind, accountId: account.id, companyId, userId }
  })
}

/** Lets the account of somebody who has one already, and has just shown that it is his, into the company as the invited user. */
export const acceptWithAccount = async (companies: Companies, token: string, accountId: string): Promise<Comer> => {
  const view = await viewInvitation(companies, token)
  if (view.kind !== 'invite') throw new Problem(404, 'invitation.unknown')
  return await transaction(companies.pools.control(), async trx => {
    const { id, companyId, userId } = await findInvitation(trx, token)
    await markUsed(trx, id)
    await enterCompany(trx, { accountId, companyId, userId })
    return { accountId, companyId, userId }
  })
}
