import { currencies } from '#platform/fields/currency.ts'
import { Exact } from '#platform/fields/decimal-text.ts'

/** How many decimals amounts of a currency have: 2 of CNY, 0 of JPY (ISO 4217). */
export const decimalsOf = (currency: string): number => currencies[currency] ?? 2

/** An amount to the decimals of its currency, half up and away from zero: `2216.6445` CNY → `2216.64`. In and out are decimal strings. */
export const roundMoney = (amount: string, currency: string): string =>
  new Exact(amount).toDecimalPlaces(decimalsOf(currency), Exact.ROUND_HALF_UP).toFixed(decimalsOf(currency))

/** What amounts of one currency come to. */
export const sumMoney = (amounts: readonly string[], currency: string): string =>
  roundMoney(amounts.reduce((sum, amount) => sum.plus(amount), new Exact(0)).toFixed(), currency)

/**
 * An amount spread over others in proportion to them, by largest remainder: the parts are whole units of the currency and come to the amount
 * exactly (facts 18). Of equal remainders the earlier part gets the unit. No part is larger than what it is a part of, as long as the amount is
 * not larger than all together.
 * @throws when the amount is not 0 and there is nothing to spread it over; whoever asks has refused that before.
 */
export function spreadMoney(amount: string, over: readonly string[], currency: string): string[] {
  const decimals = decimalsOf(currency)
  const unit = new Exact(10).pow(-decimals)
  const whole = over.reduce((sum, part) => sum.plus(part), new Exact(0))
  if (whole.isZero()) {
    if (!new Exact(amount).isZero()) throw new Error('there is nothing to spread the amount over')
    return over.map(() => new Exact(0).toFixed(decimals))
  }
  const exact = over.map(part => new Exact(amount).times(part).div(whole))
  const parts = exact.map(share => share.toDecimalPlaces(decimals, Exact.ROUND_DOWN))
  const given = parts.reduce((sum, part) => sum.plus(part), new Exact(0))
  const left = new Exact(amount).minus(given).div(unit).round().toNumber()
  const inOrder = exact
    .map((share, index) => ({ index, remainder: share.minus(parts[index] ?? 0).abs() }))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index)
  for (const { index } of inOrder.slice(0, Math.abs(left)))
    parts[index] = (parts[index] ?? new Exact(0)).plus(unit.times(Math.sign(left)))
  return parts.map(part => part.toFixed(decimals))
}

/**
 * An amount in instalments of these per cent: each rounded, the last takes what is left, so that they come to the amount to the last cent:
 * 18,016.61 by 30/60/10 → 5,404.98, 10,809.97, 1,801.66.
 */
export function splitByPercent(amount: string, percents: readonly number[], currency: string): string[] {
  const parts = percents
    .slice(0, -1)
    .map(percent => roundMoney(new Exact(amount).times(percent).div(100).toFixed(), currency))
  return [...parts, roundMoney(new Exact(amount).minus(sumMoney(parts, currency)).toFixed(), currency)]
}

/** An amount in so many equal instalments; what cannot be divided falls on the first ones, a unit each. */
export const splitEvenly = (amount: string, count: number, currency: string): string[] =>
  spreadMoney(
    amount,
    Array.from({ length: count }, () => '1'),
    currency,
  )

/** An amount in the base currency by the rate of the document's day (base units for one unit), rounded (facts 23). */
export const inBaseCurrency = (amount: string, rate: string, baseCurrency: string): string =>
  roundMoney(new Exact(amount).times(rate).toFixed(), baseCurrency)
