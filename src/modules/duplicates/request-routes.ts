import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '#platform/access/actor.ts'
import { tableOf, visible } from '#platform/access/visible.ts'
import { originOf, writeAudit } from '#platform/audit/write-audit.ts'
import { conflict, forbidden, notFound } from '#platform/errors.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { recordOf, says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, createMany, get } from '#platform/records/index.ts'
import { asUndoer } from '#platform/records/batches.ts'
import { comparedNouns } from './match-keys.ts'

const askBody = z.strictObject({
  object: z.enum(comparedNouns),
  id: z.uuid(),
  kind: z.enum(['collaborate', 'transfer']),
  reason: z.string().trim().min(1).max(500),
  /** What he typed when the duplicate was found: all that the request says of the record. */
  asked: z.string().trim().min(1).max(200),
})

/** `POST /api/duplicates/requests`: whoever came second asks to collaborate on a record that he may not change, or to have it. */
export function requestRoutes(server: ApiServer): void {
  server.post(
    '/api/duplicates/requests',
    says({
      id: 'duplicates.ask',
      body: askBody,
      example: {
        object: 'customer',
        id: '0199aaaa-0000-7000-8000-000000000000',
        kind: 'collaborate',
        reason: '客户找我询价',
        asked: '华星科技',
      },
      answer: recordOf('accessRequest'),
      of: ['accessRequest'],
      status: 201,
      cost: 'search',
    }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const asked = parseBody(askBody, request.body)
      if (!ctx.actor.userId || !may(ctx.actor, `${asked.object}.create`)) throw forbidden(`${asked.object}.create`)
      const id = await inTransaction(ctx, async trx => {
        const made = await ask(trx, asked)
        await writeAudit(trx, {
          kind: 'duplicate.asked',
          object: asked.object,
          recordId: asked.id,
          detail: { kind: asked.kind },
          ...originOf(request),
        })
        return made
      })
      return reply.status(201).send(await get(ctx, objectOf(ctx.catalog, 'accessRequest'), id))
    },
  )
}

async function ask(ctx: Context, { object: noun, id, kind, reason, asked }: z.output<typeof askBody>): Promise<string> {
  const object = objectOf(ctx.catalog, noun)
  const hasPool = Object.hasOwn(object.fields, 'pool')
  const { rows } = await sql<{ ownerId: string | null; isPooled: boolean; mayChange: boolean }>`
    select t.owner_id as "ownerId", ${hasPool ? sql`t.pool_id is not null` : sql`false`} as "isPooled",
      coalesce(${visible(ctx, object, 't', 'update')}, false) as "mayChange"
    from ${sql.table(tableOf(object))} t where t.id = ${id}::uuid and t.deleted_at is null for share of t`.execute(
    ctx.db,
  )
  const [record] = rows
  if (!record) throw notFound(noun)
  if (record.isPooled) throw conflict('duplicate.in_pool')
  if (record.ownerId === ctx.actor.userId || (kind === 'collaborate' && record.mayChange))
    throw conflict('duplicate.no_need_to_ask')
  // Two clicks at once are one request.
  await sql`select pg_advisory_xact_lock(22, hashtext(${`${id} ${ctx.actor.userId}`}))`.execute(ctx.db)
  const { rows: waiting } = await sql`select from access_requests
    where record = ${id} and requester_id = ${ctx.actor.userId}::uuid and kind = ${kind} and state = 'open' and deleted_at is null`.execute(
    ctx.db,
  )
  if (waiting.length > 0) throw conflict('duplicate.asked_already')
  const within = { ...ctx, actor: asUndoer(ctx.actor), isWithinVerb: true as const }
  const me = { id: ctx.actor.userId ?? '', title: ctx.actor.name }
  const { ids, refused } = await createMany(
    within,
    objectOf(ctx.catalog, 'accessRequest'),
    [
      {
        values: {
          title: asked,
          kind,
          noun,
          record: id,
          requester: me,
          reason,
          owner: record.ownerId ? { id: record.ownerId, title: '' } : null,
        },
      },
    ],
    { byVerb: true },
  )
  if (!ids[0]) throw conflict('duplicate.asked_already', {}, { refused })
  return ids[0]
}
