import { instant, named, next, text, uuid, whole } from '../http/shapes.ts'
import { says } from '../http/describe-route.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '../access/actor.ts'
import { forbidden } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import { writeHistory } from '../records/write.ts'
import { listBin } from './bin.ts'

const settingsSchema = z.strictObject({ days: z.number().int().min(1).max(3650).nullable() })

const entry = z.object({
  object: text,
  id: uuid,
  title: text,
  removedAt: instant,
  removedBy: named.nullable(),
  removedByName: text,
})
const binAnswer = z.object({ entries: z.array(entry), next, days: whole.nullable() })

/** `GET /api/bin?object=&q=&after=`; `PATCH /api/bin` `{ days }` with the right `settings.update`. Restoring is a verb of each noun. */
export function binRoutes(server: ApiServer): void {
  server.get(
    '/api/bin',
    says({ id: 'bin.list', query: { object: text, q: text, after: text }, answer: binAnswer }),
    async request => {
      const { object, q, after } = request.query as Record<string, string | string[] | undefined>
      const one = (value: string | string[] | undefined): string | undefined =>
        typeof value === 'string' ? value : undefined
      return listBin(await contextOf(request), { object: one(object), q: one(q)?.slice(0, 100), after: one(after) })
    },
  )
  server.patch(
    '/api/bin',
    says({ id: 'bin.keepFor', body: settingsSchema, answer: settingsSchema, right: 'settings.update' }),
    async request => {
      const ctx = await contextOf(request)
      if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
      const { days } = parseBody(settingsSchema, request.body)
      await inTransaction(ctx, async trx => {
        const { rows } = await sql<{ before: number | null }>`
        with old as (select bin_days from settings for update)
        update settings set bin_days = ${days} from old returning old.bin_days as before`.execute(trx.db)
        const { rows: versions } = await sql<{
          version: number
        }>`select coalesce(max(version), 1) + 1 as version from history
        where object = 'company' and record_id = ${ctx.company.id}::uuid`.execute(trx.db)
        await writeHistory(trx, [
          {
            object: { name: 'company' },
            id: ctx.company.id,
            verb: 'update',
            version: versions[0]?.version ?? 2,
            changes: { binDays: [rows[0]?.before ?? null, days] },
          },
        ])
      })
      return { days }
    },
  )
}
