import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#platform/db/server.ts'
import { notFound } from '#platform/errors.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { anything, instant, named, text, uuid, yesNo } from '#platform/http/shapes.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, get } from '#platform/records/index.ts'
import { mergeRecords, mostMerged } from '#platform/records/merging/merge.ts'
import { previewMerge } from '#platform/records/merging/preview.ts'
import { undoMerge } from '#platform/records/merging/undo-merge.ts'
import { titlesOf } from '#platform/records/titles.ts'
import { comparedNouns } from './match-keys.ts'
import { settleMergedOwner } from './merge-owner.ts'

const object = z.enum(comparedNouns)
const ids = z.array(z.uuid()).min(1).max(mostMerged)
const previewBody = z.strictObject({ object, ids })
const mergeBody = z.strictObject({
  object,
  into: z.uuid(),
  from: ids,
  choices: z.record(z.string().max(80), z.uuid()).optional(),
  reason: z.string().trim().max(500).nullish(),
})
const ofQuery = { object, into: uuid }

const previewAnswer = z.object({
  records: z.array(z.object({ id: uuid, title: text, mayMerge: yesNo })),
  fields: z.array(
    z.object({
      name: text,
      kind: z.enum(['choose', 'union']),
      isDifferent: yesNo,
      chosen: text,
      values: z.record(z.string(), z.unknown()),
    }),
  ),
  attached: z.record(z.string(), z.record(z.string(), z.number())),
})
const mergeAnswer = z.object({ merge: uuid, into: uuid })
const undoAnswer = z.object({ kept: z.array(anything) })
const mergesAnswer = z.object({
  merges: z.array(z.object({ id: uuid, at: instant, by: named.nullable(), count: z.number(), isUndone: yesNo })),
})

const anId = '0199aaaa-0000-7000-8000-000000000000'

/** `/api/merges`: what a merge of customers, leads or contacts would do, doing it, taking it back. */
export function mergeRoutes(server: ApiServer): void {
  server.post(
    '/api/merges/preview',
    says({
      id: 'merges.preview',
      body: previewBody,
      example: { object: 'customer', ids: [anId] },
      answer: previewAnswer,
      isHarmlessTwice: true,
    }),
    async request => {
      const ctx = await contextOf(request)
      const asked = parseBody(previewBody, request.body)
      return previewMerge(ctx, objectOf(ctx.catalog, asked.object), asked.ids)
    },
  )
  server.post(
    '/api/merges',
    says({
      id: 'merges.merge',
      body: mergeBody,
      example: { object: 'customer', into: anId, from: [anId] },
      answer: mergeAnswer,
      status: 201,
    }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const { object: noun, ...ask } = parseBody(mergeBody, request.body)
      const merge = await inTransaction(ctx, trx => mergeRecords(trx, objectOf(ctx.catalog, noun), mergeAsk(ask)))
      return reply.status(201).send({ merge, into: ask.into })
    },
  )
  server.post(
    '/api/merges/:id/undo',
    says({ id: 'merges.undo', isHarmlessTwice: true, answer: undoAnswer }),
    async request => {
      const ctx = await contextOf(request)
      const { id } = request.params as { id: string }
      return { kept: await undoMerge({ ...ctx, db: ctx.db as Database }, id) }
    },
  )
  server.get(
    '/api/merges',
    says({ id: 'merges.of', query: ofQuery, needs: ['object', 'into'], answer: mergesAnswer }),
    async request => {
      const ctx = await contextOf(request)
      const asked = parseBody(z.object(ofQuery), request.query)
      await get(ctx, objectOf(ctx.catalog, asked.object), asked.into)
      return { merges: await mergesInto(ctx, asked.into) }
    },
  )
}

type MergeBody = Omit<z.output<typeof mergeBody>, 'object'>

const mergeAsk = ({ choices, reason, ...ask }: MergeBody) => ({
  complete: settleMergedOwner,
  ...ask,
  choices: choices ?? {},
  reason: reason ?? null,
})

async function mergesInto(ctx: Context, into: string): Promise<z.output<typeof mergesAnswer>['merges']> {
  const { rows } = await sql<{
    id: string
    at: string | Date
    userId: string | null
    count: number
    isUndone: boolean
  }>`
    select id, at, user_id as "userId", cardinality(from_ids) as count, undone_at is not null as "isUndone" from merges
    where into_id = ${into}::uuid order by at desc limit 50`.execute(ctx.db)
  const user = ctx.catalog.objects.get('user')
  if (!user) throw notFound('user')
  const names = await titlesOf(
    ctx,
    user,
    rows.flatMap(row => row.userId ?? []),
  )
  return rows.map(({ userId, at, count, ...row }) => ({
    ...row,
    at: new Date(at).toISOString(),
    count: Number(count),
    by: userId ? { id: userId, title: names.get(userId) ?? '' } : null,
  }))
}
