import type { FastifyReply, FastifyRequest } from 'fastify'
import { findActor } from '../access/load-actor.ts'
import { Problem } from '../errors.ts'
import type { DoorParts } from './door.ts'
import { authenticate, type Visitor, sessionKey } from './authenticate.ts'
import { mustEnrol } from './second-factor-rule.ts'
import { sessionCookie, tokenIn } from './session-cookie.ts'
import { type Comer, endSession, hashToken, startSession } from './sessions.ts'

/** What the browser is told about its session. */
export const describeSession = ({ actor, company, locale, mustEnrol }: Visitor) => ({
  user: { id: actor.userId, name: actor.name },
  company: {
    id: company.id,
    name: company.name,
    locale: company.locale,
    baseCurrency: company.baseCurrency,
    timeZone: company.timeZone,
    fiscalYearStart: company.fiscalYearStart,
    weekStart: company.weekStart,
    watermark: company.watermark ?? false,
  },
  permissions: mustEnrol ? {} : actor.grants,
  ...(mustEnrol && { mustEnrol }),
  ...(actor.viewedBy && { viewedBy: { id: actor.viewedBy.userId, name: actor.viewedBy.name } }),
  locale,
})

/** Begins a new session in place of whatever the browser had, sets the cookie, and returns what the browser is told. */
export const comeIn = async (
  parts: DoorParts,
  who: Comer,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<ReturnType<typeof describeSession>> => {
  const control = parts.companies.pools.control()
  const former = tokenIn(request.headers.cookie)
  if (former) {
    await endSession(control, hashToken(former))
    parts.passes.forget(sessionKey(former))
  }
  const actor = await findActor((await parts.companies.open(who.companyId)).db, who.userId, 'person')
  const isToEnrol = actor !== null && (await mustEnrol(control, who, actor))
  const token = await startSession(
    control,
    { ...who, mustEnrol: isToEnrol },
    { ip: request.ip, userAgent: request.headers['user-agent'] },
  )
  void reply.header('set-cookie', sessionCookie(token, parts.publicUrl))
  const cookie = `zhanggui_session=${token}`
  const visitor = await authenticate(parts, { method: 'GET', headers: { cookie } }, { enrolling: true })
  // Deactivated in this very moment.
  if (!visitor) throw new Problem(401, 'not_signed_in')
  return describeSession(visitor)
}
