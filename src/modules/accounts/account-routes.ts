import type { FastifyRequest } from 'fastify'
import { notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { get } from '#platform/records/index.ts'
import { readAccount, readSummary } from './account.ts'
import { accountAnswer, accountAsk, summaryAnswer } from './account-description.ts'

/** `GET /api/customers/:id/account?on=&from=&legalEntity=&currency=&with=subsidiaries`, and how the customer stands today. */
export function accountRoutes(server: ApiServer): void {
  server.get(
    '/api/customers/:id/account',
    says({
      id: 'receipts.account',
      query: accountAsk.shape,
      answer: accountAnswer,
      of: ['customer', 'receipt'],
      right: 'receipt.read',
    }),
    async request => {
      const ctx = await contextOf(request)
      const { with: family, ...ask } = parseBody(accountAsk, request.query)
      return readAccount(ctx, idIn(request), { ...ask, withSubsidiaries: family === 'subsidiaries' })
    },
  )
  server.get(
    '/api/customers/:id/account/summary',
    says({ id: 'receipts.accountSummary', answer: summaryAnswer, of: ['customer', 'receipt'], right: 'receipt.read' }),
    async request => {
      const ctx = await contextOf(request)
      const id = idIn(request)
      await get(ctx, objectOf(ctx.catalog, 'customer'), id)
      return readSummary(ctx, id)
    },
  )
}

function idIn(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw notFound('customer')
  return id.toLowerCase()
}
