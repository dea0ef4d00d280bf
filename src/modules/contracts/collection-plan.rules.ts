import { splitByPercent, splitEvenly, sumMoney } from '#modules/documents/money.rules.ts'
import { Exact } from '#platform/fields/decimal-text.ts'

/** An instalment as it is planned. Amounts are decimal strings, days `YYYY-MM-DD`. */
export interface Instalment {
  instalmentNo: number
  kind: 'normal' | 'retention'
  dueOn: string
  releaseOn: string | null
  amount: string
}

/** A share of the whole: so many per cent, due so many days after the first day, or on a day. */
export interface Share {
  percent: number
  afterDays?: number
  on?: string
}

/** What the customer keeps back until a day. */
export interface Retention {
  percent: number
  releaseOn: string
}

/** How a plan is made: 30/60/10; so many equal ones every so many months (weeks, days); equal ones on given days. */
export type PlanPattern = { retention?: Retention | null } & (
  | { kind: 'shares'; shares: readonly Share[] }
  | { kind: 'every'; count: number; every: number; unit: 'day' | 'week' | 'month' | 'year' }
  | { kind: 'days'; days: readonly string[] }
)

/** What the plan is for: how much, in which currency, from which day on. */
export interface PlanGround {
  amount: string
  currency: string
  /** The day of the first instalment of `every`, and the day from which `afterDays` count. */
  from: string
}

/**
 * The plan of a pattern: instalments in the order of their days that come to the amount to the last unit of the currency. A retention is taken
 * from the whole first and stands last. Every nth month keeps the day of the first one (31 January, 28 February, 31 March).
 */
export function planFrom(pattern: PlanPattern, { amount, currency, from }: PlanGround): Instalment[] {
  const { retention } = pattern
  const [rest = amount, kept] = retention
    ? splitByPercent(amount, [100 - retention.percent, retention.percent], currency)
    : [amount]
  const parts = partsOf(pattern, { amount: rest, currency, from })
    .filter(part => !isNothing(part.amount))
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  const all = parts.map((part): Omit<Instalment, 'instalmentNo'> => ({ ...part, kind: 'normal', releaseOn: null }))
  if (retention && kept && !isNothing(kept))
    all.push({ kind: 'retention', dueOn: retention.releaseOn, releaseOn: retention.releaseOn, amount: kept })
  return all.map((part, index) => ({ instalmentNo: index + 1, ...part }))
}

function partsOf(pattern: PlanPattern, { amount, currency, from }: PlanGround): { dueOn: string; amount: string }[] {
  if (pattern.kind === 'shares') {
    const amounts = splitByPercent(
      amount,
      pattern.shares.map(share => share.percent),
      currency,
    )
    return pattern.shares.map((share, index) => ({
      dueOn: share.on ?? later(from, share.afterDays ?? 0, 'day'),
      amount: amounts[index] ?? '0',
    }))
  }
  const days =
    pattern.kind === 'days'
      ? [...pattern.days]
      : Array.from({ length: pattern.count }, (_one, index) => later(from, index * pattern.every, pattern.unit))
  const amounts = splitEvenly(amount, days.length, currency)
  return days.map((dueOn, index) => ({ dueOn, amount: amounts[index] ?? '0' }))
}

/** The day so many units later; a month that has no such day gives its last one. */
export function later(day: string, count: number, unit: 'day' | 'week' | 'month' | 'year'): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  if (unit === 'day' || unit === 'week')
    return written(Date.UTC(year, month - 1, date + count * (unit === 'week' ? 7 : 1)))
  const months = month - 1 + count * (unit === 'year' ? 12 : 1)
  const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate()
  return written(Date.UTC(year, months, Math.min(date, last)))
}

const written = (instant: number): string => new Date(instant).toISOString().slice(0, 10)

const isNothing = (amount: string): boolean => new Exact(amount).isZero()

/** By how much a plan misses the amount: positive when something is still unplanned, negative when too much is, 0 when it comes to it exactly. */
export const planGap = (amount: string, planned: readonly string[], currency: string): string =>
  new Exact(amount).minus(sumMoney(planned, currency)).toFixed()

/** Terms on which money is not paid at once, so that a contract needs a plan before it takes effect (Q3). */
export const needsPlan = (paymentTerms: unknown): boolean =>
  ['prepaid', 'instalments', 'afterDelivery', 'monthly'].includes(String(paymentTerms))

/** What follows for an instalment from how much of it has come. `rest` is never below 0. */
export function paidState(amount: string, received: string): { state: 'pending' | 'partial' | 'paid'; rest: string } {
  const rest = new Exact(amount).minus(received)
  const state = rest.greaterThan(0) ? (new Exact(received).greaterThan(0) ? 'partial' : 'pending') : 'paid'
  return { state, rest: (rest.greaterThan(0) ? rest : new Exact(0)).toFixed() }
}
