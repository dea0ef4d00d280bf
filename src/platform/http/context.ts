import './words.ts'
import type { FastifyRequest } from 'fastify'
import type { Door, Visitor } from '../auth/door.ts'
import type { Database, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { Problem } from '../errors.ts'
import type { FileStores } from '../files/file-store.ts'
import { localeOf } from '../i18n/index.ts'
import { keyOfRequest } from '../idempotency/key-of-request.ts'
import { once } from '../idempotency/once.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Context } from '../records/context.ts'
import { spend } from './rate.ts'
import type { Assembly } from '../records/assembly.ts'

declare module 'fastify' {
  interface FastifyRequest {
    visitor?: Visitor | null
    context?: Context
  }
  interface FastifyInstance {
    door: Door
    assembly: Assembly
    /** The queue, for routes that begin long work. */
    jobs: Jobs
    /** Where the bytes of files lie, for routes that send some. */
    stores: FileStores
  }
}

/** Who asks, in which company. @throws Problem `not_signed_in` (401) */
export async function contextOf(request: FastifyRequest): Promise<Context> {
  if (request.context) return request.context
  const visitor = await visitorOf(request)
  if (!visitor) throw new Problem(401, 'not_signed_in')
  const cost = request.routeOptions.config.api?.cost
  if (cost) spend(cost, visitor)
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
  request.context = { ...request.context, requestKey: keyOfRequest(request) }
  return request.context
}

/** The same, or null for somebody who is not signed in. */
export async function visitorOf(request: FastifyRequest): Promise<Visitor | null> {
  if (request.visitor === undefined) request.visitor = await request.server.door.authenticate(request)
  return request.visitor
}

/**
 * Does all of `work` or nothing of it; of a request that was sent again with its key nothing, and gives what it gave then (which must be JSON).
 * `ctx.db` must not be a transaction yet.
 */
export function inTransaction<T>(ctx: Context, work: (ctx: Context & { db: Transaction }) => Promise<T>): Promise<T> {
  const { requestKey: request } = ctx
  const part = request ? request.parts++ : 0
  return transaction(ctx.db as Database, db => {
    const inside = { ...ctx, db }
    return request ? once(inside, { request, part }, () => work(inside)) : work(inside)
  })
}
