import { Exact } from '#platform/fields/decimal-text.ts'

/** A line as its margin is reckoned. Decimal strings. */
export interface MarginGiven {
  quantity: string
  /** Excluding tax; including where nothing is known of tax. */
  revenue: string
  /** Of one unit as the line counts; null where nobody knows it. */
  unitCost: string | null
}

export interface Margin {
  revenue: string
  /** Null where the cost is unknown. */
  cost: string | null
  margin: string | null
  /** In per cent of the revenue, two decimals; null also where there is no revenue. */
  rate: number | null
}

/** What is left of each line after what its goods cost, and of all lines whose cost is known. */
export function marginsOf(lines: readonly MarginGiven[]): { lines: Margin[]; whole: Margin; isPartial: boolean } {
  const each = lines.map(({ quantity, revenue, unitCost }) =>
    marginOf(revenue, unitCost === null ? null : new Exact(unitCost).times(quantity).toFixed()),
  )
  const known = each.filter(line => line.cost !== null)
  const sum = (of: (line: Margin) => string): string =>
    known.reduce((total, line) => total.plus(of(line)), new Exact(0)).toFixed()
  return {
    lines: each,
    whole:
      known.length > 0
        ? marginOf(
            sum(line => line.revenue),
            sum(line => line.cost ?? '0'),
          )
        : marginOf('0', null),
    isPartial: known.length < each.length,
  }
}

function marginOf(revenue: string, cost: string | null): Margin {
  if (cost === null) return { revenue: cents(revenue), cost: null, margin: null, rate: null }
  const margin = new Exact(revenue).minus(cost)
  const rate = new Exact(revenue).isZero() ? null : margin.div(revenue).times(100).toDecimalPlaces(2).toNumber()
  return { revenue: cents(revenue), cost: cents(cost), margin: cents(margin.toFixed()), rate }
}

const cents = (amount: string): string => new Exact(amount).toDecimalPlaces(2, Exact.ROUND_HALF_UP).toFixed(2)
