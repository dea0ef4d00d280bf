import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { badRequest, notFound, Problem } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { timeline } from '../history/timeline.ts'
import { kebabCase, type ObjectDefinition } from '../objects/index.ts'
import { listFigures } from '../query/list-figures.ts'
import { count, sums } from '../query/totals.ts'
import { act, type Context, create, find, type FindQuery, get, removeMany, restore, update } from '../records/index.ts'
import { exportCsv } from '../transfer/export-csv.ts'
import { exportSheet } from '../transfer/export-sheet.ts'
import { sheetMediaType } from '../transfer/writing/sheet-writer.ts'
import { parseBody } from './body.ts'
import { contextOf, inTransaction } from './context.ts'
import { nounAt } from './noun.ts'
import { readListQuery } from './query.ts'
import type { ApiServer } from './server.ts'

/** The routes that every noun has by existing. Lines have none: they go with their parent. */
export function recordRoutes(server: ApiServer): void {
  server.get('/api/:plural', async request => list(await target(request)))
  for (const [ending, make, type] of exports) {
    const send = async (request: FastifyRequest, reply: FastifyReply, query: FindQuery) => {
      const { ctx, object } = await target(request)
      const { name, stream } = await make(ctx, object, query)
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .type(type)
        .send(stream)
    }
    server.get(`/api/:plural/export.${ending}`, (request, reply) => send(request, reply, readListQuery(request.query)))
    // The ids of chosen rows do not fit into an address.
    server.post(`/api/:plural/export.${ending}`, (request, reply) =>
      send(request, reply, parseBody(exportSchema, request.body) as FindQuery),
    )
  }
  server.post('/api/:plural', async (request, reply) => {
    const { ctx, object } = await target(request)
    const id = await inTransaction(ctx, trx => create(trx, object, bodyOf(request)))
    return reply
      .status(201)
      .header('location', `/api/${kebabCase(object.plural)}/${id}`)
      .send(await seen(ctx, object, id))
  })
  server.get('/api/:plural/:id', async request => {
    const { ctx, object, id } = await targetRecord(request)
    return get(ctx, object, id)
  })
  server.patch('/api/:plural/:id', async request => {
    const { ctx, object, id } = await targetRecord(request)
    const { version, ...values } = bodyOf(request)
    if (version !== undefined && !Number.isInteger(version)) throw badRequest('body.bad_version')
    await inTransaction(ctx, trx => update(trx, object, id, values, version as number | undefined))
    return seen(ctx, object, id)
  })
  server.delete('/api/:plural/:id', async (request, reply) => {
    const { ctx, object, id } = await targetRecord(request)
    await inTransaction(ctx, trx => removeMany(trx, object, [id]))
    return reply.status(204).send()
  })
  server.post('/api/:plural/:id/restore', async request => {
    const { ctx, object, id } = await targetRecord(request)
    await inTransaction(ctx, trx => restore(trx, object, id, bodyOf(request)))
    return seen(ctx, object, id)
  })
  server.get('/api/:plural/:id/timeline', async request => {
    const { ctx, object, id } = await targetRecord(request)
    const { after } = request.query as { after?: string }
    return timeline(ctx, object, id, after)
  })
  server.post('/api/:plural/:id/:verb', async request => {
    const { ctx, object, id } = await targetRecord(request)
    const { verb } = request.params as { verb: string }
    await inTransaction(ctx, trx => act(trx, object, id, verb, bodyOf(request)))
    return seen(ctx, object, id)
  })
}

const exports = [
  ['csv', exportCsv, 'text/csv; charset=utf-8'],
  ['xlsx', exportSheet, sheetMediaType],
] as const

const names = z.array(z.string().max(80)).max(500)
const exportSchema = z.strictObject({
  filter: z.unknown().optional(),
  sort: names.optional(),
  fields: names.optional(),
})

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

interface Target {
  ctx: Context
  object: ObjectDefinition
  request: FastifyRequest
}

async function target(request: FastifyRequest): Promise<Target> {
  const ctx = await contextOf(request)
  const { plural } = request.params as { plural: string }
  return { ctx, object: nounAt(ctx, plural), request }
}

async function targetRecord(request: FastifyRequest): Promise<Target & { id: string }> {
  const { id } = request.params as { id: string }
  const found = await target(request)
  if (!isId(id)) throw notFound(found.object.name)
  return { ...found, id: id.toLowerCase() }
}

/** The record as it is now; only its id when the change took it out of the actor's sight (handed to a colleague). */
async function seen(ctx: Context, object: ObjectDefinition, id: string): Promise<unknown> {
  try {
    return await get(ctx, object, id)
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return { id, isGone: true }
    throw error
  }
}

function bodyOf(request: FastifyRequest): Record<string, unknown> {
  const { body } = request
  if (body === undefined || body === null) return {}
  if (typeof body !== 'object' || Array.isArray(body)) throw badRequest('body.not_object')
  return body as Record<string, unknown>
}
