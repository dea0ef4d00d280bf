import type { ReadyRule } from '#modules/assignments/index.ts'
import { Exact } from '#platform/objects/index.ts'
import type { Deed } from './opportunity-rule.object.ts'

/** What is known of an opportunity when rules are asked. */
export interface OpportunityFacts {
  id: string
  pipeline: string | null
  stage: string | null
  /** In base currency; null while it, or its rate, is unknown. */
  baseAmount: string | null
  industry: string | null
  /** GB/T 2260; null when nobody said. */
  region: string | null
  /** Need, name and what its industry is called, in one text. */
  words: string
}

/** Whom a line of a rule means: one person, or the people of a department, of whom one is chosen. */
export interface RuleLine {
  duty: string | null
  isDepartment: boolean
  /** Ids of people. */
  people: readonly string[]
}

/** A rule, ready to be asked. */
export interface ReadyOpportunityRule {
  id: string
  name: string
  deed: Deed
  pipeline: string | null
  stage: string | null
  fromAmount: string | null
  belowAmount: string | null
  industries: readonly string[]
  /** Prefixes of codes. */
  regions: readonly string[]
  method: ReadyRule['method']
  fitsTerritory: boolean
  fitsExpertise: boolean
  cap: number
  access: 'read' | 'edit'
  lines: readonly RuleLine[]
}

/** Whether a rule takes an opportunity: all that it names must fit. An unknown amount reaches no amount. */
export function takesOpportunity(rule: ReadyOpportunityRule, facts: OpportunityFacts): boolean {
  const amount = facts.baseAmount === null ? null : new Exact(facts.baseAmount)
  return (
    (rule.pipeline === null || rule.pipeline === facts.pipeline) &&
    (rule.stage === null || rule.stage === facts.stage) &&
    (rule.fromAmount === null || (amount?.gte(rule.fromAmount) ?? false)) &&
    (rule.belowAmount === null || (amount?.lt(rule.belowAmount) ?? false)) &&
    (rule.industries.length === 0 || (facts.industry !== null && rule.industries.includes(facts.industry))) &&
    (rule.regions.length === 0 || rule.regions.some(prefix => facts.region?.startsWith(prefix) ?? false))
  )
}

/** A rule as the choice among people asks it, for these people: it has taken the opportunity already. */
export const asChoice = (rule: ReadyOpportunityRule, people: readonly string[]): ReadyRule => ({
  id: rule.id,
  name: rule.name,
  isAtCreation: true,
  sources: [],
  campaign: null,
  industries: [],
  levels: [],
  regions: [],
  keywords: [],
  method: rule.method,
  fitsTerritory: rule.fitsTerritory,
  fitsExpertise: rule.fitsExpertise,
  cap: rule.cap,
  taskPriority: 'normal',
  taskDays: 1,
  candidates: people,
})
