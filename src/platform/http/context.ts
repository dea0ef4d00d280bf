import type { FastifyRequest } from 'fastify'
import type { Door, Visitor } from '../auth/door.ts'
import type { Database, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { Problem } from '../errors.ts'
import { localeOf } from '../i18n/index.ts'
import type { Context } from '../records/context.ts'
import type { Assembly } from '../records/assembly.ts'

declare module 'fastify' {
  interface FastifyRequest {
    visitor?: Visitor | null
    context?: Context
  }
  interface FastifyInstance {
    door: Door
    assembly: Assembly
  }
}

/** Who asks, in which company. @throws Problem `not_signed_in` (401) */
export async function contextOf(request: FastifyRequest): Promise<Context> {
  if (request.context) return request.context
  const visitor = await visitorOf(request)
  if (!visitor) throw new Problem(401, 'not_signed_in')
  const locale = localeOf(request.headers['x-locale'] as string | undefined) ?? visitor.locale
  request.context = await request.server.assembly.contextOf({
    db: visitor.db,
    company: visitor.company,
    actor: visitor.actor,
    batch: null,
    reason: null,
    locale,
    now: () => new Date(),
  })
  return request.context
}

/** The same, or null for somebody who is not signed in. */
export async function visitorOf(request: FastifyRequest): Promise<Visitor | null> {
  if (request.visitor === undefined) request.visitor = await request.server.door.authenticate(request)
  return request.visitor
}

/** Does all of `work` or nothing of it. `ctx.db` must not be a transaction yet. */
export const inTransaction = <T>(ctx: Context, work: (ctx: Context & { db: Transaction }) => Promise<T>): Promise<T> =>
  transaction(ctx.db as Database, trx => work({ ...ctx, db: trx }))
