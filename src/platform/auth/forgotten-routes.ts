import { says } from '../http/describe-route.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findActor } from '../access/load-actor.ts'
import { parseBody } from '../http/body.ts'
import { translate } from '../i18n/index.ts'
import { accountByLogins, membershipsOf } from './accounts.ts'
import { countMail, countStranger } from './attempts.ts'
import type { DoorParts } from './door.ts'
import { createInvitation, markMailed } from './invitations.ts'
import { linkOf } from './invite.ts'
import { possibleLogins } from './logins.ts'
import { refuseOtherSite } from './same-origin.ts'

const forgottenSchema = z.strictObject({ login: z.string().trim().min(1).max(254) })

/**
 * `POST /api/forgotten`: a link by mail for a new password. The answer is the same, and as quick, for an account that exists, one without
 * an address, and none at all; what is to be done is done afterwards.
 */
export const forgottenRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  server.post(
    '/api/forgotten',
    says({ id: 'session.forgotten', body: forgottenSchema, answer: z.object({}), status: 202, who: 'anybody' }),
    async (request, reply) => {
      refuseOtherSite(request, { publicUrl: parts.publicUrl, proof: 'optional' })
      const { login } = parseBody(forgottenSchema, request.body)
      await countStranger(parts.companies.pools.control(), 'forgotten', request.ip)
      void sendLink(parts, login).catch(error =>
        request.log.warn(
          { code: 'code' in error ? error.code : undefined, correlationId: request.id },
          'a link for a new password was not sent',
        ),
      )
      return reply.code(202).send({})
    },
  )
}

/** Sends a link to the account's own address, through the first of its companies that can send mail. */
const sendLink = async (parts: DoorParts, login: string): Promise<void> => {
  const control = parts.companies.pools.control()
  const account = await accountByLogins(control, possibleLogins(login))
  const address = account?.logins.find(one => one.kind === 'email')?.normalised
  if (!account || account.state !== 'active' || !address) return
  await countMail(control, account.id)
  for (const { companyId, userId } of await membershipsOf(control, account.id)) {
    const { db, company } = await parts.companies.open(companyId)
    const actor = await findActor(db, userId, 'person')
    if (!actor || !(await parts.mail.settingsOf(companyId))) continue
    const invitation = await createInvitation(control, { kind: 'reset', companyId, userId, inviter: null })
    const words = { company: company.name, name: actor.name, link: linkOf(parts, invitation.token) }
    await parts.mail.send(companyId, {
      to: { name: actor.name, address },
      fromName: company.name,
      subject: translate(company.locale, 'invitation.reset.subject', words),
      text: translate(company.locale, 'invitation.reset.text', words),
    })
    await markMailed(control, invitation.id, address)
    return
  }
}
