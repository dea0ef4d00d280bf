import { createHash } from 'node:crypto'
import { describeCatalog } from '../records/describe.ts'
import { search } from '../search/search.ts'
import { contextOf } from './context.ts'
import { openApiDocument } from './openapi.ts'
import type { ApiServer } from './server.ts'

/** What the company has: its nouns and its API documentation; and search over all of it. */
export function catalogRoutes(server: ApiServer): void {
  // An open page learns from any answer that the administrator changed something, and reads the catalog anew.
  server.addHook('onSend', async (request, reply) => {
    const version = request.context?.catalog.overlay.version
    if (version) reply.header('x-catalog-version', version)
  })
  server.get('/api/catalog', async (request, reply) => {
    const catalog = JSON.stringify({ objects: describeCatalog(await contextOf(request)) })
    const tag = `"${createHash('sha256').update(catalog).digest('base64url').slice(0, 27)}"`
    reply.header('etag', tag).header('cache-control', 'no-cache, private').type('application/json; charset=utf-8')
    return request.headers['if-none-match'] === tag ? reply.status(304).send() : reply.send(catalog)
  })
  server.get('/api/openapi.json', async request => openApiDocument(await contextOf(request)))
  server.get('/api/search', async request => {
    const { q, object, limit } = request.query as Record<string, string | string[] | undefined>
    const most = Math.min(Math.max(Number(limit ?? 8) || 8, 1), 50)
    return {
      results: await search(await contextOf(request), typeof q === 'string' ? q.slice(0, 100) : '', {
        limit: most,
        ...(typeof object === 'string' ? { objects: object.split(',') } : {}),
      }),
    }
  })
}
