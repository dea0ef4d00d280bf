import { z } from 'zod'
import { may } from '#platform/access/actor.ts'
import { forbidden } from '#platform/errors.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { instant, named, whole, yesNo } from '#platform/http/shapes.ts'
import { readLeadSettings, recoverTargets, writeLeadSettings } from './lead.settings.ts'

/** The right by which rules of assignment and what belongs to them are changed. */
export const ruleRight = 'assignmentRule.update'

const days = z.int().min(1).max(365)
const settingsBody = z.strictObject({
  version: z.int().min(1),
  fallback: z.uuid().nullish(),
  isEscalating: z.boolean().optional(),
  remindDays: days.optional(),
  managerDays: days.optional(),
  recoverDays: days.optional(),
  recoverTo: z.enum(recoverTargets).optional(),
  performanceDays: days.optional(),
  amountWeight: z.int().min(0).max(100).optional(),
})
const settingsAnswer = z.object({
  version: whole,
  fallback: named.nullable(),
  isEscalating: yesNo,
  remindDays: whole,
  managerDays: whole,
  recoverDays: whole,
  recoverTo: z.enum(recoverTargets),
  performanceDays: whole,
  amountWeight: whole,
  escalatesFrom: instant,
})

/** `GET`, `PATCH /api/lead-settings`: whom leads go to that fit nobody, when overdue ones escalate, how performance is weighed. */
export function leadSettingsRoutes(server: ApiServer): void {
  server.get('/api/lead-settings', says({ id: 'leads.settings', answer: settingsAnswer }), async request =>
    readLeadSettings(await contextOf(request)),
  )
  server.patch(
    '/api/lead-settings',
    says({
      id: 'leads.writeSettings',
      body: settingsBody,
      example: { version: 1, remindDays: 3 },
      answer: settingsAnswer,
      right: ruleRight,
    }),
    async request => {
      const ctx = await contextOf(request)
      if (!may(ctx.actor, ruleRight)) throw forbidden(ruleRight)
      const { version, ...given } = parseBody(settingsBody, request.body)
      const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
      await inTransaction(ctx, trx => writeLeadSettings(trx, { version, ...change }))
      return readLeadSettings(ctx)
    },
  )
}
