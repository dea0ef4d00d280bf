import { says } from '../http/describe-route.ts'
import { sessionAnswer } from './auth-answers.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { transaction } from '../db/transaction.ts'
import { invalid, Problem } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { accountById, setPassword } from './accounts.ts'
import { countAttempt, forgive } from './attempts.ts'
import { authenticate, sessionKey, type Visitor } from './authenticate.ts'
import { comeIn, describeSession } from './come-in.ts'
import type { DoorParts } from './door.ts'
import { noteAccount } from './note.ts'
import { hashPassword, isPassword, passwordProblems } from './password.ts'
import { outliveSession, requirePerson, requireVisitor } from './require.ts'
import { refuseOtherSite } from './same-origin.ts'
import { noSessionCookie, tokenIn } from './session-cookie.ts'
import { endSession, hashToken } from './sessions.ts'
import { accountKey, recognise } from './sign-in.ts'

const signInSchema = z.strictObject({
  login: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(1000),
  company: z.uuid().nullish(),
  /** Of the authenticator, or a recovery code. */
  code: z.string().max(40).nullish(),
})

const changeSchema = z.strictObject({
  locale: z.enum(['zh', 'en']).optional(),
  password: z.strictObject({ old: z.string().min(1).max(1000), new: z.string() }).optional(),
})

/** Coming in, looking who one is, changing one's language and password, going out. */
export const sessionRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  const control = () => parts.companies.pools.control()

  server.get('/api/session', says({ id: 'session.read', answer: sessionAnswer, who: 'person' }), async request => {
    const visitor = await authenticate(parts, request, { enrolling: true })
    request.visitor = visitor
    if (!visitor) throw new Problem(401, 'not_signed_in')
    return describeSession(visitor)
  })

  server.post(
    '/api/session',
    says({ id: 'session.signIn', body: signInSchema, answer: sessionAnswer, who: 'anybody' }),
    async (request, reply) => {
      refuseOtherSite(request, { publicUrl: parts.publicUrl, proof: 'optional' })
      const form = parseBody(signInSchema, request.body)
      const from = { ip: request.ip, userAgent: request.headers['user-agent'] }
      const who = await recognise(parts, form, from).catch(error => sayWhen(error, reply))
      return comeIn(parts, who, { request, reply })
    },
  )

  server.delete('/api/session', says({ id: 'session.signOut', who: 'anybody' }), async (request, reply) => {
    const token = tokenIn(request.headers.cookie)
    if (token) {
      refuseOtherSite(request, { publicUrl: parts.publicUrl, proof: 'required' })
      await endSession(control(), hashToken(token))
      parts.passes.forget(sessionKey(token))
    }
    return reply.code(204).header('set-cookie', noSessionCookie(parts.publicUrl)).send()
  })

  server.patch(
    '/api/session',
    says({ id: 'session.change', body: changeSchema, example: { locale: 'zh' }, answer: sessionAnswer, who: 'person' }),
    async (request, reply) => {
      const person = await requirePerson(parts, request)
      const change = parseBody(changeSchema, request.body)
      if (change.password) {
        outliveSession(request)
        await changePassword(parts, person, { ...change.password, address: request.ip }).catch(error =>
          sayWhen(error, reply),
        )
        await noteAccount(person, request, { kind: 'account.password', userId: person.actor.userId })
      }
      if (change.locale)
        await sql`update accounts set locale = ${change.locale} where id = ${person.accountId}`.execute(control())
      forgetToken(parts, request.headers.cookie)
      if (!change.password) return describeSession(await requireVisitor(parts, request))
      const who = { accountId: person.accountId, companyId: person.company.id, userId: person.actor.userId ?? '' }
      return comeIn(parts, who, { request, reply })
    },
  )
}

const changePassword = async (
  parts: DoorParts,
  { accountId }: Visitor,
  given: { old: string; new: string; address: string },
): Promise<void> => {
  const control = parts.companies.pools.control()
  const account = await accountById(control, accountId)
  const attempt = { account: accountKey(accountId), address: given.address }
  await countAttempt(control, attempt)
  if (!(await isPassword(given.old, account?.passwordHash ?? null))) {
    throw invalid([{ path: 'password.old', code: 'session.wrong_password' }])
  }
  await forgive(control, attempt)
  const logins = account?.logins.map(login => login.normalised)
  const weak = passwordProblems(given.new, 'password.new', logins)
  if (weak.length > 0) throw invalid(weak)
  const passwordHash = await hashPassword(given.new)
  await transaction(control, trx => setPassword(trx, { accountId, passwordHash, by: 'self' }))
}

/** Too many failures: the answer says when to come again, also where programs look for it. */
const sayWhen = (error: unknown, reply: FastifyReply): never => {
  if (error instanceof Problem && typeof error.details.retryAfter === 'number') {
    void reply.header('retry-after', String(error.details.retryAfter))
  }
  throw error
}

const forgetToken = (parts: DoorParts, cookieHeader: string | undefined): void => {
  const token = tokenIn(cookieHeader)
  if (token) parts.passes.forget(sessionKey(token))
}
