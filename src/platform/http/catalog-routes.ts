import { describeCatalog } from '../records/describe.ts'
import { search } from '../search/search.ts'
import { contextOf } from './context.ts'
import { openApiDocument } from './openapi.ts'
import type { ApiServer } from './server.ts'

/** What the company has: its nouns and its API documentation; and search over all of it. */
export function catalogRoutes(server: ApiServer): void {
  server.get('/api/catalog', async request => ({ objects: describeCatalog(await contextOf(request)) }))
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
