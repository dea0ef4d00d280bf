import { sql } from 'kysely'
import { regionsIn, whyWords } from '#modules/assignments/index.ts'
import { inBase, ratesOf } from '#modules/opportunities/index.ts'
import { optionLabel } from '#platform/overlay/option-words.ts'
import { Exact } from '#platform/objects/index.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { type Doing, type OpportunityRound, opportunityRound, readOpportunityRules } from './opportunity-round.ts'
import { type OpportunityFacts, type ReadyOpportunityRule, takesOpportunity } from './taking.ts'

/** A rule must name regions that there are, a stage of its pipeline, amounts in their order, and people while it is on; one that is new comes last. */
export async function deriveOpportunityRule(ctx: Context, drafts: Draft[]): Promise<void> {
  let last: number | null = null
  for (const { values, before, problems } of drafts) {
    const [strange] = regionsIn(values.regions as string | null).strange
    if (strange !== undefined)
      problems.push({ path: 'regions', code: 'field.no_such_region', params: { text: strange.slice(0, 40) } })
    const lines = Array.isArray(values.members) ? (values.members as Record<string, unknown>[]) : []
    if (values.isOn !== false && lines.length === 0)
      problems.push({ path: 'members', code: 'opportunityRule.no_members' })
    for (const [place, line] of lines.entries())
      if (Boolean(line.user) === Boolean(line.department))
        problems.push({ path: `members.${place}.user`, code: 'opportunityRule.person_or_department' })
    const { fromAmount, belowAmount } = values as { fromAmount?: string | null; belowAmount?: string | null }
    if (fromAmount && belowAmount && new Exact(belowAmount).lte(fromAmount))
      problems.push({ path: 'belowAmount', code: 'opportunityRule.amounts_backwards' })
    await checkStage(ctx, { values, problems })
    if (before === null && (values.place ?? null) === null) {
      last ??= await lastPlace(ctx)
      values.place = ++last
    }
  }
}

async function checkStage(ctx: Context, { values, problems }: Pick<Draft, 'values' | 'problems'>): Promise<void> {
  const [stage, pipeline] = [idOf(values.stage), idOf(values.pipeline)]
  if (!stage || !pipeline) return
  const { rows } = await sql`select from stages where id = ${stage}::uuid and pipeline_id = ${pipeline}::uuid`.execute(
    ctx.db,
  )
  if (rows.length === 0) problems.push({ path: 'stage', code: 'opportunityRule.stage_of_other_pipeline' })
}

async function lastPlace(ctx: Context): Promise<number> {
  const { rows } = await sql<{ last: string | null }>`
    select max(place) as last from opportunity_rules where deleted_at is null`.execute(ctx.db)
  return Number(rows[0]?.last ?? 0)
}

const doings = new WeakMap<object, Map<string, Doing>>()

/** Keeps what was decided until the record is written. */
export function rememberDoing({ db }: Context, id: string, doing: Doing): void {
  const known = doings.get(db) ?? new Map<string, Doing>()
  known.set(id, doing)
  doings.set(db, known)
}

/** What was decided of an opportunity's owner in this transaction, once; nothing when another has got it after all. */
export function recall({ db }: Context, id: string, owner: string | undefined): Doing | undefined {
  const known = doings.get(db)?.get(id)
  doings.get(db)?.delete(id)
  return known?.owner?.id === owner ? known : undefined
}

/**
 * Gives opportunities to whom rules name: new ones, and those that a rule takes from now on because stage, amount, industry or region changed. The first rule in
 * order decides. Whoever is among a rule's people keeps what he has; nothing is done while history is brought over, or what was done is undone.
 */
export async function assignOpportunities(ctx: Context, drafts: Draft[]): Promise<void> {
  const asked = drafts.filter(({ isHistory, values }) => !isHistory && values.state === 'open')
  if (asked.length === 0 || ctx.isSilent || ctx.isReturning) return
  const all = await readOpportunityRules(ctx)
  const rules = all.filter(rule => rule.deed !== 'members')
  if (rules.length === 0) return
  for (const draft of asked) {
    const [now, then] = await Promise.all([
      factsOf(ctx, draft.id, draft.values),
      draft.before && factsOf(ctx, draft.id, draft.before),
    ])
    const fresh = rules.filter(rule => takesOpportunity(rule, now) && !(then && takesOpportunity(rule, then)))
    if (fresh.length === 0) continue
    const doing = decide(await opportunityRound(ctx, all), fresh, { draft, facts: now })
    if (!doing?.owner) continue
    rememberDoing(ctx, draft.id, doing)
    draft.values.owner = doing.owner
    draft.reason = [draft.reason, whyOf(ctx, doing)].filter(Boolean).join(' · ')
  }
}

function decide(
  round: OpportunityRound,
  rules: readonly ReadyOpportunityRule[],
  { draft, facts }: { draft: Draft; facts: OpportunityFacts },
): Doing | null {
  for (const rule of rules) {
    const people = [...new Set(rule.lines.flatMap(line => line.people))]
    const holder = idOf(draft.values.owner)
    if (holder && people.includes(holder)) return null
    const doing = decideBy(round, rule, facts)
    if (doing) return doing
  }
  return null
}

/** The owner by one rule, with the others of its people where it gives to a team; null when nobody fits. */
export function decideBy(round: OpportunityRound, rule: ReadyOpportunityRule, facts: OpportunityFacts): Doing | null {
  const people = [...new Set(rule.lines.flatMap(line => line.people))]
  const { user, considered } = round.choose(rule, people, facts)
  if (!user) return null
  const others = rule.deed === 'team' ? rule.lines.filter(line => !line.isDepartment) : []
  return {
    deed: rule.deed,
    rule,
    owner: user,
    members: others.flatMap(({ duty, people: [id] }) =>
      id && id !== user.id ? [{ user: { id, title: round.people.get(id)?.name ?? '' }, duty }] : [],
    ),
    considered,
  }
}

/** Why, in the company's language. */
export const whyOf = ({ company }: Context, { rule, owner, considered }: Doing): string =>
  whyWords(company.locale, { kind: 'rule', rule, user: owner, considered })

/** What rules look at of an opportunity, by its values in API form. */
export async function factsOf(
  ctx: Context,
  id: string,
  values: Readonly<Record<string, unknown>>,
): Promise<OpportunityFacts> {
  const industry = (values.industry as string | null | undefined) ?? null
  const currency = String(values.currency ?? ctx.company.baseCurrency)
  const rates = await ratesOf(ctx, [currency])
  return {
    id,
    pipeline: idOf(values.pipeline) ?? null,
    stage: idOf(values.stage) ?? null,
    baseAmount: inBase(values.amount as string | null, rates.get(currency))?.toFixed() ?? null,
    industry,
    region: (values.region as { code?: string | null } | null | undefined)?.code ?? null,
    words: [
      values.need,
      values.name,
      industry ? optionLabel(ctx, { object: 'sets', field: 'industry' }, industry) : null,
    ]
      .filter(Boolean)
      .join('\n'),
  }
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
