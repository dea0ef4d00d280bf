import { objectWith, recordOf } from '#platform/http/describe-route.ts'
import { says } from '#platform/http/describe-route.ts'
import { badRequest, type FieldProblem, invalid, Problem } from '#platform/errors.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { create, get } from '#platform/records/index.ts'

const bothNew = objectWith({ customer: recordOf('customerNew'), contact: recordOf('contactNew') })
const bothMade = objectWith({ customer: recordOf('customer'), contact: recordOf('contact') })

/**
 * `POST /api/customers/with-contact` `{ customer: {…}, contact: {…} }`: a new customer and whom one knows there, in one form and one
 * transaction. Gives both records; field problems stand under `customer.` and `contact.`.
 */
export function firstContactRoute(server: ApiServer): void {
  server.post(
    '/api/customers/with-contact',
    says({
      id: 'customers.createWithContact',
      body: bothNew,
      example: { customer: { name: '示例' }, contact: { name: '示例' } },
      answer: bothMade,
      status: 201,
      of: ['customerNew', 'contactNew'],
    }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const body = request.body as { customer?: unknown; contact?: unknown } | null
      const [customerValues, contactValues] = [partOf(body?.customer), partOf(body?.contact)]
      const [customer, contact] = [objectOf(ctx.catalog, 'customer'), objectOf(ctx.catalog, 'contact')]
      const ids = await inTransaction(ctx, async trx => {
        const customerId = await under('customer', () => create(trx, customer, customerValues))
        const contactId = await under('contact', () =>
          create(trx, contact, { ...contactValues, customer: { id: customerId } }),
        )
        return { customerId, contactId }
      })
      return reply.status(201).send({
        customer: await get(ctx, customer, ids.customerId),
        contact: await get(ctx, contact, ids.contactId),
      })
    },
  )
}

function partOf(part: unknown): Record<string, unknown> {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) throw badRequest('body.not_object')
  return part as Record<string, unknown>
}

/** What is wrong with one of the two is said at its own fields. */
async function under<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid') throw error
    throw invalid((error.fields ?? []).map((field): FieldProblem => ({ ...field, path: `${name}.${field.path}` })))
  }
}
