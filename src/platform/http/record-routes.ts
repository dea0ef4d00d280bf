import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendFile } from '../consent/send-file.ts'
import { badRequest } from '../errors.ts'
import { timeline } from '../history/timeline.ts'
import { kebabCase } from '../objects/index.ts'
import { listFigures } from '../query/list-figures.ts'
import { count, sums } from '../query/totals.ts'
import { act, create, find, type FindQuery, get, removeMany, restore, update } from '../records/index.ts'
import { listAsk, listFile } from '../transfer/list-file.ts'
import { sheetMediaType } from '../transfer/writing/sheet-writer.ts'
import { parseBody } from './body.ts'
import { changesSince } from './changes.ts'
import { inTransaction } from './context.ts'
import { itsRecord, says } from './describe-route.ts'
import { readListQuery } from './query.ts'
import { changeOf, listOf, listQuery, newOf, timelineOf } from './record-answers.ts'
import { orMoved, orRedirect } from './moved.ts'
import { bodyOf, seen, type Target, target, targetRecord } from './record-requests.ts'
import type { ApiServer } from './server.ts'
import { text } from './shapes.ts'
import { assertVersion, staleAs412, tagged, versionIn } from './versions.ts'

/** The routes that every noun has by existing. Lines have none: they go with their parent. */
export function recordRoutes(server: ApiServer): void {
  server.get('/api/:plural', says({ id: 'record.list', query: listQuery, answer: listOf }), async request =>
    listOrChanges(await target(request)),
  )
  for (const [ending, type] of exports) {
    const send = async (request: FastifyRequest, reply: FastifyReply, query: FindQuery) => {
      const { ctx, object } = await target(request)
      // What is wrong with filter or order is said while it can still be said: not in the middle of a file.
      await find(ctx, object, { ...query, fields: [], limit: 1 })
      return sendFile(ctx, reply, listFile, listAsk(object, ending, query))
    }
    server.get(
      `/api/:plural/export.${ending}`,
      says({ id: `record.export_${ending}`, cost: 'export', query: listQuery, file: type, right: 'export' }),
      (request, reply) => send(request, reply, readListQuery(request.query)),
    )
    // The ids of chosen rows do not fit into an address.
    server.post(
      `/api/:plural/export.${ending}`,
      says({
        id: `record.exportChosen_${ending}`,
        cost: 'export',
        isHarmlessTwice: true,
        body: exportSchema,
        example: { sort: ['-createdAt'], fields: ['createdAt'] },
        file: type,
        right: 'export',
      }),
      (request, reply) => send(request, reply, parseBody(exportSchema, request.body) as FindQuery),
    )
  }
  server.post(
    '/api/:plural',
    says({ id: 'record.create', body: newOf, answer: itsRecord, status: 201, right: 'create' }),
    async (request, reply) => {
      const { ctx, object } = await target(request)
      const id = await inTransaction(ctx, trx => create(trx, object, bodyOf(request)))
      return reply
        .status(201)
        .header('location', `/api/${kebabCase(object.plural)}/${id}`)
        .send(tagged(reply, await seen(ctx, object, id)))
    },
  )
  server.get('/api/:plural/:id', says({ id: 'record.get', answer: itsRecord }), async (request, reply) => {
    const { ctx, object, id } = await targetRecord(request)
    return orRedirect(reply, { ctx, object, id }, async () => tagged(reply, await get(ctx, object, id)))
  })
  server.patch(
    '/api/:plural/:id',
    says({ id: 'record.update', body: changeOf, answer: itsRecord, right: 'update', takesVersion: true }),
    async (request, reply) => {
      const { ctx, object, id } = await targetRecord(request)
      const { version, ...values } = bodyOf(request)
      if (version !== undefined && !Number.isInteger(version)) throw badRequest('body.bad_version')
      const tag = versionIn(request)
      const changing = inTransaction(ctx, trx =>
        update(trx, object, id, values, tag ?? (version as number | undefined)),
      )
      await orMoved({ ctx, object, id }, tag === undefined ? changing : changing.catch(staleAs412))
      return tagged(reply, await seen(ctx, object, id))
    },
  )
  server.delete(
    '/api/:plural/:id',
    says({ id: 'record.remove', right: 'remove', takesVersion: true }),
    async (request, reply) => {
      const { ctx, object, id } = await targetRecord(request)
      const version = versionIn(request)
      await inTransaction(ctx, async trx => {
        await assertVersion(trx, object, { id, version })
        await removeMany(trx, object, [id])
      })
      return reply.status(204).send()
    },
  )
  server.post(
    '/api/:plural/:id/restore',
    says({ id: 'record.restore', body: {}, example: {}, answer: itsRecord, right: 'restore' }),
    async request => {
      const { ctx, object, id } = await targetRecord(request)
      await inTransaction(ctx, trx => restore(trx, object, id, bodyOf(request)))
      return seen(ctx, object, id)
    },
  )
  server.get(
    '/api/:plural/:id/timeline',
    says({ id: 'record.timeline', query: { after: text }, answer: timelineOf }),
    async request => {
      const { ctx, object, id } = await targetRecord(request)
      const { after } = request.query as { after?: string }
      return timeline(ctx, object, id, after)
    },
  )
  server.post(
    '/api/:plural/:id/:verb',
    says({ id: 'record.act', body: {}, answer: itsRecord, takesVersion: true }),
    async (request, reply) => {
      const { ctx, object, id } = await targetRecord(request)
      const { verb } = request.params as { verb: string }
      const version = versionIn(request)
      const acting = inTransaction(ctx, async trx => {
        await assertVersion(trx, object, { id, version })
        await act(trx, object, id, verb, bodyOf(request))
      })
      await orMoved({ ctx, object, id }, acting)
      return tagged(reply, await seen(ctx, object, id))
    },
  )
}

const exports = [
  ['csv', 'text/csv; charset=utf-8'],
  ['xlsx', sheetMediaType],
] as const

const names = z.array(z.string().max(80)).max(500)
const exportSchema = z.strictObject({
  filter: z.unknown().optional(),
  sort: names.optional(),
  fields: names.optional(),
})

/** A page of the list; with `since` what has changed. */
function listOrChanges(asked: Target): Promise<unknown> {
  const { since, limit } = asked.request.query as { since?: unknown; limit?: string }
  if (since === undefined) return list(asked)
  if (typeof since !== 'string') throw badRequest('query.twice')
  return changesSince(asked.ctx, asked.object, { since, limit: readListQuery({ limit }).limit ?? 50 })
}

async function list({ ctx, object, request }: Target): Promise<unknown> {
  const query = readListQuery(request.query)
  const found = await find(ctx, object, query)
  const counted =
    query.count === 'none' ? {} : { count: await count(ctx, object, query.filter, query.count === 'exact') }
  const figures =
    query.figures.length === 0 ? {} : { figures: await listFigures(ctx, object, query.filter, query.figures) }
  if (query.sums.length === 0) return { ...found, ...counted, ...figures }
  const added: Record<string, Record<string, string>> = {}
  for (const name of query.sums) added[name] = await sums(ctx, object, query.filter, name)
  return { ...found, ...counted, ...figures, sums: added }
}
