import { currencies } from '#platform/fields/currency.ts'
import { Exact } from '#platform/fields/decimal-text.ts'

/** Something that waits to be paid: a plan line or an opening balance, and what of it is still open. */
export interface OpenLine {
  id: string
  /** `YYYY-MM-DD`. */
  dueOn: string
  rest: string
}

/** An amount on a line. */
export interface Share {
  id: string
  amount: string
}

/** What became of a line, as rows say it. */
export interface Row {
  kind: 'receipt' | 'prepayment' | 'refund' | 'discount' | 'writeOff'
  state: 'pending' | 'posted' | 'withdrawn'
  amount: string
  on: string | null
}

/** What a line says of itself. */
export interface LineFigures {
  receivedAmount: string
  restAmount: string
  state: 'pending' | 'partial' | 'paid'
  paidOn: string | null
}

/**
 * Money put on lines, the one that is due first before the others (of equal days in the order given), none of them beyond what is open; what is left is the
 * customer's. Amounts are decimal strings of one currency.
 */
export function shareOut(amount: string, lines: readonly OpenLine[]): { shares: Share[]; left: string } {
  let left = new Exact(amount)
  const shares: Share[] = []
  for (const { id, rest } of lines.toSorted((a, b) => compare(a.dueOn, b.dueOn))) {
    const part = Exact.min(left, rest)
    if (part.lessThanOrEqualTo(0)) continue
    shares.push({ id, amount: part.toFixed() })
    left = left.minus(part)
  }
  return { shares, left: left.toFixed() }
}

/**
 * Money taken back off lines, what was put on last first: how much off each, and how much there was not. `parts` are oldest first; several of one line
 * are told as one.
 */
export function takeBack(amount: string, parts: readonly Share[]): { shares: Share[]; left: string } {
  let left = new Exact(amount)
  const taken = new Map<string, string>()
  for (const { id, amount: has } of sumByLine(parts).toReversed()) {
    const part = Exact.min(left, has)
    if (part.lessThanOrEqualTo(0)) continue
    taken.set(id, part.toFixed())
    left = left.minus(part)
  }
  return { shares: [...taken].map(([id, share]) => ({ id, amount: share })), left: left.toFixed() }
}

/** What was put on each line, in the order in which lines were last touched. */
export function sumByLine(parts: readonly Share[]): Share[] {
  const sums = new Map<string, string>()
  for (const { id, amount } of parts) {
    const sum = new Exact(sums.get(id) ?? 0).plus(amount)
    sums.delete(id)
    sums.set(id, sum.toFixed())
  }
  return [...sums].map(([id, amount]) => ({ id, amount }))
}

/** What a line of this amount says of itself, by the rows that name it. Discounts and write-offs leave less to pay, and are not received. */
export function lineFigures(amount: string, rows: readonly Row[]): LineFigures {
  const posted = rows.filter(({ state }) => state === 'posted')
  const received = sumOf(posted.filter(isMoney))
  const settled = sumOf(posted)
  const rest = Exact.max(0, new Exact(amount).minus(settled))
  const isPaid = rest.isZero() && !settled.isZero()
  const days = posted.flatMap(({ on }) => on ?? []).toSorted(compare)
  return {
    receivedAmount: received.toFixed(),
    restAmount: rest.toFixed(),
    state: isPaid ? 'paid' : settled.greaterThan(0) ? 'partial' : 'pending',
    paidOn: isPaid ? (days.at(-1) ?? null) : null,
  }
}

/** What may still be put on a line: claims that finance has not confirmed hold their place. */
export const openOf = (amount: string, rows: readonly Row[]): string =>
  Exact.max(0, new Exact(amount).minus(sumOf(rows.filter(({ state }) => state !== 'withdrawn')))).toFixed()

/** What a receipt says of itself: what it credits, what of that is on lines (claimed or posted), what went back, what is held for the customer. */
export function receiptFigures(given: {
  amount: string
  fee: string | null
  rows: readonly Row[]
  refunds: readonly string[]
}): { creditAmount: string; allocatedAmount: string; refundedAmount: string; restAmount: string } {
  const credit = new Exact(given.amount).plus(given.fee ?? 0)
  const allocated = sumOf(given.rows.filter(({ state }) => state !== 'withdrawn'))
  const refunded = given.refunds.reduce((sum, amount) => sum.plus(amount), new Exact(0))
  return {
    creditAmount: credit.toFixed(),
    allocatedAmount: allocated.toFixed(),
    refundedAmount: refunded.toFixed(),
    restAmount: credit.minus(allocated).minus(refunded).toFixed(),
  }
}

/** What is wrong with putting these amounts on these lines, by index: code and parameters of a field problem. */
export function allocationProblems(
  wanted: readonly Share[],
  open: ReadonlyMap<string, string>,
  available: string,
  currency: string,
): { index: number | null; code: string; params: Record<string, string> }[] {
  const problems: { index: number | null; code: string; params: Record<string, string> }[] = []
  const taken = new Map<string, string>()
  let sum = new Exact(0)
  for (const [index, { id, amount }] of wanted.entries()) {
    const value = new Exact(amount)
    const before = taken.get(id) ?? '0'
    const rest = new Exact(open.get(id) ?? 0).minus(before)
    if (value.lessThanOrEqualTo(0)) problems.push({ index, code: 'allocation.not_positive', params: {} })
    else if (value.decimalPlaces() > decimalsOf(currency))
      problems.push({ index, code: 'field.too_many_decimals', params: { decimals: String(decimalsOf(currency)) } })
    else if (value.greaterThan(rest))
      problems.push({ index, code: 'allocation.more_than_open', params: { open: Exact.max(0, rest).toFixed() } })
    taken.set(id, new Exact(before).plus(value).toFixed())
    sum = sum.plus(value)
  }
  if (sum.greaterThan(available))
    problems.push({ index: null, code: 'allocation.more_than_received', params: { available } })
  return problems
}

const decimalsOf = (currency: string): number => currencies[currency] ?? 2

const isMoney = ({ kind }: Row): boolean => kind !== 'discount' && kind !== 'writeOff'

const sumOf = (rows: readonly Pick<Row, 'amount'>[]) => rows.reduce((sum, { amount }) => sum.plus(amount), new Exact(0))

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
