import { instant, text, uuid, yesNo } from '../http/shapes.ts'
import { says } from '../http/describe-route.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '../access/actor.ts'
import { originOf, writeAudit } from '../audit/write-audit.ts'
import { forbidden, invalid, notFound } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import { translate } from '../i18n/index.ts'
import type { Context } from '../records/context.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { noticeKinds } from './notify.ts'
import { postToRobot } from './post-robot.ts'
import { robotUrl, vendors } from './robot-address.ts'
import { readRobots, removeRobot, robotTarget, writeRobot } from './robots.ts'
import './words.ts'

const robotSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  vendor: z.enum(vendors),
  address: z.string().trim().max(500).optional(),
  secret: z.string().trim().max(200).nullish(),
  kinds: z.array(z.string().max(60)).max(100),
  showsTitles: z.boolean(),
  isActive: z.boolean(),
})

const robotsAnswer = z.object({
  robots: z.array(
    z.object({
      id: uuid,
      name: text,
      vendor: z.enum(vendors),
      kinds: z.array(text),
      showsTitles: yesNo,
      isActive: yesNo,
      hasSecret: yesNo,
      last: z.object({ at: instant, state: z.enum(['waiting', 'sent', 'failed']), error: text.nullable() }).nullable(),
    }),
  ),
  kinds: z.array(z.object({ kind: text, label: text })),
})

/** `/api/robots`: group robots and what each is told; the right is `settings.update`. `POST /api/robots/:id/test` sends a message. */
export function robotRoutes(
  server: ApiServer,
  { secrets, hosts }: { secrets: Secrets; hosts: readonly string[] },
): void {
  server.get(
    '/api/robots',
    says({ id: 'robots.list', answer: robotsAnswer, right: 'settings.update' }),
    async request => {
      const ctx = await settingsContext(request)
      const kinds = noticeKinds()
        .filter(kind => kind.isForGroups)
        .map(({ name }) => ({ kind: name, label: translate(ctx.locale, `notices.kinds.${name}.label`) }))
      return { robots: await readRobots(ctx.db), kinds }
    },
  )
  server.post(
    '/api/robots',
    says({
      id: 'robots.create',
      body: robotSchema,
      answer: z.object({ id: z.uuid() }),
      status: 201,
      right: 'settings.update',
    }),
    async (request, reply) => {
      const ctx = await settingsContext(request)
      const robot = readRobot(request.body, hosts)
      if (robot.address === undefined) throw invalid([{ path: 'address', code: 'field.required' }])
      const id = await keep(ctx, request, robot)
      return reply.status(201).send({ id })
    },
  )
  server.put<{ Params: { id: string } }>(
    '/api/robots/:id',
    says({ id: 'robots.change', body: robotSchema, right: 'settings.update' }),
    async (request, reply) => {
      const ctx = await settingsContext(request)
      const id = idOf(request)
      const robot = readRobot(request.body, hosts)
      const before = (await readRobots(ctx.db)).find(one => one.id === id)
      if (!before) throw notFound('robot')
      // An address and its secret belong together: at another vendor both are new.
      if (before.vendor !== robot.vendor && robot.address === undefined)
        throw invalid([{ path: 'address', code: 'field.required' }])
      await keep(ctx, request, { ...robot, id })
      return reply.status(204).send()
    },
  )
  server.delete<{ Params: { id: string } }>(
    '/api/robots/:id',
    says({ id: 'robots.remove', right: 'settings.update' }),
    async (request, reply) => {
      const ctx = await settingsContext(request)
      await inTransaction(ctx, async trx => {
        await removeRobot(trx.db, idOf(request))
        await writeAudit(trx, { kind: 'settings.robot', detail: { removed: idOf(request) }, ...originOf(request) })
      })
      return reply.status(204).send()
    },
  )
  server.post<{ Params: { id: string } }>(
    '/api/robots/:id/test',
    says({ id: 'robots.test', isHarmlessTwice: true, right: 'settings.update' }),
    async (request, reply) => {
      const ctx = await settingsContext(request)
      const target = await robotTarget(ctx.db, secrets, idOf(request))
      await postToRobot(target, translate(ctx.company.locale, 'notices.test', { name: target.name }), hosts)
      return reply.status(204).send()
    },
  )

  async function keep(ctx: Context, request: FastifyRequest, robot: Parameters<typeof writeRobot>[2]): Promise<string> {
    return inTransaction(ctx, async trx => {
      const id = await writeRobot(trx.db, secrets, robot)
      const { name, vendor, kinds, isActive } = robot
      await writeAudit(trx, {
        kind: 'settings.robot',
        detail: { id, name, vendor, kinds, isActive },
        ...originOf(request),
      })
      return id
    })
  }
}

async function settingsContext(request: FastifyRequest): Promise<Context> {
  const ctx = await contextOf(request)
  if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
  return ctx
}

function readRobot(body: unknown, hosts: readonly string[]) {
  const robot = parseBody(robotSchema, body)
  if (robot.address !== undefined) robotUrl(robot.vendor, robot.address, hosts)
  const known = noticeKinds().filter(kind => kind.isForGroups)
  return { ...robot, kinds: robot.kinds.filter(kind => known.some(one => one.name === kind)) }
}

function idOf(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw notFound('robot')
  return id
}
