import { sql } from 'kysely'
import { z } from 'zod'
import { tellAuditors } from '../audit/auditors.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Queryable } from '../db/server.ts'
import type { Context } from '../records/context.ts'

/** What a company says of data that leave it, are shown, or are erased. */
export interface DataRules {
  /** Whether a file needs a second person's consent: never, beyond so many rows a day and person, or always. */
  exportConsent: 'never' | 'above' | 'always'
  exportConsentRows: number
  /** How often a day one person may have masked values shown; null is without a limit. */
  unmaskLimit: number | null
  /** Whether the erasure of a person's data needs a second person's consent. */
  erasureConsent: boolean
}

export const dataRulesSchema = z.strictObject({
  exportConsent: z.enum(['never', 'above', 'always']),
  exportConsentRows: z.int().min(0).max(10_000_000),
  unmaskLimit: z.int().min(0).max(100_000).nullable(),
  erasureConsent: z.boolean(),
})

/** The rules as they are at this moment; no process remembers them. */
export const readDataRules = async (db: Queryable): Promise<DataRules> => {
  const { rows } = await sql<DataRules>`
    select export_consent as "exportConsent", export_consent_rows as "exportConsentRows", unmask_limit as "unmaskLimit",
           erasure_consent as "erasureConsent" from settings`.execute(db)
  if (!rows[0]) throw new Error('a company without settings')
  return rows[0]
}

/** Changes them in the caller's transaction. The audit log has what changed, and auditors are told: whoever loosens a rule does so in sight. */
export async function changeDataRules(ctx: Context, change: Partial<DataRules>): Promise<DataRules> {
  await sql`select from settings for update`.execute(ctx.db)
  const before = await readDataRules(ctx.db)
  const after = { ...before, ...change }
  const changed = (Object.keys(after) as (keyof DataRules)[]).filter(name => after[name] !== before[name])
  if (changed.length === 0) return before
  await sql`update settings set export_consent = ${after.exportConsent}, export_consent_rows = ${after.exportConsentRows},
    unmask_limit = ${after.unmaskLimit}, erasure_consent = ${after.erasureConsent}`.execute(ctx.db)
  const detail = Object.fromEntries(changed.map(name => [name, { before: before[name], after: after[name] }]))
  await writeAudit(ctx, { kind: 'settings.dataRules', detail })
  await tellAuditors(ctx, 'audit.rules')
  return after
}
