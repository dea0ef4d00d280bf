import { sql } from 'kysely'
import { assignByRules, handOver } from '#modules/leads/index.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { type ActionResult, type Context, defineAction } from '#platform/records/index.ts'
import type { Decision } from './choose.rules.ts'
import { remember } from './decided.ts'
import { refusedOwners } from './refused.ts'
import { factsOf, type Round, roundOf } from './round.ts'
import { whyWords } from './why-words.ts'

interface Held {
  id: string
  owner: { id: string; title: string } | null
  [field: string]: unknown
}

/** To the person named, else by the rules; whoever had it in marketing stays known, for it may come back. */
export const handOverAction = defineAction(handOver, async (ctx, record, { to, reason }) => {
  const chosen = to ? await byHand(ctx, record, to) : await byRules(ctx, record)
  const now = ctx.now().toISOString()
  return {
    changes: {
      state: 'handedOver',
      owner: chosen.owner,
      marketingOwner: record.owner ?? (ctx.actor.userId ? { id: ctx.actor.userId } : null),
      qualifiedAt: record.qualifiedAt ?? now,
      handedOverAt: now,
      assignedAt: now,
      returnReason: null,
    },
    ...reasonOf(reason, chosen.why),
  }
})

/** Gives it to whom the rules name now: the way to share out anew what lies. */
export const assignByRulesAction = defineAction(assignByRules, async (ctx, record): Promise<ActionResult> => {
  const { owner, why } = await byRules(ctx, record)
  return { changes: { owner, assignedAt: ctx.now().toISOString() }, ...reasonOf(null, why) }
})

const reasonOf = (given: string | null, why: string | null): { reason?: string } => {
  const reason = [given, why].filter(Boolean).join(' · ')
  return reason ? { reason } : {}
}

async function byHand(ctx: Context, record: Held, owner: { id: string; title: string }) {
  const { rows } = await sql`select from users
    where id = ${owner.id}::uuid and deleted_at is null and state is distinct from 'left'`.execute(ctx.db)
  if (rows.length === 0) throw invalid([{ path: 'to', code: 'lead.person_not_there' }])
  remember(ctx, record.id, { kind: 'hand', rule: null, user: owner, considered: [], turns: [] })
  return { owner, why: null }
}

/** Asks the rules until somebody is chosen who may have it; a fallback person may be refused by the write, which then says why. */
async function decide(ctx: Context, record: Held, round: Round): Promise<Decision> {
  const heldBy = record.owner?.id ?? null
  for (;;) {
    const decision = round.decide(factsOf(ctx, record.id, record), { heldBy })
    const { user: owner, rule } = decision
    if (!owner || !rule) return decision
    const refused = await refusedOwners(ctx, [{ id: record.id, values: record, before: record, owner }])
    if (refused.size === 0) return decision
    round.refuse(owner.id, heldBy)
  }
}

/** @throws Problem `lead.nobody_fits` (409) when no rule has anybody and no fallback is named */
async function byRules(ctx: Context, record: Held) {
  const round = await roundOf(ctx)
  const decision = await decide(ctx, record, round)
  if (!decision.user) throw conflict('lead.nobody_fits', {})
  const decided = { ...decision, kind: decision.rule ? ('rule' as const) : ('fallback' as const), turns: round.turns() }
  remember(ctx, record.id, decided)
  return { owner: decision.user, why: whyWords(ctx.company.locale, decided) }
}
