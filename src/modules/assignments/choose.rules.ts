import type { Method } from './assignment-rule.object.ts'

/** What is known of a lead when somebody is chosen for it. */
export interface LeadFacts {
  id: string
  source: string | null
  campaign: string | null
  industry: string | null
  level: string | null
  /** GB/T 2260; null when nobody said. */
  region: string | null
  /** Need, company and what its industry is called, in one text. */
  words: string
}

/** A rule, ready to be asked. */
export interface ReadyRule {
  id: string
  name: string
  isAtCreation: boolean
  sources: readonly string[]
  campaign: string | null
  industries: readonly string[]
  levels: readonly string[]
  /** Prefixes of codes. */
  regions: readonly string[]
  keywords: readonly string[]
  method: Method
  fitsTerritory: boolean
  fitsExpertise: boolean
  cap: number
  taskPriority: string
  taskDays: number
  /** Ids of people. */
  candidates: readonly string[]
}

/** Somebody who may be chosen, as he stands at this moment. */
export interface Candidate {
  id: string
  name: string
  territory: readonly string[]
  expertise: readonly string[]
  isOnLeave: boolean
  /** The company lets him own no more. */
  isFull?: boolean
  /** Open leads. */
  open: number
  /** Customers of his. */
  customers: number
  /** Won in the period, in the base currency. */
  won: number
  /** Won ÷ (won + lost); null while nothing was decided. */
  winRate: number | null
}

/** Why somebody was, or was not, chosen. */
export type Why = 'chosen' | 'leave' | 'cap' | 'full' | 'territory' | 'expertise' | 'later' | 'busier' | 'lower'

export interface Considered {
  user: { id: string; title: string }
  why: Why
  open: number
  cap: number
  won?: number
  winRate?: number | null
}

/** Who gets it by which rule; `rule` null when no rule had anybody: then it is the fallback's. `considered` are those of the rules that took it. */
export interface Decision {
  rule: ReadyRule | null
  user: { id: string; title: string } | null
  considered: Considered[]
}

/** What performance is weighed by: 0 to 100 for the won amount, the rest for the win rate. */
export interface Weights {
  amountWeight: number
}

/** Whether a rule takes a lead: of each condition that it names one value must fit. */
export function takes(rule: ReadyRule, lead: LeadFacts): boolean {
  const among = (wanted: readonly string[], value: string | null) =>
    wanted.length === 0 || (value !== null && wanted.includes(value))
  return (
    among(rule.sources, lead.source) &&
    among(rule.industries, lead.industry) &&
    among(rule.levels, lead.level) &&
    (rule.campaign === null || rule.campaign === lead.campaign) &&
    (rule.regions.length === 0 || liesIn(lead.region, rule.regions)) &&
    (rule.keywords.length === 0 || says(lead.words, rule.keywords))
  )
}

/**
 * Chooses by the first rule that takes the lead and has somebody who fits. `turnOf` is when each was last given something by that rule; the lowest waited
 * longest. Pure: the caller counts up loads and turns.
 */
export function choose(
  lead: LeadFacts,
  rules: readonly ReadyRule[],
  people: ReadonlyMap<string, Candidate>,
  turnOf: (rule: string, user: string) => number,
  weights: Weights,
): Decision {
  const considered: Considered[] = []
  for (const rule of rules.filter(one => takes(one, lead))) {
    const looked = rule.candidates.flatMap(id => people.get(id) ?? [])
    const hindered = looked.map(person => ({ person, why: hindrance(rule, lead, person) }))
    const fitting = hindered.flatMap(({ person, why }) => (why === null ? [person] : []))
    const [best] = ranked(rule, fitting, turnOf, weights)
    for (const { person, why } of hindered)
      considered.push(told(rule, person, why ?? (person === best ? 'chosen' : unchosen[rule.method])))
    if (best) return { rule, user: { id: best.id, title: best.name }, considered }
  }
  return { rule: null, user: null, considered }
}

const unchosen: Record<Method, Why> = { roundRobin: 'later', load: 'busier', performance: 'lower' }

function hindrance(rule: ReadyRule, lead: LeadFacts, person: Candidate): Why | null {
  if (person.isOnLeave) return 'leave'
  if (rule.fitsTerritory && !liesIn(lead.region, person.territory)) return 'territory'
  if (rule.fitsExpertise && !says(lead.words, person.expertise)) return 'expertise'
  if (person.isFull) return 'full'
  return person.open >= rule.cap ? 'cap' : null
}

/** The best first. Who is equal otherwise comes by whose turn it is, then by name. */
function ranked(
  rule: ReadyRule,
  people: readonly Candidate[],
  turnOf: (rule: string, user: string) => number,
  weights: Weights,
): Candidate[] {
  const most = Math.max(1, ...people.map(person => person.won))
  const score = ({ won, winRate }: Candidate): number =>
    (weights.amountWeight / 100) * (won / most) + (1 - weights.amountWeight / 100) * (winRate ?? 0)
  const byMethod: Record<Method, (a: Candidate, b: Candidate) => number> = {
    roundRobin: () => 0,
    load: (a, b) => a.open - b.open || a.customers - b.customers,
    performance: (a, b) => score(b) - score(a),
  }
  return [...people].sort(
    (a, b) =>
      byMethod[rule.method](a, b) ||
      turnOf(rule.id, a.id) - turnOf(rule.id, b.id) ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
      (a.id < b.id ? -1 : 1),
  )
}

const told = (rule: ReadyRule, { id, name, open, won, winRate }: Candidate, why: Why): Considered => ({
  user: { id, title: name },
  why,
  open,
  cap: rule.cap,
  ...(rule.method === 'performance' ? { won, winRate } : {}),
})

const liesIn = (region: string | null, prefixes: readonly string[]): boolean =>
  region !== null && prefixes.some(prefix => region.startsWith(prefix))

const says = (words: string, wanted: readonly string[]): boolean => {
  const text = words.toLowerCase()
  return wanted.some(word => text.includes(word.toLowerCase()))
}
