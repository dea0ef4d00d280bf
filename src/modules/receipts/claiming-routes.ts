import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '#platform/access/actor.ts'
import { conflict, forbidden, notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { recordOf, says } from '#platform/http/describe-route.ts'
import { seen } from '#platform/http/record-requests.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { counted, day, named, next, text, uuid } from '#platform/http/shapes.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Filter } from '#platform/objects/index.ts'
import { count } from '#platform/query/totals.ts'
import { act, type Context, find, get } from '#platform/records/index.ts'
import { changeOne, lock } from '#platform/records/update.ts'
import { putOnLines, type Wanted, withdrawPending } from './allocate.ts'
import { admitClaimant, atTheDoor, claimableFields } from './claimable.ts'
import { lockLines } from './lines-to-pay.ts'
import { moneyOf, type ReceiptRecord } from './money-of.ts'
import { todayOf } from './posting-day.ts'
import { reduce, reducing } from './reduce.ts'
import { suggestLines } from './suggestions.ts'

const amount = z
  .string()
  .trim()
  .max(30)
  .regex(/^\d+(\.\d{1,4})?$/)
const part = z
  .strictObject({ collectionPlan: z.uuid().optional(), openingBalance: z.uuid().optional(), amount })
  .refine(one => (one.collectionPlan === undefined) !== (one.openingBalance === undefined))
const allocationsBody = z.strictObject({
  customer: z.uuid().optional(),
  owner: z.uuid().optional(),
  allocations: z.array(part).max(100),
})
const suggestion = z.object({
  noun: z.enum(['collectionPlan', 'openingBalance']),
  id: uuid,
  title: text,
  customer: named,
  contract: named.nullable(),
  dueOn: day,
  open: text,
  amount: text,
  reasons: z.array(text),
})
const exampleId = '0199aaaa-0000-7000-8000-000000000000'

/** Claiming: what waits, what it may be for, and putting it on lines; what leaves less to pay without money. */
export function claimingRoutes(server: ApiServer): void {
  server.get(
    '/api/receipts/claimable',
    says({
      id: 'receipts.claimable',
      right: 'receipt.claim',
      query: { q: z.string().max(100), after: z.string().max(500) },
      answer: {
        type: 'object',
        required: ['records', 'next', 'count'],
        properties: {
          records: { type: 'array', items: recordOf('receipt') },
          next: z.toJSONSchema(next) as never,
          count: z.toJSONSchema(counted) as never,
        },
      },
      of: ['receipt'],
    }),
    async request => {
      const ctx = atTheDoor(await contextOf(request))
      const { q = '', after } = request.query as { q?: string; after?: string }
      const object = objectOf(ctx.catalog, 'receipt')
      const filter = waiting(q.trim().slice(0, 100))
      const asked = {
        filter,
        sort: ['-receivedOn'],
        limit: 50,
        fields: [...claimableFields],
        ...(after ? { after } : {}),
      }
      return { ...(await find(ctx, object, asked)), count: await count(ctx, object, filter, false) }
    },
  )
  server.get(
    '/api/receipts/:id/suggestions',
    says({
      id: 'receipts.suggestions',
      query: { q: z.string().max(100) },
      answer: z.object({ suggestions: z.array(suggestion) }),
      of: ['receipt'],
    }),
    async request => {
      const { ctx, id } = await reached(request)
      const { q = '' } = request.query as { q?: string }
      return {
        suggestions: await suggestLines(
          ctx,
          await get(ctx, objectOf(ctx.catalog, 'receipt'), id),
          q.trim().slice(0, 100),
        ),
      }
    },
  )
  server.put(
    '/api/receipts/:id/allocations',
    says({
      id: 'receipts.allocate',
      body: allocationsBody,
      example: { allocations: [{ collectionPlan: exampleId, amount: '100.00' }] },
      answer: recordOf('receipt'),
      of: ['receipt'],
    }),
    async request => {
      const { ctx, id } = await reached(request)
      const given = parseBody(allocationsBody, request.body)
      await inTransaction(ctx, trx => putGiven(trx, id, given))
      return seen(await contextOf(request), objectOf(ctx.catalog, 'receipt'), id)
    },
  )
  server.post(
    '/api/allocations/reduce',
    says({
      id: 'receipts.reduce',
      right: 'allocation.create',
      body: reducing,
      example: { collectionPlan: exampleId, kind: 'discount', amount: '1.00', remark: 'agreed' },
      answer: recordOf('allocation'),
      status: 201,
      of: ['allocation'],
    }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      if (!may(ctx.actor, 'allocation.create')) throw forbidden('allocation.create')
      const given = parseBody(reducing, request.body)
      const id = await inTransaction(ctx, trx => reduce(trx, given))
      return reply.status(201).send(await seen(ctx, objectOf(ctx.catalog, 'allocation'), id))
    },
  )
}

const waiting = (words: string): Filter => ({
  and: [
    { field: 'state', op: 'in', value: ['unclaimed'] },
    { field: 'kind', op: 'in', value: ['receipt'] },
    ...(words === ''
      ? []
      : [
          {
            or: ['payer', 'purpose', 'bankReference'].map(field => ({ field, op: 'contains' as const, value: words })),
          },
        ]),
  ],
})

/** A receipt that the actor sees, or that waits to be claimed by whoever may. */
async function reached(request: FastifyRequest): Promise<{ ctx: Context; id: string }> {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw notFound('receipt')
  return { ctx: await admitClaimant(await contextOf(request), id), id: id.toLowerCase() }
}

/** Claims what is unclaimed; of a claim says anew on which lines it belongs; of what was confirmed puts more of it on lines. */
async function putGiven(ctx: Context, id: string, given: z.output<typeof allocationsBody>): Promise<null> {
  const object = objectOf(ctx.catalog, 'receipt')
  const wanted = given.allocations.map(({ collectionPlan, openingBalance, amount: value }): Wanted => {
    if (collectionPlan) return { noun: 'collectionPlan', id: collectionPlan, amount: value }
    return { noun: 'openingBalance', id: openingBalance ?? '', amount: value }
  })
  let receipt = (await lock(ctx, object, [id], 'read').catch(() => lock(ctx, object, [id], 'claim'))).get(
    id,
  ) as unknown as ReceiptRecord
  const lines = await lockLines(ctx, wanted)
  const [first] = wanted
  const line = first && lines.get(first.id)
  if (receipt.state === 'unclaimed') {
    const customer = given.customer ?? receipt.customer?.id ?? line?.customer
    await act(ctx, object, id, 'claim', { customer, ...(given.owner ? { owner: given.owner } : {}) })
    receipt = { ...receipt, state: 'claimed', customer: customer ? { id: customer, title: '' } : null }
  } else if (receipt.state === 'claimed') {
    await lock(ctx, object, [id], 'unclaim')
    await withdrawPending(ctx, id)
  } else if (receipt.state === 'confirmed' && receipt.kind !== 'refund') await lock(ctx, object, [id], 'allocate')
  else throw conflict('verb_not_possible', { verb: 'allocate', field: 'state', value: receipt.state })
  const customer = receipt.customer?.id ?? ''
  const isPosted = receipt.state === 'confirmed'
  const money = moneyOf({ ...receipt, ...(isPosted ? {} : { restAmount: null }) }, customer)
  await putOnLines(
    ctx,
    money,
    wanted,
    isPosted ? { state: 'posted', kind: 'prepayment', on: todayOf(ctx) } : { state: 'pending' },
  )
  const contract = isPosted ? null : await contractOf(ctx, wanted, line?.contract ?? null)
  if (!isPosted && contract && contract !== receipt.contract?.id)
    await changeOne(
      { ...ctx, isWithinVerb: true },
      object,
      { id, values: { contract } },
      { verb: 'claim', writing: 'byVerb', event: 'receipt.updated' },
    )
  return null
}

/** Its contract, where all of it goes to lines of one. */
async function contractOf(ctx: Context, wanted: readonly Wanted[], first: string | null): Promise<string | null> {
  const lines = await lockLines(ctx, wanted)
  return [...lines.values()].every(({ contract }) => contract === first) ? first : null
}
