import { createHash } from 'node:crypto'
import { z } from 'zod'
import { describeCatalog } from '../records/describe.ts'
import { search } from '../search/search.ts'
import { contextOf } from './context.ts'
import { says } from './describe-route.ts'
import type { DescribedRoute } from './openapi/described-routes.ts'
import { openApiDocument } from './openapi/document.ts'
import type { ApiServer } from './server.ts'
import { anything, text, uuid, whole } from './shapes.ts'

const catalogAnswer = z.object({ objects: z.array(z.looseObject({ name: text, path: text, label: text })) })
const searchQuery = { q: text.max(100), object: text, limit: whole.min(1).max(50) }
const searchAnswer = z.object({
  results: z.array(z.looseObject({ object: text, id: uuid, title: text })),
})

/** What the company has: its nouns and its API documentation; and search over all of it. */
export function catalogRoutes(server: ApiServer, routes: readonly DescribedRoute[]): void {
  // An open page learns from any answer that the administrator changed something, and reads the catalog anew.
  server.addHook('onSend', async (request, reply) => {
    const version = request.context?.catalog.overlay.version
    if (version) reply.header('x-catalog-version', version)
    if (request.context?.requestKey?.isReplay) reply.header('idempotency-replayed', 'true')
  })
  server.get('/api/catalog', says({ id: 'catalog.read', answer: catalogAnswer }), async (request, reply) => {
    const catalog = JSON.stringify({ objects: describeCatalog(await contextOf(request)) })
    const tag = `"${createHash('sha256').update(catalog).digest('base64url').slice(0, 27)}"`
    reply.header('etag', tag).header('cache-control', 'no-cache, private').type('application/json; charset=utf-8')
    return request.headers['if-none-match'] === tag ? reply.status(304).send() : reply.send(catalog)
  })
  server.get('/api/openapi.json', says({ id: 'catalog.openapi', answer: anything }), async request =>
    openApiDocument(await contextOf(request), routes),
  )
  server.get(
    '/api/search',
    says({ id: 'catalog.search', cost: 'search', query: searchQuery, needs: ['q'], answer: searchAnswer }),
    async request => {
      const { q, object, limit } = request.query as Record<string, string | string[] | undefined>
      const most = Math.min(Math.max(Number(limit ?? 8) || 8, 1), 50)
      return {
        results: await search(await contextOf(request), typeof q === 'string' ? q.slice(0, 100) : '', {
          limit: most,
          ...(typeof object === 'string' ? { objects: object.split(',') } : {}),
        }),
      }
    },
  )
}
