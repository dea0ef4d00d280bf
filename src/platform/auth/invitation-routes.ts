import { says } from '../http/describe-route.ts'
import {
  acceptedAnswer,
  invitationsAnswer,
  invitationView,
  madeInvitation,
  madeInvitations,
  sessionAnswer,
} from './auth-answers.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { loadActor } from '../access/load-actor.ts'
import { parseBody } from '../http/body.ts'
import { acceptInvitation, acceptWithAccount, viewInvitation } from './accept-invitation.ts'
import { countStranger } from './attempts.ts'
import { comeIn } from './come-in.ts'
import type { DoorParts } from './door.ts'
import { listInvitations, withdrawInvitation } from './invitations.ts'
import { addColleague, makeInvitations } from './invite.ts'
import { loginFields, loginsOf } from './logins.ts'
import { noteAccount } from './note.ts'
import { idIn, requirePerson, requireRight } from './require.ts'
import { refuseOtherSite } from './same-origin.ts'
import { secondFactorOf } from './second-factor.ts'
import { proveAccount } from './sign-in.ts'
import { noteSignIn } from './sign-ins.ts'

const personSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  department: z.uuid().nullish(),
  superior: z.uuid().nullish(),
  mobile: z.string().trim().max(40).nullish(),
  email: z.string().trim().max(254).nullish(),
  roles: z.array(z.string().max(64)).max(50),
})

const inviteSchema = z.strictObject({
  /** Users without an account … */
  userIds: z.array(z.uuid()).max(500).optional(),
  /** … or somebody new. */
  person: personSchema.optional(),
  byMail: z.boolean().default(false),
})

const resetSchema = z.strictObject({ byMail: z.boolean().default(false) })
const tokenSchema = z.strictObject({ token: z.string().max(100) })
const acceptSchema = tokenSchema.extend({ ...loginFields, password: z.string().max(1000) })
const withAccountSchema = tokenSchema.extend({
  login: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(1000),
  code: z.string().max(40).nullish(),
})

/** Links by which people open their accounts and set new passwords: made by whoever has the right `account.assign`, used by anybody. */
export const invitationRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  const control = () => parts.companies.pools.control()

  server.get(
    '/api/invitations',
    says({ id: 'invitations.list', answer: invitationsAnswer, who: 'person', right: 'account.assign' }),
    async request => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'account.assign')
      return { invitations: await listInvitations(control(), person.company.id), linkBase: parts.linkBase }
    },
  )

  server.post(
    '/api/invitations',
    says({
      id: 'invitations.create',
      body: inviteSchema,
      example: { userIds: [], byMail: false },
      answer: madeInvitations,
      status: 201,
      who: 'person',
      right: 'account.assign',
    }),
    async (request, reply) => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'account.assign')
      const form = parseBody(inviteSchema, request.body)
      const userIds = form.person ? [await addColleague(parts, person, form.person)] : (form.userIds ?? [])
      const invitations = await makeInvitations(parts, person, { userIds, kind: 'invite', byMail: form.byMail })
      for (const { userId, mailedTo } of invitations)
        await noteAccount(person, request, { kind: 'account.invited', userId, detail: { mailedTo } })
      return reply.code(201).send({ invitations })
    },
  )

  server.post(
    '/api/users/:id/account/reset-link',
    says({
      id: 'invitations.resetLink',
      body: resetSchema,
      answer: madeInvitation,
      status: 201,
      who: 'person',
      right: 'account.assign',
    }),
    async (request, reply) => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'account.assign')
      const userId = idIn(request, 'user')
      const { byMail } = parseBody(resetSchema, request.body ?? {})
      const [invitation] = await makeInvitations(parts, person, { userIds: [userId], kind: 'reset', byMail })
      await noteAccount(person, request, {
        kind: 'account.resetLink',
        userId,
        detail: { mailedTo: invitation?.mailedTo },
      })
      return reply.code(201).send({ invitation })
    },
  )

  server.delete(
    '/api/invitations/:id',
    says({ id: 'invitations.withdraw', who: 'person', right: 'account.assign' }),
    async (request, reply) => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'account.assign')
      const { userId } = await withdrawInvitation(control(), person.company.id, idIn(request, 'invitation'))
      await noteAccount(person, request, { kind: 'account.inviteWithdrawn', userId })
      return reply.code(204).send()
    },
  )

  // From here on the token is all that is asked for. It is sent in the body: an address stands in logs.
  server.post(
    '/api/invitations/look',
    says({ id: 'invitations.look', body: tokenSchema, answer: invitationView, who: 'anybody' }),
    async request => {
      refuseOtherSite(request, { publicUrl: parts.publicUrl, proof: 'optional' })
      await countStranger(control(), 'invitation', request.ip)
      return viewInvitation(parts.companies, parseBody(tokenSchema, request.body).token)
    },
  )

  server.post(
    '/api/invitations/accept',
    says({ id: 'invitations.accept', body: acceptSchema, answer: acceptedAnswer, who: 'anybody' }),
    async (request, reply) => {
      refuseOtherSite(request, { publicUrl: parts.publicUrl, proof: 'optional' })
      await countStranger(control(), 'invitation', request.ip)
      const { token, password, ...given } = parseBody(acceptSchema, request.body)
      const { kind, ...who } = await acceptInvitation(parts.companies, { token, password, logins: loginsOf(given) })
      const visitor = await visitorFor(parts, who)
      await noteAccount(visitor, request, {
        kind: kind === 'invite' ? 'account.opened' : 'account.passwordReset',
        userId: who.userId,
      })
      // A link replaces the password, not the second factor.
      if ((await secondFactorOf(control(), who.accountId)).isOn) return { mustSignIn: true }
      await noteSignIn(
        control(),
        { ...who, refusal: null },
        { ip: request.ip, userAgent: request.headers['user-agent'] },
      )
      return comeIn(parts, who, { request, reply })
    },
  )

  server.post(
    '/api/invitations/accept-with-account',
    says({ id: 'invitations.acceptWithAccount', body: withAccountSchema, answer: sessionAnswer, who: 'anybody' }),
    async (request, reply) => {
      refuseOtherSite(request, { publicUrl: parts.publicUrl, proof: 'optional' })
      await countStranger(control(), 'invitation', request.ip)
      const { token, ...form } = parseBody(withAccountSchema, request.body)
      await viewInvitation(parts.companies, token)
      const from = { ip: request.ip, userAgent: request.headers['user-agent'] }
      const accountId = await proveAccount(parts, form, from)
      const who = await acceptWithAccount(parts.companies, token, accountId)
      await noteAccount(await visitorFor(parts, who), request, { kind: 'account.opened', userId: who.userId })
      await noteSignIn(control(), { ...who, refusal: null }, from)
      return comeIn(parts, who, { request, reply })
    },
  )
}

/** Who acts for the log when a person has just come in by a link. */
const visitorFor = async (parts: DoorParts, { companyId, userId }: { companyId: string; userId: string }) => {
  const { db } = await parts.companies.open(companyId)
  return { db, actor: await loadActor(db, userId, 'person') }
}
