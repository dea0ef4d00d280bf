import type { FastifyInstance } from 'fastify'
import type { Database } from '../db/server.ts'
import { areLimitsLifted } from '../http/rate.ts'
import { countReads } from './daily-reads.ts'
import './words.ts'

/**
 * Counts the records in every answer that is no file, whichever route gives it, before it goes out: what many small pages take out of the company is seen
 * like one large file. Files have rules of their own.
 */
export const watchReads = (server: FastifyInstance): void => {
  server.addHook('preSerialization', async (request, reply, payload) => {
    const { context } = request
    if (!context || request.method !== 'GET' || reply.statusCode >= 300 || areLimitsLifted()) return payload
    if (request.url.startsWith('/api/catalog') || request.url.startsWith('/api/openapi')) return payload
    const ids: string[] = []
    gather(payload, ids, 0)
    await countReads({ ...context, db: context.db as Database }, ids)
    return payload
  })
}

/** How deep records lie in an answer: `{ stages: [{ cards: [record] }] }`. */
const deepest = 5

/** A record says its id and its version, or as a result of a search its noun; what stands in it is not looked at. */
function gather(value: unknown, ids: string[], depth: number): void {
  if (typeof value !== 'object' || value === null || depth > deepest) return
  if (Array.isArray(value)) {
    for (const one of value) gather(one, ids, depth + 1)
    return
  }
  const { id, version, object, title } = value as Record<string, unknown>
  if (typeof id === 'string' && (typeof version === 'number' || (typeof object === 'string' && title !== undefined))) {
    ids.push(id)
    return
  }
  for (const one of Object.values(value)) gather(one, ids, depth + 1)
}
