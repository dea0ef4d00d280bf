import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '../access/actor.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Companies } from '../companies/companies.ts'
import type { Database } from '../db/server.ts'
import { forbidden } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import { says } from '../http/describe-route.ts'
import { nounAt } from '../http/noun.ts'
import type { ApiServer } from '../http/server.ts'
import { text, whole } from '../http/shapes.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { describeHandover } from './describe.ts'
import { finish, forgetPerson } from './finish.ts'
import { countGoingAlong, goingAlongSchema } from './going-along.ts'
import { assertMayHandOver, enter, findHandover, handoverRight, openHandover, recentHandovers } from './handover.ts'
import { handoverAnswer, receivedAnswer } from './handover-answers.ts'
import { handoverAtOnce } from './handover-description.ts'
import { queueHandover, queueLeaving } from './handover-jobs.ts'
import { assertPlan, layOut, planSchema } from './plan.ts'
import { received } from './received.ts'
import { undoHandover } from './undo.ts'
import { type Outside, workOn } from './work.ts'
import './words.ts'

/** So long a request may take to do by itself what is short; then a job looks after it. */
const patience = 60_000

const finishSchema = z.strictObject({ leaving: z.enum(['now', 'stays', 'on']), leavesOn: z.iso.date().nullish() })
const undoSchema = z.strictObject({ letBackIn: z.boolean() })
const someone = '0199aaaa-0000-7000-8000-000000000000'

/**
 * `/api/handovers`: what points at a person who leaves, who takes it, and how far that is. `run` may be asked again for what is left; `finish` is
 * refused while anything is; `undo` takes all of it back. The contract is `handover-description.ts`.
 */
