import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '#platform/access/actor.ts'
import { writeAudit } from '#platform/audit/write-audit.ts'
import { forbidden } from '#platform/errors.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { whole } from '#platform/http/shapes.ts'
import type { Context } from '#platform/records/index.ts'

const amount = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,2})?$/, 'field.not_number')
  .refine(written => Number(written) > 0, 'field.not_positive')
const largeBy = z.enum(['amount', 'share'])
const settingsAnswer = z.object({
  escalateContactDays: whole,
  birthdayDays: whole,
  hotMissedDays: whole,
  hotStalledDays: whole,
  largeBy,
  largeDeal: z.string(),
  largeShare: whole,
})
const settingsBody = z.strictObject({
  escalateContactDays: whole.min(0).max(60).optional(),
  birthdayDays: whole.min(0).max(30).optional(),
  hotMissedDays: whole.min(0).max(60).optional(),
  hotStalledDays: whole.min(1).max(365).optional(),
  largeBy: largeBy.optional(),
  largeDeal: amount.optional(),
  largeShare: whole.min(1).max(100).optional(),
})
type FollowUpSettings = z.output<typeof settingsAnswer>

/**
 * `GET`, `PATCH /api/follow-up-settings`: after how many working days a missed contact goes to the superior (0: never), how many days ahead a
 * birthday is told, and what makes a customer worth being called hot: a contact missed for so many days, a slow opportunity without a follow-up for
 * so many, one that is large by its amount in the base currency or by its share (percent) of what its owner has running. To change them is the right `settings.update`.
 */
export function followUpSettingsRoutes(server: ApiServer): void {
  server.get('/api/follow-up-settings', says({ id: 'followUpSettings.read', answer: settingsAnswer }), async request =>
    readSettings(await contextOf(request)),
  )
  server.patch(
    '/api/follow-up-settings',
    says({
      id: 'followUpSettings.change',
      body: settingsBody,
      example: { largeDeal: '500000' },
      answer: settingsAnswer,
      right: 'settings.update',
    }),
    async request => {
      const ctx = await contextOf(request)
      if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
      const wanted = parseBody(settingsBody, request.body)
      await inTransaction(ctx, async trx => {
        const before = await readSettings(trx)
        const now = { ...before, ...wanted }
        await sql`update follow_up_settings set escalate_contact_days = ${now.escalateContactDays}, birthday_days = ${now.birthdayDays},
          hot_missed_days = ${now.hotMissedDays}, hot_stalled_days = ${now.hotStalledDays}, large_by = ${now.largeBy},
          large_deal = ${now.largeDeal}::numeric, large_share = ${now.largeShare}`.execute(trx.db)
        await writeAudit(trx, { kind: 'settings.changed', detail: { what: 'followUp', before, after: now } })
      })
      return readSettings(ctx)
    },
  )
}

async function readSettings(ctx: Context): Promise<FollowUpSettings> {
  const { rows } = await sql<FollowUpSettings>`select escalate_contact_days as "escalateContactDays",
    birthday_days as "birthdayDays", hot_missed_days as "hotMissedDays", hot_stalled_days as "hotStalledDays",
    large_by as "largeBy", large_share as "largeShare", trim_scale(large_deal)::text as "largeDeal" from follow_up_settings`.execute(
    ctx.db,
  )
  return rows[0] as FollowUpSettings
}
