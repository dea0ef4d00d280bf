import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendFile } from '#platform/consent/send-file.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import { readListQuery } from '#platform/http/query.ts'
import { listQuery } from '#platform/http/record-answers.ts'
import type { ApiServer } from '#platform/http/server.ts'
import type { FindQuery } from '#platform/records/index.ts'
import { sheetMediaType } from '#platform/transfer/writing/sheet-writer.ts'
import type { PooledNoun } from './memberships.ts'
import { pooledNouns } from './pooled.ts'
import { type PoolAsk, poolFile } from './pool-file.ts'

const formats = [
  ['csv', 'text/csv; charset=utf-8'],
  ['xlsx', sheetMediaType],
] as const

const names = z.array(z.string().max(80)).max(500)
const chosenSchema = z.strictObject({
  filter: z.unknown().optional(),
  sort: names.optional(),
  fields: names.optional(),
})

/**
 * `GET /api/pools/:id/customers/export.csv`, `.xlsx`, the same of leads: the list of a pool as a file, POST where its filter is too long for an
 * address. A company's rule of a second person's consent holds, and the audit log has it, as of every file.
 */
export function poolFileRoutes(server: ApiServer): void {
  for (const noun of Object.keys(pooledNouns) as PooledNoun[])
    for (const [format, file] of formats) {
      const path = `/api/pools/:id/${pooledNouns[noun].plural}/export.${format}`
      const more = { cost: 'export', file, of: ['pool', noun], right: `${noun}.export` } as const
      const send = async (request: FastifyRequest, reply: FastifyReply, query: FindQuery) =>
        sendFile(await contextOf(request), reply, poolFile, askOf(request, { object: noun, format }, query))
      server.get(
        path,
        says({ id: `pools.export_${noun}_${format}`, query: listQuery, ...more }),
        async (request, reply) => send(request, reply, readListQuery(request.query)),
      )
      server.post(
        path,
        says({
          id: `pools.exportChosen_${noun}_${format}`,
          isHarmlessTwice: true,
          body: chosenSchema,
          example: { sort: ['name'], fields: ['name'] },
          ...more,
        }),
        async (request, reply) => send(request, reply, parseBody(chosenSchema, request.body) as FindQuery),
      )
    }
}

/** The query as it is kept while somebody is asked. */
function askOf(
  request: FastifyRequest,
  what: Pick<PoolAsk, 'object' | 'format'>,
  { filter, sort, fields }: FindQuery,
): PoolAsk {
  const { id } = request.params as { id: string }
  return {
    pool: id,
    ...what,
    ...(filter && { filter }),
    ...(sort && { sort: [...sort] }),
    ...(fields && { fields: [...fields] }),
  }
}
