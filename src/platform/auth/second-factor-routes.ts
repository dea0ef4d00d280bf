import { says } from '../http/describe-route.ts'
import { codesAnswer, confirmedAnswer, secondFactorAnswer, secretAnswer } from './auth-answers.ts'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { transaction } from '../db/transaction.ts'
import { conflict, invalid, Problem } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { accountById, accountOfUser, isShared } from './accounts.ts'
import { countAttempt, forgive } from './attempts.ts'
import type { Visitor } from './authenticate.ts'
import { comeIn } from './come-in.ts'
import type { DoorParts } from './door.ts'
import { noteAccount } from './note.ts'
import { isPassword } from './password.ts'
import { idIn, outliveSession, requireEnrolling, requirePerson, requireRight } from './require.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  drawRecoveryCodes,
  removeSecondFactor,
  secondFactorOf,
} from './second-factor.ts'
import { needsSecondFactor } from './second-factor-rule.ts'
import { endSessions } from './session-list.ts'
import { accountKey } from './sign-in.ts'
import { refuseHigher } from './user-roles.ts'

const codeSchema = z.strictObject({ code: z.string().trim().min(1).max(40) })
const passwordSchema = z.strictObject({ password: z.string().min(1).max(1000) })

/** One's own second factor, and taking away somebody's who has lost his. */
export const secondFactorRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  const control = () => parts.companies.pools.control()

  server.get(
    '/api/second-factor',
    says({ id: 'secondFactor.read', answer: secondFactorAnswer, who: 'person' }),
    async request => {
      const { accountId, company, actor } = await requireEnrolling(parts, request)
      const standing = await secondFactorOf(control(), accountId)
      return { ...standing, isRequired: await needsSecondFactor(control(), company.id, actor) }
    },
  )

  // Whoever found an open browser must not put his own telephone in: the password is asked again.
  server.post(
    '/api/second-factor',
    says({ id: 'secondFactor.begin', body: passwordSchema, answer: secretAnswer, who: 'person' }),
    async request => {
      const person = await requireEnrolling(parts, request)
      await askPassword(parts, person, { request, ...parseBody(passwordSchema, request.body) })
      const { accountId, company, actor } = person
      return beginSecondFactor(control(), parts.secrets, { accountId, issuer: company.name, label: actor.name })
    },
  )

  // All sessions but a new one end: they were begun with less.
  server.post(
    '/api/second-factor/confirm',
    says({ id: 'secondFactor.confirm', body: codeSchema, answer: confirmedAnswer, who: 'person' }),
    async (request, reply) => {
      const person = await requireEnrolling(parts, request)
      const { accountId, actor, company } = person
      const { code } = parseBody(codeSchema, request.body)
      const attempt = { account: `second-factor:${accountId}`, address: request.ip }
      await countAttempt(control(), attempt)
      outliveSession(request)
      const codes = await transaction(control(), async trx => {
        const drawn = await confirmSecondFactor(trx, parts.secrets, { accountId, code })
        await endSessions(trx, { accountId })
        return drawn
      })
      await forgive(control(), attempt)
      await noteAccount(person, request, { kind: 'secondFactor.on', userId: actor.userId })
      const session = await comeIn(
        parts,
        { accountId, companyId: company.id, userId: actor.userId ?? '' },
        { request, reply },
      )
      return { recoveryCodes: codes, session }
    },
  )

  server.post(
    '/api/second-factor/recovery-codes',
    says({ id: 'secondFactor.recoveryCodes', body: passwordSchema, answer: codesAnswer, who: 'person' }),
    async request => {
      const person = await requirePerson(parts, request)
      await askPassword(parts, person, { request, ...parseBody(passwordSchema, request.body) })
      if (!(await secondFactorOf(control(), person.accountId)).isOn) throw new Problem(404, 'second_factor.none')
      const recoveryCodes = await transaction(control(), trx => drawRecoveryCodes(trx, person.accountId))
      await noteAccount(person, request, { kind: 'secondFactor.recoveryCodes', userId: person.actor.userId })
      return { recoveryCodes }
    },
  )

  server.post(
    '/api/second-factor/remove',
    says({ id: 'secondFactor.remove', body: passwordSchema, who: 'person' }),
    async (request, reply) => {
      const person = await requirePerson(parts, request)
      await askPassword(parts, person, { request, ...parseBody(passwordSchema, request.body) })
      if (await needsSecondFactor(control(), person.company.id, person.actor)) throw conflict('second_factor.required')
      await transaction(control(), trx => removeSecondFactor(trx, person.accountId))
      await noteAccount(person, request, { kind: 'secondFactor.off', userId: person.actor.userId })
      return reply.code(204).send()
    },
  )

  // Of an account that leads into other companies, too, none of them may take away what guards all of them.
  server.delete(
    '/api/users/:id/second-factor',
    says({ id: 'secondFactor.takeAway', who: 'person', right: 'account.assign' }),
    async (request, reply) => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'account.assign')
      const userId = idIn(request, 'user')
      await refuseHigher(person.db, person.actor, userId)
      const account = await accountOfUser(control(), person.company.id, userId)
      if (!account) throw new Problem(404, 'account.none_here')
      if (await isShared(control(), account.id)) throw conflict('account.shared')
      await transaction(control(), async trx => {
        await removeSecondFactor(trx, account.id)
        await endSessions(trx, { accountId: account.id }, person.sessionId)
        await sql`delete from sign_in_attempts where key = ${`second-factor:${account.id}`}`.execute(trx)
      })
      await noteAccount(person, request, { kind: 'secondFactor.reset', userId })
      return reply.code(204).send()
    },
  )
}

const askPassword = async (
  parts: DoorParts,
  { accountId }: Visitor,
  { request, password }: { request: { ip: string }; password: string },
): Promise<void> => {
  const control = parts.companies.pools.control()
  const account = await accountById(control, accountId)
  const attempt = { account: accountKey(accountId), address: request.ip }
  await countAttempt(control, attempt)
  if (!(await isPassword(password, account?.passwordHash ?? null)))
    throw invalid([{ path: 'password', code: 'session.wrong_password' }])
  await forgive(control, attempt)
}
