import { currencies } from '#platform/fields/currency.ts'
import { Exact } from '#platform/fields/decimal-text.ts'

/** An amount weighed by how likely it is (0 to 100), to the decimals of its currency; null where either is unknown. Decimal strings in and out. */
export const weighted = (amount: string | null, probability: number | null, currency: string | null): string | null =>
  amount === null || amount === undefined || probability === null || probability === undefined
    ? null
    : new Exact(amount)
        .times(probability)
        .div(100)
        .toDecimalPlaces(currencies[currency ?? ''] ?? 2, Exact.ROUND_HALF_UP)
        .toFixed(currencies[currency ?? ''] ?? 2)
