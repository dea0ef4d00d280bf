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
import { asUndoer } from '#platform/records/batches.ts'
import { type Context, createMany, get } from '#platform/records/index.ts'
import { changeOne, lock } from '#platform/records/update.ts'
import { describeMatches } from './describe-matches.ts'
import { type ComparedNoun, comparedNouns } from './match-keys.ts'

const askBody = z.strictObject({
  object: z.enum(comparedNouns),
  id: z.uuid(),
  kind: z.enum(['collaborate', 'transfer']),
  reason: z.string().trim().min(1).max(500),
  /** What he typed when the duplicate was found: all that the request says of the record. */
  asked: z.string().trim().min(1).max(200),
})

/**
 * `POST /api/duplicates/requests`: whoever came second asks to collaborate on a record that he may not change, or to have it. `POST …/:id/withdraw`: he takes
 * that back while nobody has decided.
 */
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
  server.post<{ Params: { id: string } }>(
    '/api/duplicates/requests/:id/withdraw',
    says({ id: 'duplicates.withdraw', answer: recordOf('accessRequest'), of: ['accessRequest'] }),
    async request => {
      const ctx = await contextOf(request)
      const { id } = request.params
      await inTransaction(ctx, trx => withdraw(trx, id))
      return get(ctx, objectOf(ctx.catalog, 'accessRequest'), id)
    },
  )
}

async function ask(ctx: Context, { object: noun, id, kind, reason, asked }: z.output<typeof askBody>): Promise<string> {
  const object = objectOf(ctx.catalog, noun)
  const { rows } = await sql<{ ownerId: string | null; mayChange: boolean }>`
    select t.owner_id as "ownerId", coalesce(${visible(ctx, object, 't', 'update')}, false) as "mayChange"
    from ${sql.table(tableOf(object))} t where t.id = ${id}::uuid and t.deleted_at is null for share of t`.execute(
    ctx.db,
  )
  const [record] = rows
  if (!record) throw notFound(noun)
  if (await mayClaim(ctx, noun, id)) throw conflict('duplicate.in_pool')
  if (record.ownerId === ctx.actor.userId || (kind === 'collaborate' && record.mayChange))
    throw conflict('duplicate.no_need_to_ask')
  // Two clicks at once are one request.
  await sql`select pg_advisory_xact_lock(22, hashtext(${`${id} ${ctx.actor.userId}`}))`.execute(ctx.db)
  const { rows: waiting } = await sql`select from access_requests
    where record = ${id} and requester_id = ${ctx.actor.userId}::uuid and kind = ${kind} and state = 'open' and deleted_at is null`.execute(
    ctx.db,
  )
  if (waiting.length > 0) throw conflict('duplicate.asked_already')
  const alreadyNamed = record.ownerId ? [record.ownerId] : []
  const within = { ...ctx, actor: asUndoer(ctx.actor), isWithinVerb: true as const, alreadyNamed }
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

async function mayClaim(ctx: Context, object: ComparedNoun, id: string): Promise<boolean> {
  const match = { object, id, contactId: null, kind: 'name' as const, value: '', isNear: false }
  return (await describeMatches(ctx, [match])).some(({ can }) => can.includes('claim'))
}

/** Nobody but who asked takes it back; the record itself he need not see. */
async function withdraw(ctx: Context, id: string): Promise<void> {
  const object = objectOf(ctx.catalog, 'accessRequest')
  await get(ctx, object, id)
  const within = { ...ctx, actor: asUndoer(ctx.actor), isWithinVerb: true as const }
  const request = (await lock(within, object, [id], 'update')).get(id)
  if ((request?.requester as { id: string } | null)?.id !== ctx.actor.userId)
    throw conflict('duplicate.not_asked_by_you')
  if (request?.state !== 'open')
    throw conflict('verb_not_possible', { verb: 'withdraw', field: 'state', value: String(request?.state) })
  const options = { verb: 'withdraw', writing: 'byVerb', event: 'accessRequest.withdrawn' } as const
  await changeOne(within, object, { id, values: { state: 'withdrawn' } }, options)
}
