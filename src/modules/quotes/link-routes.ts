import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import { newPublicToken } from '#platform/http/public-token.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { instant, named, text, uuid, whole, yesNo } from '#platform/http/shapes.ts'
import { linksOf, makeLink, renewToken, revokeLink } from './links.ts'

const linkBody = z.strictObject({ until: z.iso.date().optional() })
const made = z.object({ id: uuid, address: text })
const linksAnswer = z.object({
  links: z.array(
    z.object({
      id: uuid,
      madeAt: instant,
      madeBy: named.nullable(),
      expiresAt: instant,
      revokedAt: instant.nullable(),
      isOver: yesNo,
      seenCount: whole,
    }),
  ),
  views: z.array(
    z.object({
      id: uuid,
      at: instant,
      what: z.enum(['page', 'pdf', 'file']),
      address: text.nullable(),
      device: text.nullable(),
    }),
  ),
})
export type QuoteLinks = z.infer<typeof linksAnswer>

/** Links by which customers read a quote: whoever may send it makes and revokes them, whoever sees it sees when they were opened. */
export function linkRoutes(server: ApiServer): void {
  server.get('/api/quotes/:id/links', says({ id: 'quotes.links', of: ['quote'], answer: linksAnswer }), async request =>
    linksOf(await contextOf(request), idIn(request.params)),
  )
  server.post(
    '/api/quotes/:id/links',
    says({
      id: 'quotes.share',
      of: ['quote'],
      right: 'quote.send',
      body: linkBody,
      example: {},
      answer: made,
      status: 201,
    }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const { until } = parseBody(linkBody, request.body ?? {})
      const token = newPublicToken(ctx.company.id)
      const { link } = await inTransaction(ctx, async trx => ({
        link: await makeLink(trx, idIn(request.params), { token, until: until ?? null }),
      }))
      await renewToken(ctx, link, token)
      return reply.status(201).send({ id: link, address: `${request.server.door.linkBase}/q/${token}` })
    },
  )
  server.post(
    '/api/quotes/:id/links/:link/revoke',
    says({ id: 'quotes.revokeLink', of: ['quote'], right: 'quote.send', answer: linksAnswer }),
    async request => {
      const ctx = await contextOf(request)
      const { link } = request.params as { link: string }
      await inTransaction(ctx, async trx => {
        await revokeLink(trx, idIn(request.params), link)
        return null
      })
      return linksOf(ctx, idIn(request.params))
    },
  )
}

function idIn(params: unknown): string {
  const { id } = params as { id: string }
  if (!isId(id)) throw notFound('quote')
  return id.toLowerCase()
}
