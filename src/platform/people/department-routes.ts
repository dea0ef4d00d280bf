import { day, named } from '../http/shapes.ts'
import { says } from '../http/describe-route.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { forgetActors } from '../access/load-actor.ts'
import type { Database } from '../db/server.ts'
import { notFound } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import { readMemberships, writeMemberships } from './department-members.ts'

const membershipsSchema = z.strictObject({
  departments: z
    .array(z.strictObject({ department: z.uuid(), from: z.iso.date().nullish(), until: z.iso.date().nullish() }))
    .max(20),
})

const membershipsAnswer = z.object({
  departments: z.array(z.object({ department: named, from: day.nullable(), until: day.nullable() })),
})

/** `GET` and `PUT /api/users/:id/departments`: to which departments somebody belongs beside his main one, and from when to when. */
export function departmentRoutes(server: ApiServer): void {
  server.get(
    '/api/users/:id/departments',
    says({ id: 'users.departments', answer: membershipsAnswer, of: ['user'] }),
    async request => {
      const ctx = await contextOf(request)
      return { departments: await readMemberships(ctx, userIn(request)) }
    },
  )
  server.put(
    '/api/users/:id/departments',
    says({
      id: 'users.setDepartments',
      body: membershipsSchema,
      example: { departments: [] },
      answer: membershipsAnswer,
      of: ['user'],
    }),
    async request => {
      const ctx = await contextOf(request)
      const { departments } = parseBody(membershipsSchema, request.body)
      const wanted = departments.map(({ department, from, until }) => ({
        department,
        from: from ?? null,
        until: until ?? null,
      }))
      await inTransaction(ctx, trx => writeMemberships(trx, userIn(request), wanted))
      forgetActors(ctx.db as Database)
      return { departments: await readMemberships(ctx, userIn(request)) }
    },
  )
}

function userIn(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw notFound('user')
  return id.toLowerCase()
}
