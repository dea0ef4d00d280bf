import { z } from 'zod'
import { notFound } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import { readWays, waysSchema, writeWays } from './notice-preferences.ts'
import { noticeKinds } from './notify.ts'
import { countUnread, markNotices, readNotices } from './read-notices.ts'
import './words.ts'

const markSchema = z.strictObject({
  /** Left out: all of them. */
  ids: z.array(z.string().refine(isId, 'field.wrong_form')).max(500).optional(),
})

/**
 * `GET /api/notices?after=&unread=1`, `GET /api/notices/count`, `POST /api/notices/read|unread|cleared` `{ ids? }`: what the actor was told;
 * `GET /api/notice-ways`, `PUT /api/notice-ways/:kind` `{ inProduct, inBrowser, byMail }`: where he wants each kind.
 */
export function noticeRoutes(server: ApiServer): void {
  server.get('/api/notices', async request => {
    const { after, unread } = request.query as { after?: string; unread?: string }
    return readNotices(await contextOf(request), { after, unread: unread === '1' })
  })
  server.get('/api/notices/count', async request => countUnread(await contextOf(request)))
  for (const mark of ['read', 'unread', 'cleared'] as const)
    server.post(`/api/notices/${mark}`, async (request, reply) => {
      const ctx = await contextOf(request)
      const { ids } = parseBody(markSchema, request.body ?? {})
      await inTransaction(ctx, trx => markNotices(trx, { ids: ids ?? null, mark }))
      return reply.status(204).send()
    })
  server.get('/api/notice-ways', async request => ({ kinds: await readWays(await contextOf(request)) }))
  server.put<{ Params: { kind: string } }>('/api/notice-ways/:kind', async (request, reply) => {
    const ctx = await contextOf(request)
    const { kind } = request.params
    if (!ctx.actor.userId || !noticeKinds().some(one => one.name === kind)) throw notFound('notice_kind')
    const ways = parseBody(waysSchema, request.body)
    await inTransaction(ctx, trx => writeWays(trx, kind, ways))
    return reply.status(204).send()
  })
}
