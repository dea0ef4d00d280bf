import { noteDepartments } from '#modules/leads/index.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import type { Decision } from './choose.rules.ts'
import { isAsking, refusedOwners } from './refused.ts'
import { factsOf, type Round, roundOf } from './round.ts'
import { regionsIn } from './written-regions.ts'
import { remember } from './decided.ts'
import { sql } from 'kysely'
import { calendarOf } from '#platform/calendar/read-calendar.ts'
import { dayAt } from '#platform/fields/index.ts'

/** A rule must name regions that there are, and somebody to choose; one that is new comes last. */
export async function deriveRule(ctx: Context, drafts: Draft[]): Promise<void> {
  let last: number | null = null
  for (const draft of drafts) {
    const { values, before } = draft
    sayStrange(draft, 'regions')
    if (values.isOn && !Array.isArray(values.candidates)) {
      if (before === null) draft.problems.push({ path: 'candidates', code: 'assignmentRule.no_candidates' })
    } else if (values.isOn && (values.candidates as unknown[]).length === 0)
      draft.problems.push({ path: 'candidates', code: 'assignmentRule.no_candidates' })
    for (const [place, line] of candidatesIn(values).entries())
      if (!line.user && !line.department)
        draft.problems.push({ path: `candidates.${place}.user`, code: 'assignmentRule.person_or_department' })
    if (before === null && values.place === undefined) {
      last ??= await lastPlace(ctx)
      values.place = ++last
    }
  }
}

const candidatesIn = ({ candidates }: Record<string, unknown>): Record<string, unknown>[] =>
  Array.isArray(candidates) ? candidates : []

async function lastPlace(ctx: Context): Promise<number> {
  const { rows } = await sql<{
    last: string | null
  }>`select max(place) as last from assignment_rules where deleted_at is null`.execute(ctx.db)
  return Number(rows[0]?.last ?? 0)
}

/** Of a person: where he sells must name regions that there are, and his leave ends after it has begun. */
export async function derivePerson(_ctx: Context, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) {
    sayStrange(draft, 'territory')
    const { leaveFrom, leaveUntil } = draft.values as { leaveFrom?: string | null; leaveUntil?: string | null }
    if (leaveFrom && leaveUntil && leaveUntil < leaveFrom)
      draft.problems.push({ path: 'leaveUntil', code: 'user.leave_ends_before' })
  }
}

function sayStrange({ values, before, problems }: Draft, field: string): void {
  if (before !== null && values[field] === before[field]) return
  const [word] = regionsIn(values[field] as string | null).strange
  if (word !== undefined)
    problems.push({ path: field, code: 'field.no_such_region', params: { text: word.slice(0, 40) } })
}

/**
 * New leads that a rule takes at creation: those that nobody has, and those whose maker is none of the people whom rules choose from (marketing, an
 * import, a program). What a salesperson enters for himself stays his. An import with history says itself whose each was.
 */
export async function assignNewLeads(ctx: Context, given: Draft[]): Promise<void> {
  const drafts = given.filter(draft => !isAsking(draft))
  const fresh = drafts.filter(
    ({ before, isHistory, values }) =>
      before === null && values.state === 'new' && !values.pool && !(isHistory && saysWhen(values)),
  )
  const free = fresh.filter(({ values }) => !values.owner || idOf(values.owner) === ctx.actor.userId)
  if (free.length === 0 || !(await hasRulesAtCreation(ctx))) return
  const round = await roundOf(ctx)
  if (ctx.actor.userId && isCandidate(round, ctx.actor.userId)) return
  for (let open: Draft[] = free; open.length > 0; ) open = await assignAll(ctx, open, round)
  if (!free.some(({ values }) => values.state === 'handedOver')) return
  await settleDue(ctx, free, round)
  await noteDepartments(ctx, free)
}

/** Whether it brings its own past; a plain list of names does not, whoever imports it. */
const saysWhen = (values: Record<string, unknown>): boolean =>
  ['createdAt', 'qualifiedAt', 'handedOverAt', 'assignedAt', 'firstContactedAt'].some(name => Boolean(values[name]))

const isCandidate = (round: Round, user: string): boolean => round.rules.some(rule => rule.candidates.includes(user))

/** Gives each to whom the rules name; those whose chosen one may own no more are given back, to be asked again without him. */
async function assignAll(ctx: Context, drafts: readonly Draft[], round: Round): Promise<Draft[]> {
  const chosen = drafts.flatMap(draft => {
    const decision = round.decide(factsOf(ctx, draft.id, draft.values), { atCreation: true })
    return decision.user ? [{ draft, decision, owner: decision.user }] : []
  })
  const refused = await refusedOwners(
    ctx,
    chosen.map(({ draft, owner }) => ({ ...draft, owner })),
  )
  return chosen.flatMap(({ draft, decision, owner }, index) => {
    if (!refused.has(index) || !decision.rule) return assign(ctx, draft, round, decision)
    round.refuse(owner.id)
    return [draft]
  })
}

function assign(ctx: Context, { id, values }: Draft, round: Round, decision: Decision): [] {
  const now = ctx.now().toISOString()
  remember(ctx, id, { ...decision, kind: decision.rule ? 'rule' : 'fallback', turns: round.turns() })
  const marketingOwner = values.owner ?? null
  Object.assign(values, {
    owner: decision.user,
    state: 'handedOver',
    handedOverAt: now,
    assignedAt: now,
    marketingOwner,
  })
  return []
}

async function settleDue(ctx: Context, drafts: readonly Draft[], { settings }: Round): Promise<void> {
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const dueOn = (await calendarOf(ctx)).add(today, settings.remindDays)
  for (const { values } of drafts) if (values.state === 'handedOver') values.contactDueOn = dueOn
}

async function hasRulesAtCreation(ctx: Context): Promise<boolean> {
  const { rows } =
    await sql`select from assignment_rules where deleted_at is null and is_on and is_at_creation limit 1`.execute(
      ctx.db,
    )
  return rows.length > 0
}

const idOf = (reference: unknown): string | null => (reference as { id: string } | null | undefined)?.id ?? null
