import { says } from '../http/describe-route.ts'
import { Problem } from '../errors.ts'
import { contextOf } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import type { LiveHub } from './live-hub.ts'

const aliveEveryMs = 25_000
/** A reader that takes nothing is given up at this many bytes. */
const mostUnsent = 1_000_000

/**
 * `GET /api/live`: what changes, as it changes (server-sent events). `changed` and `gone` `{ "<plural>": [ids] }`, `bell` when there is
 * a new notice, `gap` when something may have been missed. It ends within a second after the session does (`watchOpenRequests`).
 */
export function liveRoutes(server: ApiServer, hub: LiveHub): void {
  server.get('/api/live', says({ id: 'live.listen', file: 'text/event-stream' }), async (request, reply) => {
    const { actor, company } = await contextOf(request)
    const { userId } = actor
    if (userId === null) throw new Problem(401, 'not_signed_in')
    const { raw } = reply
    reply.hijack()
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    const write = (text: string): void => {
      if (raw.destroyed || raw.writableEnded) return
      raw.write(text)
      if (raw.writableLength > mostUnsent) raw.destroy()
    }
    write('retry: 2000\nevent: open\ndata: {}\n\n')
    const leave = hub.join({
      company: company.id,
      userId,
      context: async () => {
        const visitor = await server.door.authenticate(request)
        if (!visitor || visitor.actor.userId !== userId) return null
        const { db, actor: now, locale } = visitor
        const start = { db, company: visitor.company, actor: now, batch: null, reason: null, locale }
        return server.assembly.contextOf({ ...start, now: () => new Date() })
      },
      send: (event, payload) => write(`event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`),
      end: () => void raw.end(),
    })
    const alive = setInterval(() => write(': alive\n\n'), aliveEveryMs)
    alive.unref()
    raw.once('close', () => {
      clearInterval(alive)
      leave()
    })
  })
}
