import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import { livingKeys } from './api-keys.ts'
import type { Visitor } from './authenticate.ts'
import { livingSessions } from './sessions.ts'

/** How often open requests are looked at, and how old one must be to be looked at. */
const LOOK_EVERY_MS = 300

interface OpenRequest {
  request: FastifyRequest
  reply: FastifyReply
  since: number
}

/**
 * Cuts requests that outlast their visitor's session, key or employment, within a second, in every process: exports, uploads, live
 * connections. All that is open is asked about together: one question per look to the control database, one per company.
 */
export const watchOpenRequests = (server: FastifyInstance, companies: Companies): void => {
  const open = new Set<OpenRequest>()
  server.addHook('onRequest', async (request, reply) => {
    const entry = { request, reply, since: performance.now() }
    open.add(entry)
    reply.raw.once('close', () => open.delete(entry))
  })
  let looking = false
  const timer = setInterval(() => {
    if (looking || open.size === 0) return
    looking = true
    cutEnded([...open], companies)
      .catch(error => server.log.warn({ err: error }, 'open requests could not be looked at'))
      .finally(() => {
        looking = false
      })
  }, LOOK_EVERY_MS)
  timer.unref()
  server.addHook('onClose', async () => clearInterval(timer))
}

const cutEnded = async (open: readonly OpenRequest[], companies: Companies): Promise<void> => {
  const now = performance.now()
  const lasting = open.flatMap(({ request, reply, since }) =>
    request.visitor && now - since >= LOOK_EVERY_MS ? [{ reply, visitor: request.visitor }] : [],
  )
  if (lasting.length === 0) return
  const visitors = lasting.map(one => one.visitor)
  const passes = await livingPasses(companies.pools.control(), visitors)
  const users = await livingUsers(visitors)
  for (const { reply, visitor } of lasting) {
    const mayStay = passes.has(visitor.passId) && users.has(userKey(visitor))
    if (!mayStay) reply.raw.destroy()
  }
}

const livingPasses = async (control: Database, visitors: readonly Visitor[]): Promise<Set<string>> => {
  const ids = visitors.map(visitor => visitor.passId)
  const { rows } = await sql<{ id: string }>`
    select s.id from ${livingSessions} where s.id = any(${ids}::uuid[]) and s.expires_at > now()
    union all
    select k.id from ${livingKeys} where k.id = any(${ids}::uuid[]) and k.revoked_at is null
       and (k.expires_at is null or k.expires_at > now())`.execute(control)
  return new Set(rows.map(row => row.id))
}

const livingUsers = async (visitors: readonly Visitor[]): Promise<Set<string>> => {
  const living = new Set<string>()
  for (const [db, here] of Map.groupBy(visitors, visitor => visitor.db)) {
    const asked = here.flatMap(({ actor }) => [actor.userId, actor.viewedBy?.userId ?? actor.userId])
    const { rows } = await sql<{ id: string }>`
      select id from users where id = any(${asked}::uuid[]) and deleted_at is null and state is distinct from 'left'`.execute(
      db,
    )
    const ids = new Set(rows.map(row => row.id))
    for (const visitor of here) {
      const { userId, viewedBy } = visitor.actor
      if (ids.has(userId ?? '') && ids.has(viewedBy?.userId ?? userId ?? '')) living.add(userKey(visitor))
    }
  }
  return living
}

const userKey = ({ company, actor }: Visitor): string => `${company.id} ${actor.userId}`
