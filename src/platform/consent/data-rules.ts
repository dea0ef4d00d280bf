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
  /** Nouns every file of which needs it, whatever else is said. */
  exportConsentNouns: string[]
  /** How many different records a day one person may have shown, by pages and programs together; null is without a limit. */
  readLimit: number | null
  /** How often a day one person may have masked values shown; null is without a limit. */
  unmaskLimit: number | null
  /** Whether the erasure of a person's data needs a second person's consent. */
  erasureConsent: boolean
}

export const dataRulesSchema = z.strictObject({
  exportConsent: z.enum(['never', 'above', 'always']),
  exportConsentRows: z.int().min(0).max(10_000_000),
  exportConsentNouns: z.array(z.string().max(80)).max(200),
  readLimit: z.int().min(1).max(10_000_000).nullable(),
  unmaskLimit: z.int().min(0).max(100_000).nullable(),
  erasureConsent: z.boolean(),
})

/** The rules as they are at this moment; no process remembers them. */
export const readDataRules = async (db: Queryable): Promise<DataRules> => {
  const { rows } = await sql<DataRules>`
    select export_consent as "exportConsent", export_consent_rows as "exportConsentRows",
           export_consent_nouns as "exportConsentNouns", read_limit as "readLimit", unmask_limit as "unmaskLimit",
           erasure_consent as "erasureConsent" from settings`.execute(db)
  if (!rows[0]) throw new Error('a company without settings')
  return rows[0]
}

/** Changes them in the caller's transaction. The audit log has what changed, and auditors are told: whoever loosens a rule does so in sight. */
export async function changeDataRules(ctx: Context, change: Partial<DataRules>): Promise<DataRules> {
  await sql`select from settings for update`.execute(ctx.db)
  const before = await readDataRules(ctx.db)
  const after = { ...before, ...change }
  const changed = (Object.keys(after) as (keyof DataRules)[]).filter(
    name => JSON.stringify(after[name]) !== JSON.stringify(before[name]),
  )
  if (changed.length === 0) return before
  await sql`update settings set export_consent = ${after.exportConsent}, export_consent_rows = ${after.exportConsentRows},
    export_consent_nouns = ${after.exportConsentNouns}::text[], read_limit = ${after.readLimit}, unmask_limit = ${after.unmaskLimit}, erasure_consent = ${after.erasureConsent}`.execute(
    ctx.db,
  )
  const detail = Object.fromEntries(changed.map(name => [name, { before: before[name], after: after[name] }]))
  await writeAudit(ctx, { kind: 'settings.dataRules', detail })
  await tellAuditors(ctx, 'audit.rules')
  return after
}
