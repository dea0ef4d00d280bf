import type { FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.ts'
import { findActor } from '../access/load-actor.ts'
import type { Companies } from '../companies/companies.ts'
import { type ShortCache, shortCache } from '../companies/short-cache.ts'
import type { Database } from '../db/server.ts'
import { Problem } from '../errors.ts'
import type { Company } from '../records/context.ts'
import { keyIn, keyPass } from './api-keys.ts'
import { narrowed } from './narrow.ts'
import { refuseOtherSite } from './same-origin.ts'
import { tokenIn } from './session-cookie.ts'
import { hashToken, type Pass, sessionPass } from './sessions.ts'
import { refuseWhileViewing, viewedAs } from './view-as.ts'

/** Who makes a request, and in which company. */
export interface Visitor {
  company: Company
  db: Database
  actor: Actor
  /** The language the person chose, or the company's. */
  locale: 'zh' | 'en'
  accountId: string
  /** Null for a program with a key. */
  sessionId: string | null
  /** Of the session or the key. */
  passId: string
  /** The company demands a second factor that this person has yet to add, and nothing else may be done until then. */
  mustEnrol: boolean
}

/** What authentication reads of a request. */
export type Incoming = Pick<FastifyRequest, 'headers' | 'method'> & { url?: string }

/** What was found out about tokens and keys in the last half second, by hash. */
export type Passes = ShortCache<Pass | null>
export const openPasses = (): Passes => shortCache<Pass | null>()

/**
 * Who makes this request: by key when it carries one, else by its session cookie; null when by neither. At most half a second old.
 * Problem `second_factor.enrol_first` (403) unless `enrolling`, for who must add a second factor first; `session.other_site` (403) when another site's page sent it with our cookie, `view_as.read_only` (403) for a change by whoever looks as
 * somebody else.
 */
export const authenticate = async (
  { companies, passes, publicUrl }: { companies: Companies; passes: Passes; publicUrl: string },
  request: Incoming,
  { enrolling = false } = {},
): Promise<Visitor | null> => {
  const control = companies.pools.control()
  const key = keyIn(request.headers.authorization)
  if (key !== null) {
    if (key === undefined) return null
    return enter(companies, await passes.get(`key ${hex(key)}`, () => keyPass(control, key)), 'program')
  }
  const token = tokenIn(request.headers.cookie)
  if (token === null) return null
  const pass = await passes.get(sessionKey(token), () => sessionPass(control, hashToken(token)))
  if (pass) refuseOtherSite(request, { publicUrl, proof: 'required' })
  const visitor = await enter(companies, pass, 'person')
  if (visitor) refuseWhileViewing(visitor.actor, request)
  if (visitor?.mustEnrol && !enrolling) throw new Problem(403, 'second_factor.enrol_first')
  return visitor
}

/** Under which a session's pass is cached. */
export const sessionKey = (token: string): string => `session ${hex(token)}`

const hex = (secret: string): string => hashToken(secret).toString('hex')

const enter = async (companies: Companies, pass: Pass | null, kind: 'person' | 'program'): Promise<Visitor | null> => {
  if (!pass) return null
  const place = await companies.open(pass.companyId).catch(noneWhenGone)
  if (!place) return null
  const { db, company } = place
  const self = await findActor(db, pass.userId, kind)
  if (!self) return null
  const actor = pass.viewAsUserId ? await viewedAs(db, self, pass.viewAsUserId) : narrowed(self, pass.rights)
  const { accountId, locale } = pass
  return {
    company,
    db,
    actor,
    locale: locale ?? company.locale,
    accountId,
    sessionId: kind === 'person' ? pass.id : null,
    passId: pass.id,
    mustEnrol: pass.mustEnrol ?? false,
  }
}

/** A pass may be remembered for half a second longer than its company exists. */
const noneWhenGone = (error: unknown): null => {
  if (error instanceof Problem && error.status === 404) return null
  throw error
}
