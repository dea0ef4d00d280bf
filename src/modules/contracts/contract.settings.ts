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

const settingsAnswer = z.object({ remindDays: whole, expiryDays: whole })
const settingsBody = z.strictObject({
  remindDays: whole.min(0).max(365).optional(),
  expiryDays: whole.min(0).max(365).optional(),
})
type ContractSettings = z.output<typeof settingsAnswer>

/**
 * `GET`, `PATCH /api/contract-settings`: how many days before money is due it begins to stand on the workbench, and before a contract ends its
 * people are told. To change them is the right `settings.update`.
 */
export function contractSettingsRoutes(server: ApiServer): void {
  server.get('/api/contract-settings', says({ id: 'contractSettings.read', answer: settingsAnswer }), async request =>
    readSettings(await contextOf(request)),
  )
  server.patch(
    '/api/contract-settings',
    says({
      id: 'contractSettings.change',
      body: settingsBody,
      example: { remindDays: 30 },
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
        await sql`update contract_settings set remind_days = ${now.remindDays}, expiry_days = ${now.expiryDays}`.execute(
          trx.db,
        )
        await writeAudit(trx, { kind: 'settings.changed', detail: { what: 'contracts', before, after: now } })
      })
      return readSettings(ctx)
    },
  )
}

async function readSettings(ctx: Context): Promise<ContractSettings> {
  const { rows } = await sql<ContractSettings>`select remind_days as "remindDays", expiry_days as "expiryDays"
    from contract_settings`.execute(ctx.db)
  return rows[0] as ContractSettings
}
