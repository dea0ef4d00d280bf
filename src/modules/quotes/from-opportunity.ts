import { opportunity } from '#modules/opportunities/index.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { anything } from '#platform/http/shapes.ts'
import { type Context, createMany, get } from '#platform/records/index.ts'
import { quote } from './quote.object.ts'

/** `POST /api/opportunities/:id/quote` makes a draft of what the opportunity is about: its customer, first contact and lines. */
export function fromOpportunityRoutes(server: ApiServer): void {
  server.post(
    '/api/opportunities/:id/quote',
    says({ id: 'quotes.fromOpportunity', of: ['opportunity'], right: 'quote.create', answer: anything, status: 201 }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const { id } = request.params as { id: string }
      if (!isId(id)) throw notFound('opportunity')
      const made = await inTransaction(ctx, async trx => ({ id: await quoteOf(trx, id.toLowerCase()) }))
      return reply.status(201).send(await get(ctx, quote, made.id))
    },
  )
}

/** @throws Problem 404; 409 `quote.opportunity_without_customer`; 422 */
async function quoteOf(ctx: Context, id: string): Promise<string> {
  const from = await get(ctx, opportunity, id)
  const customer = from.customer as { id: string; title: string } | null | undefined
  if (!customer) throw conflict('quote.opportunity_without_customer')
  const lines = (from.lines ?? []) as Record<string, unknown>[]
  const contacts = (from.contacts ?? []) as { contact: { id: string } | null }[]
  const { ids, refused } = await createMany({ ...ctx, isWithinVerb: true }, quote, [
    {
      values: {
        name: String(from.name ?? customer.title),
        customer: { id: customer.id },
        opportunity: { id },
        contact: contacts.find(({ contact }) => contact)?.contact ?? null,
        ...(from.currency ? { currency: from.currency } : {}),
        lines: lines.map(({ product, quantity, unitPrice, discountRate, remark }) => ({
          product,
          quantity,
          // A line that names no price gets that of the price lists.
          ...(unitPrice === null || unitPrice === undefined ? {} : { unitPrice }),
          discountRate,
          remark,
        })),
      },
    },
  ])
  if (!ids[0]) throw invalid(refused[0]?.fields ?? [])
  return ids[0]
}
