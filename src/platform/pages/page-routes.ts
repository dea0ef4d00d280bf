import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { itsRecord, says } from '../http/describe-route.ts'
import { orRedirect } from '../http/moved.ts'
import { targetRecord } from '../http/record-requests.ts'
import type { ApiServer } from '../http/server.ts'
import { readRecordPage } from './record-page.ts'

/**
 * `GET /api/<plural>/:id/page`: the record and, in `answers`, what the addresses that its page asks would answer, all of one moment: with it
 * one request paints the page.
 */
export function pageRoutes(server: ApiServer): void {
  server.get(
    '/api/:plural/:id/page',
    says({
      id: 'record.page',
      answer: noun => ({
        type: 'object',
        required: ['record', 'answers'],
        properties: {
          record: itsRecord(noun),
          answers: {
            type: 'array',
            items: {
              type: 'object',
              required: ['path', 'query', 'answer'],
              properties: { path: { type: 'string' }, query: { type: 'object' } },
            },
          },
        },
      }),
    }),
    async (request, reply) => {
      const { ctx, object, id } = await targetRecord(request)
      const parts = request.server.assembly.modules.flatMap(module => module.pageParts)
      const read = () =>
        transaction(ctx.db as Database, db => readRecordPage({ ...ctx, db }, object, { id, parts }), {
          isolation: 'repeatable read',
          readOnly: true,
        })
      return orRedirect(reply, { ctx, object, id, rest: '/page' }, read)
    },
  )
}
