import { z } from 'zod'
import { bulkAnswer } from './bulk-answer.ts'
import { says } from '../http/describe-route.ts'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Database } from '../db/server.ts'
import { forbidden } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import { nounAt } from '../http/noun.ts'
import type { ApiServer } from '../http/server.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { bulkAtOnce } from './bulk-description.ts'
import { bulkSchema, changeOf, selectionOf } from './bulk-input.ts'
import { queueBulk } from './bulk-jobs.ts'
import { findRun, openRun, recentRuns } from './bulk-run.ts'
import { describeRun } from './describe.ts'
import { allowUndo, undoRun } from './undo.ts'
import { type BulkContext, workOn } from './work.ts'

/**
 * `POST /api/<plural>/bulk`: one change of many records, chosen by ids or by a filter, as one batch. Up to 500 are changed at once (200), more by
 * a job (202) whose progress `GET /api/bulk/:id` tells; `/stop` ends it where it is, `/undo` takes it back. The contract is `bulk-description.ts`.
 */
export function bulkRoutes(server: ApiServer, { jobs }: { jobs: Jobs }): void {
  server.post(
    '/api/:plural/bulk',
    says({
      id: 'record.bulk',
      body: bulkSchema,
      example: { ids: ['0199aaaa-0000-7000-8000-000000000000'], verb: 'remove' },
      answer: bulkAnswer,
      orStatus: 202,
    }),
    async (request, reply) => {
      const ctx = await bulkContext(request)
      if (!ctx.actor.userId) throw forbidden('bulk')
      const object = nounAt(ctx, (request.params as { plural: string }).plural)
      const asked = parseBody(bulkSchema, request.body)
      const selection = selectionOf(asked)
      const change = await changeOf(ctx, object, asked)
      const run = await inTransaction(ctx, trx =>
        openRun(trx, object, { selection, change, inBin: asked.bin === true }),
      )
      if (run.total > bulkAtOnce) {
        await queueBulk(jobs, ctx, 'bulk.run', run)
        return reply.status(202).send(await describeRun(ctx, run))
      }
      // A request sent again takes up what broke off, and leaves what has ended.
      if ((await findRun(ctx, run.id)).state === 'running') await workOn(ctx, run.id)
      return describeRun(ctx, await findRun(ctx, run.id))
    },
  )
  server.get('/api/bulk', says({ id: 'bulk.list', answer: z.object({ runs: z.array(bulkAnswer) }) }), async request => {
    const ctx = await contextOf(request)
    return { runs: await Promise.all((await recentRuns(ctx)).map(run => describeRun(ctx, run))) }
  })
  server.get('/api/bulk/:id', says({ id: 'bulk.read', answer: bulkAnswer }), async request => {
    const ctx = await contextOf(request)
    return describeRun(ctx, await findRun(ctx, idOf(request)))
  })
  server.post(
    '/api/bulk/:id/stop',
    says({ id: 'bulk.stop', isHarmlessTwice: true, answer: bulkAnswer }),
    async request => {
      const ctx = await contextOf(request)
      const { id } = await findRun(ctx, idOf(request))
      await sql`update bulk_runs set is_stopped = true where id = ${id}::uuid and state = 'running'`.execute(ctx.db)
      return describeRun(ctx, await findRun(ctx, id))
    },
  )
  server.post(
    '/api/bulk/:id/undo',
    says({ id: 'bulk.undo', answer: bulkAnswer, orStatus: 202 }),
    async (request, reply) => {
      const ctx = await bulkContext(request)
      const run = await inTransaction(ctx, trx => allowUndo(trx, idOf(request)))
      if (run.total > bulkAtOnce) {
        await queueBulk(jobs, ctx, 'bulk.undo', run)
        return reply.status(202).send(await describeRun(ctx, run))
      }
      if ((await findRun(ctx, run.id)).state === 'undoing') await undoRun(ctx, run.id)
      return describeRun(ctx, await findRun(ctx, run.id))
    },
  )
}

const bulkContext = async (request: FastifyRequest): Promise<BulkContext> => {
  const ctx = await contextOf(request)
  return { ...ctx, db: ctx.db as Database }
}

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id
