import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '#platform/errors.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf } from '#platform/http/context.ts'
import { recordOf, says, type Schema } from '#platform/http/describe-route.ts'
import { readListQuery } from '#platform/http/query.ts'
import { listQuery } from '#platform/http/record-answers.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { day, instant, named, text, uuid, whole, yesNo } from '#platform/http/shapes.ts'
import { asMerged } from '#platform/objects/catalog.ts'
import { count } from '#platform/query/totals.ts'
import { type ApiRecord, find, get } from '#platform/records/index.ts'
import { barredUntil } from './claims.ts'
import { type Door, openDoor } from './door.ts'
import { actOnMany, manySchema } from './many.ts'
import type { PooledNoun } from './memberships.ts'
import { myPools } from './my-pools.ts'
import { idIn, pooledNouns } from './pooled.ts'
import { narrowed, within } from './seen-inside.ts'
import { isCounted, useView } from './views.ts'
import { reasonsGiven, stayHere, wayOf } from './way.ts'

const stay = z.object({
  cause: text.nullable(),
  reason: text.nullable(),
  since: instant.nullable(),
  previousOwner: named.nullable(),
  by: named.nullable(),
})
const step = z.object({
  at: instant,
  kind: z.enum(['entered', 'left', 'owner']),
  from: named.nullable(),
  to: named.nullable(),
  isOfMerged: yesNo,
})
const myPoolsAnswer = z.object({
  pools: z.array(
    z.object({
      id: uuid,
      title: text,
      object: z.enum(['customer', 'lead']),
      isMember: yesNo,
      isManager: yesNo,
      count: z.object({ value: whole, capped: yesNo }),
      claimsPerDay: whole.nullable(),
      claimsLeft: whole.nullable(),
      viewsLeft: whole.nullable(),
      barDays: whole.nullable(),
      hidden: z.array(text),
    }),
  ),
  /** How many one owns of those that one may, by noun; null where nothing limits one. */
  owned: z.record(text, z.object({ count: whole, max: whole }).nullable()),
  locked: z.record(text, z.object({ count: whole, max: whole }).nullable()),
})
const outcome = z.object({
  done: z.array(uuid),
  refused: z.array(z.object({ id: uuid, code: text, message: text })),
  batch: uuid,
})

/**
 * The door of the pools: what lies in one, for whoever takes part in it. Lists filter, sort and count as any others, over the fields that the
 * pool lets one see; anybody else gets 404.
 */
export function doorRoutes(server: ApiServer): void {
  server.get('/api/pools/mine', says({ id: 'pools.mine', answer: myPoolsAnswer, of: ['pool'] }), async request =>
    myPools(await contextOf(request)),
  )
  for (const noun of Object.keys(pooledNouns) as PooledNoun[]) inside(server, noun)
}

function inside(server: ApiServer, noun: PooledNoun): void {
  const { plural } = pooledNouns[noun]
  server.get(
    `/api/pools/:id/${plural}`,
    says({ id: `pools.list_${noun}`, query: listQuery, answer: page(noun), of: ['pool', noun] }),
    async request => {
      const door = await doorOf(request, noun)
      const { ctx, pool } = door
      const object = asMerged(ctx.catalog, pooledNouns[noun].object)
      const query = readListQuery(request.query)
      const filter = within(pool, query.filter)
      const found = await find(ctx, object, narrowed(door, object, { ...query, inBin: false, filter }))
      const counted = query.count === 'none' ? {} : { count: await count(ctx, object, filter, query.count === 'exact') }
      // Where each opened record counts, the words of whoever gave it back are for those who open it.
      const ids = isCounted(door) ? [] : found.records.map(record => record.id)
      return { ...found, ...counted, reasons: await reasonsGiven(ctx, ids) }
    },
  )
  server.get(
    `/api/pools/:id/${plural}/:record`,
    says({ id: `pools.peek_${noun}`, answer: peekOf(noun), of: ['pool', noun] }),
    async request => {
      const door = await doorOf(request, noun)
      const { record: id } = request.params as { record: string }
      const record = await get(door.ctx, pooledNouns[noun].object, id)
      if (idIn(record.pool) !== door.pool.id) throw new Problem(404, 'not_found', { params: { what: noun } })
      const viewsLeft = await useView(door, id)
      return {
        record,
        stay: await stayHere(door.ctx, id),
        way: await wayOf(door.ctx, id),
        barredUntil: mayNotYet(door, record),
        viewsLeft,
      }
    },
  )
  server.post(
    `/api/pools/:id/${plural}/act`,
    says({
      id: `pools.act_${noun}`,
      isHarmlessTwice: true,
      body: manySchema,
      example: { verb: 'claim', ids: ['0199aaaa-0000-7000-8000-000000000000'] },
      answer: outcome,
      of: ['pool', noun],
    }),
    async request => actOnMany(await doorOf(request, noun), parseBody(manySchema, request.body)),
  )
}

async function doorOf(request: FastifyRequest, noun: PooledNoun): Promise<Door> {
  const { id } = request.params as { id: string }
  return openDoor(await contextOf(request), id, noun)
}

/** The day from which the one who asks may claim it again, when he had it last. */
const mayNotYet = ({ ctx, pool }: Door, record: ApiRecord): string | null =>
  ctx.actor.userId !== null && idIn(record.previousOwner) === ctx.actor.userId ? barredUntil(ctx, pool, record) : null

const page = (noun: string): Schema => ({
  type: 'object',
  required: ['records', 'next', 'reasons'],
  properties: {
    records: { type: 'array', items: recordOf(noun) },
    next: { type: ['string', 'null'] },
    count: { type: 'object' },
    reasons: { type: 'object', additionalProperties: { type: 'string' } },
  },
})

const peekOf = (noun: string): Schema => ({
  type: 'object',
  required: ['record', 'stay', 'way', 'barredUntil', 'viewsLeft'],
  properties: {
    record: recordOf(noun),
    stay: z.toJSONSchema(stay.nullable()) as Schema,
    way: z.toJSONSchema(z.array(step)) as Schema,
    barredUntil: z.toJSONSchema(day.nullable()) as Schema,
    viewsLeft: { type: ['integer', 'null'] },
  },
})
