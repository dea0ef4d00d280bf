import { opportunity } from '#modules/opportunities/index.ts'
import { conflict } from '#platform/errors.ts'
import { defineVerb } from '#platform/objects/index.ts'
import { type ActionResult, defineAction } from '#platform/records/index.ts'
import { opportunityRound, readOpportunityRules } from './opportunity-round.ts'
import { decideBy, factsOf, rememberDoing, whyOf } from './opportunity-rule.derive.ts'
import { takesOpportunity } from './taking.ts'

/** Gives it to whom the rules name now, whoever has it. */
export const assignByRules = defineVerb({
  object: opportunity,
  verb: 'assignByRules',
  event: 'assigned',
  from: { field: 'state', values: ['open'] },
  input: {},
  tone: 'quiet',
  isForMany: true,
})

export const assignByRulesAction = defineAction(assignByRules, async (ctx, record): Promise<ActionResult> => {
  const rules = await readOpportunityRules(ctx)
  const facts = await factsOf(ctx, record.id, record)
  const round = await opportunityRound(ctx, rules)
  for (const rule of rules.filter(one => one.deed !== 'members' && takesOpportunity(one, facts))) {
    const doing = decideBy(round, rule, facts)
    if (!doing?.owner) continue
    rememberDoing(ctx, record.id, doing)
    return { changes: { owner: doing.owner }, reason: whyOf(ctx, doing) }
  }
  throw conflict('opportunityRule.nobody_fits', {})
})
