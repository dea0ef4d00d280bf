import type { FastifyInstance } from 'fastify'
import { originOf, writeAudit } from './write-audit.ts'

/**
 * Writes every export into the company's audit log, whichever route gave it: what goes out as a file from an address that ends in
 * `export.csv` or `export.xlsx`, or whose route says that it takes data out. It is written before the first byte leaves, so that none leaves without it.
 */
export const watchExports = (server: FastifyInstance): void => {
  server.addHook('onSend', async (request, reply) => {
    const [path = '', query = ''] = request.url.split('?')
    const { visitor } = request
    const isExport = /\/export\.(csv|xlsx)$/.test(path) || request.routeOptions.config.api?.takesOut === true
    if (!visitor || reply.statusCode >= 300 || !isExport) return
    await writeAudit(
      { db: visitor.db, actor: visitor.actor, now: () => new Date() },
      {
        kind: 'export',
        detail: {
          what: path.replace(/^\/api\//, ''),
          ...(query && { query: Object.fromEntries(new URLSearchParams(query.slice(0, 2000))) }),
        },
        ...originOf(request),
      },
    )
  })
}
