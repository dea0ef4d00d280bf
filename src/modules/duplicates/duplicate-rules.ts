import { sql } from 'kysely'
import type { Context } from '#platform/records/index.ts'
import { type ComparedNoun, comparedNouns, type MatchKind, matchKinds } from './match-keys.ts'

/** What follows when a record that is written has a key that another one has. */
export const effects = ['forbid', 'warn', 'ignore'] as const
export type Effect = (typeof effects)[number]

export type DuplicateRules = Record<ComparedNoun, Partial<Record<MatchKind, Effect>>>

/** What the program comes with: an equal name of a company, phone or code is forbidden; the rest is said. */
const shipped: DuplicateRules = {
  customer: { name: 'forbid', phone: 'forbid', taxNo: 'forbid', email: 'warn', wechat: 'warn', domain: 'warn' },
  lead: { name: 'forbid', phone: 'forbid', email: 'warn', wechat: 'warn', domain: 'ignore' },
  contact: { phone: 'warn', email: 'warn', wechat: 'warn' },
}

/** What the company does about duplicates. */
export async function readRules(ctx: Pick<Context, 'db'>): Promise<DuplicateRules> {
  const { rows } = await sql<{ object: ComparedNoun; kind: MatchKind; effect: Effect }>`
    select object, kind, effect from duplicate_rules`.execute(ctx.db)
  const rules = structuredClone(shipped)
  for (const { object, kind, effect } of rows)
    if (comparedNouns.includes(object) && matchKinds.includes(kind) && rules[object][kind]) rules[object][kind] = effect
  return rules
}

/** Sets what is done about one key of one noun, in the caller's transaction. Kinds that a noun does not have are left out. */
export async function writeRules(ctx: Context, given: Partial<DuplicateRules>): Promise<void> {
  const rows = comparedNouns.flatMap(object =>
    matchKinds.flatMap(kind => {
      const effect = given[object]?.[kind]
      return effect && shipped[object][kind] ? [{ object, kind, effect }] : []
    }),
  )
  for (const { object, kind, effect } of rows)
    await sql`insert into duplicate_rules values (${object}, ${kind}, ${effect})
      on conflict (object, kind) do update set effect = excluded.effect`.execute(ctx.db)
}
