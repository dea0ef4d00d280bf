import { counted, flag, instant, next, text, uuid, yesNo } from '../http/shapes.ts'
import { says } from '../http/describe-route.ts'
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

const noticesAnswer = z.object({
  notices: z.array(z.looseObject({ id: uuid, kind: text, at: instant, isRead: yesNo, inBrowser: yesNo })),
  next,
})
const waysAnswer = z.object({ kinds: z.array(waysSchema.extend({ kind: text, label: text })) })

/**
 * `GET /api/notices?after=&unread=1`, `GET /api/notices/count`, `POST /api/notices/read|unread|cleared` `{ ids? }`: what the actor was told;
 * `GET /api/notice-ways`, `PUT /api/notice-ways/:kind` `{ inProduct, inBrowser, byMail }`: where he wants each kind.
 */
export function noticeRoutes(server: ApiServer): void {
  server.get(
    '/api/notices',
    says({ id: 'notices.list', query: { after: uuid, unread: flag }, answer: noticesAnswer }),
    async request => {
      const { after, unread } = request.query as { after?: string; unread?: string }
      return readNotices(await contextOf(request), { after, unread: unread === '1' })
    },
  )
  server.get('/api/notices/count', says({ id: 'notices.count', answer: counted }), async request =>
    countUnread(await contextOf(request)),
  )
  for (const mark of ['read', 'unread', 'cleared'] as const)
    server.post(
      `/api/notices/${mark}`,
      says({ id: `notices.${mark}`, body: markSchema, example: {} }),
      async (request, reply) => {
        const ctx = await contextOf(request)
        const { ids } = parseBody(markSchema, request.body ?? {})
        await inTransaction(ctx, trx => markNotices(trx, { ids: ids ?? null, mark }))
        return reply.status(204).send()
      },
    )
  server.get('/api/notice-ways', says({ id: 'notices.ways', answer: waysAnswer }), async request => ({
    kinds: await readWays(await contextOf(request)),
  }))
  server.put<{ Params: { kind: string } }>(
    '/api/notice-ways/:kind',
    says({ id: 'notices.setWays', body: waysSchema }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const { kind } = request.params
      if (!ctx.actor.userId || !noticeKinds().some(one => one.name === kind)) throw notFound('notice_kind')
      const ways = parseBody(waysSchema, request.body)
      await inTransaction(ctx, trx => writeWays(trx, kind, ways))
      return reply.status(204).send()
    },
  )
}
