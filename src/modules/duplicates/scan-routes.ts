import { sql } from 'kysely'
import { z } from 'zod'
import { systemActor } from '#platform/access/actor.ts'
import { may } from '#platform/access/actor.ts'
import type { Companies } from '#platform/companies/companies.ts'
import { badRequest, forbidden } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { instant, named, next, text, uuid, whole, yesNo } from '#platform/http/shapes.ts'
import type { JobTask } from '#platform/jobs/jobs.ts'
import type { Context } from '#platform/records/index.ts'
import { overrideRight } from './forbid.ts'
import { comparedNouns } from './match-keys.ts'
import { latestScans, openScan, readScan, runScan, tellApart } from './scan.ts'
import { openGroups } from './scan-groups.ts'

const object = z.enum(comparedNouns)
const scanBody = z.strictObject({ object })
const apartBody = z.strictObject({ object, ids: z.array(z.uuid()).min(2).max(50) })

const scanAnswer = z.object({
  id: uuid,
  object,
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  isStopped: yesNo,
  total: whole,
  done: whole,
  createdAt: instant,
})
const groupsAnswer = z.object({
  groups: z.array(
    z.object({
      id: uuid,
      isSame: yesNo,
      kinds: z.array(text),
      records: z.array(
        z.looseObject({ id: uuid, title: text.nullable(), owner: named.nullable(), lastContactAt: instant.nullable() }),
      ),
    }),
  ),
  next,
  left: whole,
})

const task = 'duplicates.scan'

/** `/api/duplicates/scans`: the search of the whole base, how far it is, what it found; the right of whoever may let duplicates be. */
export function scanRoutes(server: ApiServer): void {
  server.post(
    '/api/duplicates/scans',
    says({
      id: 'duplicates.scan',
      body: scanBody,
      example: { object: 'customer' },
      answer: scanAnswer,
      status: 202,
      right: overrideRight,
    }),
    async (request, reply) => {
      const ctx = allowed(await contextOf(request))
      const { object: noun } = parseBody(scanBody, request.body)
      const scan = await inTransaction(ctx, trx => openScan(trx, noun))
      await server.jobs.add(
        task,
        { company: ctx.company.id, scan: scan.id },
        { queue: `${task} ${ctx.company.id}`, key: `${task} ${scan.id}`, attempts: 1000 },
      )
      return reply.status(202).send(scan)
    },
  )
  server.get(
    '/api/duplicates/scans',
    says({ id: 'duplicates.scans', answer: z.object({ scans: z.array(scanAnswer) }), right: overrideRight }),
    async request => ({ scans: await latestScans(allowed(await contextOf(request))) }),
  )
  server.get(
    '/api/duplicates/scans/:id',
    says({ id: 'duplicates.readScan', answer: scanAnswer, right: overrideRight }),
    async request => readScan(allowed(await contextOf(request)), (request.params as { id: string }).id),
  )
  server.post(
    '/api/duplicates/scans/:id/stop',
    says({ id: 'duplicates.stopScan', isHarmlessTwice: true, answer: scanAnswer, right: overrideRight }),
    async request => {
      const ctx = allowed(await contextOf(request))
      const { id } = await readScan(ctx, (request.params as { id: string }).id)
      await sql`update duplicate_scans set is_stopped = true where id = ${id}::uuid and state = 'running'`.execute(
        ctx.db,
      )
      return readScan(ctx, id)
    },
  )
  server.get(
    '/api/duplicates/scans/:id/groups',
    says({ id: 'duplicates.groups', query: { after: text }, answer: groupsAnswer, right: overrideRight }),
    async request => {
      const ctx = allowed(await contextOf(request))
      const { after } = request.query as { after?: string }
      if (after !== undefined && !/^[01]\./.test(after)) throw badRequest('page.bad_cursor')
      if (after !== undefined && !isId(after.slice(2))) throw badRequest('page.bad_cursor')
      return openGroups(ctx, await readScan(ctx, (request.params as { id: string }).id), after)
    },
  )
  server.post(
    '/api/duplicates/different',
    says({
      id: 'duplicates.different',
      body: apartBody,
      example: {
        object: 'customer',
        ids: ['0199aaaa-0000-7000-8000-000000000000', '0199aaaa-0000-7000-8000-000000000001'],
      },
      right: overrideRight,
    }),
    async (request, reply) => {
      const ctx = allowed(await contextOf(request))
      const asked = parseBody(apartBody, request.body)
      await inTransaction(ctx, trx => tellApart(trx, asked.object, asked.ids))
      return reply.status(204).send()
    },
  )
}

/** What a process that works on jobs must know of searches. */
export const scanTasks = (companies: Companies): JobTask[] => [
  {
    name: task,
    run: async (payload, { signal, isLastAttempt }) => {
      const { db, company } = await companies.open(String(payload.company))
      const start = { db, company, actor: systemActor(task), batch: null, reason: null, locale: company.locale }
      const ctx = await companies.contextOf({ ...start, now: () => new Date() })
      try {
        await runScan({ ...ctx, db }, String(payload.scan), signal)
      } catch (error) {
        if (isLastAttempt)
          await sql`update duplicate_scans set state = 'failed' where id = ${String(payload.scan)}::uuid`.execute(db)
        throw error
      }
      if (signal.aborted) throw new Error('the program stops; the rest comes with the next try')
    },
  },
]

function allowed(ctx: Context): Context {
  if (!may(ctx.actor, overrideRight)) throw forbidden(overrideRight)
  return ctx
}