export function handoverRoutes(server: ApiServer, { jobs, companies }: { jobs: Jobs; companies: Companies }): void {
  const answer = async (ctx: Outside, id: string) =>
    describeHandover(ctx, await findHandover(ctx, id), companies.pools.control())

  server.get(
    '/api/handovers',
    says({ id: 'handovers.list', answer: z.object({ handovers: z.array(handoverAnswer) }), right: handoverRight }),
    async request => {
      const ctx = await outside(request)
      const all = await recentHandovers(ctx)
      return { handovers: await Promise.all(all.map(one => describeHandover(ctx, one, companies.pools.control()))) }
    },
  )
  server.get(
    '/api/handovers/received',
    says({ id: 'handovers.received', answer: z.object({ received: z.array(receivedAnswer) }) }),
    async request => ({ received: await received(await contextOf(request)) }),
  )
  server.post(
    '/api/handovers',
    says({
      id: 'handovers.open',
      body: z.strictObject({ leaver: z.uuid() }),
      example: { leaver: someone },
      answer: handoverAnswer,
      right: handoverRight,
    }),
    async request => {
      const ctx = await outside(request)
      const { leaver } = parseBody(z.strictObject({ leaver: z.uuid() }), request.body)
      return answer(ctx, await inTransaction(ctx, trx => openHandover(trx, leaver)))
    },
  )
  server.get(
    '/api/handovers/:id',
    says({ id: 'handovers.read', answer: handoverAnswer, right: handoverRight }),
    async request => answer(await outside(request), idOf(request)),
  )
  server.post(
    '/api/handovers/:id/run',
    says({
      id: 'handovers.run',
      body: planSchema,
      example: { to: someone },
      answer: handoverAnswer,
      orStatus: 202,
      right: handoverRight,
    }),
    async (request, reply) => {
      const ctx = await outside(request)
      const plan = parseBody(planSchema, request.body)
      const id = idOf(request)
      const waiting = await inTransaction(ctx, async trx => {
        const handover = await findHandover(trx, id)
        assertMayHandOver(trx, handover.leaverId)
        await enter(trx, id, {
          from: ['open'],
          to: 'running',
          is: sql`plan = ${JSON.stringify(plan)}::jsonb, is_stopped = false, problem = null, created_by_id = ${ctx.actor.userId}::uuid`,
        })
        await assertPlan(trx, handover, plan)
        const count = await layOut(trx, handover, plan)
        await sql`update handovers set total = ${count}, done = 0 where id = ${id}::uuid`.execute(trx.db)
        return count
      })
      if (waiting > handoverAtOnce) {
        await queueHandover(jobs, ctx, { id, task: 'handover.run' })
        return reply.status(202).send(await answer(ctx, id))
      }
      await queueHandover(jobs, ctx, { id, task: 'handover.run', after: patience })
      await workOn(ctx, id)
      return answer(ctx, id)
    },
  )
  server.post(
    '/api/handovers/:id/stop',
    says({ id: 'handovers.stop', isHarmlessTwice: true, answer: handoverAnswer, right: handoverRight }),
    async request => {
      const ctx = await outside(request)
      const { id, leaverId } = await findHandover(ctx, idOf(request))
      assertMayHandOver(ctx, leaverId)
      await sql`update handovers set is_stopped = true where id = ${id}::uuid and state = 'running'`.execute(ctx.db)
      return answer(ctx, id)
    },
  )
  server.post(
    '/api/handovers/:id/finish',
    says({
      id: 'handovers.finish',
      body: finishSchema,
      example: { leaving: 'stays' },
      answer: handoverAnswer,
      right: handoverRight,
    }),
    async request => {
      const ctx = await outside(request)
      const { leaving, leavesOn } = parseBody(finishSchema, request.body)
      const handover = await findHandover(ctx, idOf(request))
      assertMayHandOver(ctx, handover.leaverId)
      const how = leaving === 'on' ? { on: leavesOn ?? '' } : leaving
      await inTransaction(ctx, trx => finish(trx, handover, how))
      forgetPerson(ctx, handover.leaverId)
      if (typeof how === 'object') await queueLeaving(jobs, ctx.company, { id: handover.id, on: how.on })
      return answer(ctx, handover.id)
    },
  )
  server.post(
    '/api/handovers/:id/undo',
    says({
      id: 'handovers.undo',
      body: undoSchema,
      example: { letBackIn: false },
      answer: handoverAnswer,
      orStatus: 202,
      right: handoverRight,
    }),
    async (request, reply) => {
      const ctx = await outside(request)
      const { letBackIn } = parseBody(undoSchema, request.body)
      const id = idOf(request)
      const waiting = await inTransaction(ctx, async trx => {
        const handover = await findHandover(trx, id)
        assertMayHandOver(trx, handover.leaverId)
        if (letBackIn && !mayLetIn(ctx)) throw forbidden('user.update')
        const { rows } = await sql<{ whole: number }>`select count(*)::int as whole from handover_rows
          where handover_id = ${id}::uuid and is_done and problem is null`.execute(trx.db)
        const whole = rows[0]?.whole ?? 0
        await enter(trx, id, {
          from: ['open', 'finished'],
          to: 'undoing',
          is: sql`done = 0, total = ${whole}, kept = '[]', leaves_on = null`,
        })
        await writeAudit(trx, {
          kind: 'account.handover.undone',
          object: 'user',
          recordId: handover.leaverId,
          detail: { letBackIn },
        })
        return whole
      })
      if (waiting > handoverAtOnce) {
        await queueHandover(jobs, ctx, { id, task: 'handover.undo', letBackIn })
        return reply.status(202).send(await answer(ctx, id))
      }
      await queueHandover(jobs, ctx, { id, task: 'handover.undo', letBackIn, after: patience })
      await undoHandover(ctx, id, { letBackIn })
      forgetPerson(ctx, (await findHandover(ctx, id)).leaverId)
      return answer(ctx, id)
    },
  )
  server.post(
    '/api/:plural/going-along',
    says({
      id: 'record.goingAlong',
      body: goingAlongSchema,
      example: { ids: [someone] },
      isHarmlessTwice: true,
      answer: z.object({ along: z.array(z.object({ object: text, label: text, count: whole })) }),
      nouns: noun => noun.verbs.some(({ verb }) => verb === 'transfer'),
    }),
    async request => {
      const ctx = await contextOf(request)
      const object = nounAt(ctx, (request.params as { plural: string }).plural)
      return { along: await countGoingAlong(ctx, object, parseBody(goingAlongSchema, request.body)) }
    },
  )
}

const mayLetIn = (ctx: Outside): boolean => may(ctx.actor, 'user.update')

const outside = async (request: FastifyRequest): Promise<Outside> => {
  const ctx = await contextOf(request)
  return { ...ctx, db: ctx.db as Database }
}

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id
