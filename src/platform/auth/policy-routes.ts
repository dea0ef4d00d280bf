import { says } from '../http/describe-route.ts'
import { policyAnswer } from './auth-answers.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { parseBody } from '../http/body.ts'
import type { DoorParts } from './door.ts'
import { noteAccount } from './note.ts'
import { changePolicy, type Policy, readPolicy } from './policy.ts'
import { applyDemand } from './second-factor-rule.ts'
import { requirePerson, requireRight, requireVisitor } from './require.ts'

const policySchema = z
  .strictObject({
    idleMinutes: z
      .int()
      .min(5)
      .max(90 * 1440),
    longestDays: z.int().min(1).max(365),
    secondFactor: z.enum(['none', 'roles', 'all']),
    secondFactorRoles: z.array(z.string().max(64)).max(100),
  })
  .partial()

/** `GET` and `PATCH /api/sign-in-policy`: what the company demands of whoever comes in; the right is `settings.update`. */
export const policyRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  const control = () => parts.companies.pools.control()

  server.get(
    '/api/sign-in-policy',
    says({ id: 'accounts.policy', answer: policyAnswer, right: 'settings.update' }),
    async request => {
      const visitor = await requireVisitor(parts, request)
      requireRight(visitor, 'settings.update')
      return readPolicy(control(), visitor.company.id)
    },
  )

  server.patch(
    '/api/sign-in-policy',
    says({
      id: 'accounts.changePolicy',
      body: policySchema,
      example: { idleMinutes: 1440 },
      answer: policyAnswer,
      who: 'person',
      right: 'settings.update',
    }),
    async request => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'settings.update')
      const before = await readPolicy(control(), person.company.id)
      const after = await changePolicy(control(), person.company.id, parseBody(policySchema, request.body))
      await applyDemand(control(), { db: person.db, companyId: person.company.id })
      await noteAccount(person, request, {
        kind: 'settings.signInPolicy',
        userId: null,
        detail: changesBetween(before, after),
      })
      return after
    },
  )
}

/** What differs, as the audit page shows changes. */
const changesBetween = (before: Policy, after: Policy): Record<string, { before: unknown; after: unknown }> =>
  Object.fromEntries(
    (Object.keys(after) as (keyof Policy)[])
      .filter(name => String(before[name]) !== String(after[name]))
      .map(name => [name, { before: before[name], after: after[name] }]),
  )
