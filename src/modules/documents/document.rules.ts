import { Exact } from '#platform/fields/decimal-text.ts'
import { roundMoney, spreadMoney, sumMoney } from './money.rules.ts'

/** How a line is taxed: 0 %, 免税 and 不征税 are three things (facts 18); a levy (征收率) is reckoned as a rate is. */
export interface LineTax {
  kind: 'rate' | 'levy' | 'exempt' | 'nonTaxable'
  /** In per cent; of no account where nothing is taxed. */
  percent: number
}

/** What a person says of a line. Decimal strings; `discountRate` in per cent off. */
export interface LineGiven {
  quantity: string
  unitPrice: string
  discountRate: number | null
  tax: LineTax | null
}

/** What follows for a line; amounts in the document's currency. */
export interface LineReckoned {
  /** Including tax, after the line's own discount, before its share of the whole one. */
  gross: string
  /** Its share of the discount on the whole. */
  discountShare: string
  /** Including tax: the anchor from which the other two follow. */
  amount: string
  amountExcludingTax: string
  tax: string
}

/** A document's figures: its lines and what they come to. */
export interface DocumentReckoned {
  lines: LineReckoned[]
  /** The lines before the discount on the whole. */
  linesAmount: string
  amount: string
  amountExcludingTax: string
  tax: string
}

/**
 * Reckons a document (facts 18): each line rounded to the currency, the discount on the whole spread by largest remainder, tax taken out of
 * the amount including it. So lines come to the document, and excluding plus tax is including, per line and in all.
 * `priceIncludesTax` false: unit prices are without tax, which is added to the line before anything else.
 * The discount must not be larger than the lines; whoever asks has refused that before.
 */
export function reckonDocument(given: {
  currency: string
  priceIncludesTax: boolean
  discountAmount: string | null
  lines: readonly LineGiven[]
}): DocumentReckoned {
  const { currency, priceIncludesTax } = given
  const gross = given.lines.map(line => grossOf(line, { currency, priceIncludesTax }))
  const shares = spreadMoney(given.discountAmount ?? '0', gross, currency)
  const lines = given.lines.map((line, index) =>
    lineOf(line, { gross: gross[index] ?? '0', discountShare: shares[index] ?? '0', currency }),
  )
  const total = (of: (line: LineReckoned) => string): string => sumMoney(lines.map(of), currency)
  return {
    lines,
    linesAmount: sumMoney(gross, currency),
    amount: total(line => line.amount),
    amountExcludingTax: total(line => line.amountExcludingTax),
    tax: total(line => line.tax),
  }
}

/** What a tax adds to one: 1.13 of 13 %. */
const factorOf = (tax: LineTax | null): Exact =>
  tax?.kind === 'rate' || tax?.kind === 'levy' ? new Exact(tax.percent).div(100).plus(1) : new Exact(1)

type Exact = InstanceType<typeof Exact>

function grossOf(
  line: LineGiven,
  { currency, priceIncludesTax }: { currency: string; priceIncludesTax: boolean },
): string {
  const paid = new Exact(100).minus(line.discountRate ?? 0).div(100)
  const priced = new Exact(line.quantity).times(line.unitPrice).times(paid)
  return roundMoney((priceIncludesTax ? priced : priced.times(factorOf(line.tax))).toFixed(), currency)
}

function lineOf(
  line: LineGiven,
  { gross, discountShare, currency }: { gross: string; discountShare: string; currency: string },
): LineReckoned {
  const amount = roundMoney(new Exact(gross).minus(discountShare).toFixed(), currency)
  const amountExcludingTax = roundMoney(new Exact(amount).div(factorOf(line.tax)).toFixed(), currency)
  const tax = roundMoney(new Exact(amount).minus(amountExcludingTax).toFixed(), currency)
  return { gross, discountShare, amount, amountExcludingTax, tax }
}
