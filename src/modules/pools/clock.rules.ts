import type { PoolMeasure } from './pool.object.ts'

/** The rules of a pool as they hold on a day. */
export interface PoolRules {
  rules: readonly { level: string | null; measure: PoolMeasure; days: number }[]
  /** Days after it was received during which a record never falls. */
  protectionDays: number | null
  /** However often it is followed up, that keeps a record no longer than so many days after it was received. */
  longestDays: number | null
  /** A customer with an open opportunity does not fall. */
  sparesOpen: boolean
  /** Which follow-ups count: by these methods (all when empty), of at least so many characters, with a file or picture. */
  countedMethods: readonly string[]
  countedLength: number
  countedNeedsFile: boolean
}

/** What the clock looks at; days are the company's, 'YYYY-MM-DD'. */
export interface ClockFacts {
  receivedOn: string
  /** The last follow-up that counts. */
  lastCountedOn: string | null
  lastOpportunityOn: string | null
  hasOpenOpportunity: boolean
  lastDealOn: string | null
  /** Has bought, or (a lead) was converted. */
  isClosed: boolean
  isLocked: boolean
  level: string | null
}

/** The day on which a record falls, and why: by which rule, of how many days, counted from which day. */
export interface Due {
  on: string
  why: PoolMeasure | 'longest'
  days: number
  from: string
}

/** When a record falls into its pool if nothing happens; null when no rule lets it fall. */
export function clock(facts: ClockFacts, rules: PoolRules): Due | null {
  if (facts.isLocked || (rules.sparesOpen && facts.hasOpenOpportunity)) return null
  const dues = rulesOf(facts.level, rules).flatMap(({ measure, days }) => dueBy(facts, rules, measure, days) ?? [])
  const first = dues.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0]
  if (!first) return null
  const until = protectedUntil(facts, rules)
  return until !== null && first.on <= until ? { ...first, on: addDays(until, 1) } : first
}

/** The last day of the protection that every record has after it was received; null when the pool gives none. */
export const protectedUntil = (facts: Pick<ClockFacts, 'receivedOn'>, rules: PoolRules): string | null =>
  rules.protectionDays === null ? null : addDays(facts.receivedOn, rules.protectionDays)

/** Of each measure the rule of this level, else the one for all levels. */
function rulesOf(level: string | null, { rules }: PoolRules): PoolRules['rules'] {
  const own = rules.filter(rule => rule.level !== null && rule.level === level)
  const general = rules.filter(rule => rule.level === null && !own.some(other => other.measure === rule.measure))
  return [...own, ...general]
}

function dueBy(facts: ClockFacts, rules: PoolRules, measure: PoolMeasure, days: number): Due | null {
  const { receivedOn } = facts
  if (measure === 'dealAgain')
    return facts.isClosed ? dueAfter(measure, later(facts.lastDealOn, receivedOn), days) : null
  if (facts.isClosed) return null
  if (measure === 'activity') return byActivity(facts, rules, days)
  const happened = measure === 'opportunity' ? facts.lastOpportunityOn : facts.lastDealOn
  return happened !== null && happened >= receivedOn ? null : dueAfter(measure, receivedOn, days)
}

/** Follow-ups put it off, but never beyond the longest protection. */
function byActivity({ receivedOn, lastCountedOn }: ClockFacts, { longestDays }: PoolRules, days: number): Due {
  const due = dueAfter('activity', later(lastCountedOn, receivedOn), days)
  const isBeyond = longestDays !== null && due.on > addDays(receivedOn, longestDays)
  return isBeyond && due.from > receivedOn ? dueAfter('longest', receivedOn, Math.max(longestDays, days)) : due
}

const dueAfter = (why: Due['why'], from: string, days: number): Due => ({ on: addDays(from, days), why, days, from })

const later = (day: string | null, other: string): string => (day !== null && day > other ? day : other)

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
