import { z } from 'zod'
import { anything, named, text, uuid, yesNo } from '../http/shapes.ts'
import { fieldRightNames } from './actor.ts'
import { says } from '../http/describe-route.ts'
import { originOf } from '../audit/write-audit.ts'
import type { Database } from '../db/server.ts'
import { badRequest, forbidden, notFound } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { contextOf } from '../http/context.ts'
import { nounAt } from '../http/noun.ts'
import type { ApiServer } from '../http/server.ts'
import { scopeOf } from './actor.ts'
import { unmask } from './unmask.ts'
import { whyHeSees } from './why.ts'

const accessAnswer = z.object({
  user: named,
  sees: yesNo,
  can: z.array(text),
  reasons: z.array(anything.extend({ kind: text, reaches: yesNo })),
  fields: z.array(z.object({ field: text, right: z.enum(fieldRightNames) })),
})

/** `GET /api/<plural>/:id/unmask/:field` → `{ value }`; `GET /api/<plural>/:id/access?user=` → why he sees it, for whoever gives roles. */
export function accessRoutes(server: ApiServer): void {
  server.get(
    '/api/:plural/:id/unmask/:field',
    says({ id: 'record.unmask', answer: z.object({ value: z.unknown() }), right: 'unmask' }),
    async request => {
      const { plural, id, field } = request.params as { plural: string; id: string; field: string }
      const ctx = await contextOf(request)
      const object = nounAt(ctx, plural)
      if (!isId(id)) throw notFound(object.name)
      return { value: await unmask(ctx, object, { id: id.toLowerCase(), field, origin: originOf(request) }) }
    },
  )
  server.get(
    '/api/:plural/:id/access',
    says({ id: 'record.access', query: { user: uuid }, needs: ['user'], answer: accessAnswer, right: 'role.assign' }),
    async request => {
      const { plural, id } = request.params as { plural: string; id: string }
      const { user } = request.query as { user?: string }
      const ctx = await contextOf(request)
      const object = nounAt(ctx, plural)
      if (scopeOf(ctx.actor, 'role.assign') !== 'all') throw forbidden('role.assign')
      if (!isId(id)) throw notFound(object.name)
      if (!isId(user)) throw badRequest('access.no_user')
      return whyHeSees({ ...ctx, db: ctx.db as Database }, object, { id: id.toLowerCase(), userId: user.toLowerCase() })
    },
  )
}
