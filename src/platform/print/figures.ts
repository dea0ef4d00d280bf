import type { PrintLanguage } from './paper-description.ts'

const tags = { zh: 'zh-CN', en: 'en-US' } as const

/** A decimal string with separators, exactly as it is; at least so many decimals, at most eight. */
export const exactly = (decimal: string, least = 0): string =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: least, maximumFractionDigits: Math.max(least, 8) }).format(
    decimal as Intl.StringNumericLiteral,
  )

/** An amount with its currency's decimals, four where it has them: `¥18,016.61`; bare: `18,016.61`. */
export function moneyWords(
  amount: string,
  {
    currency,
    language,
    isBare = false,
    decimals,
  }: { currency: string; language: PrintLanguage; isBare?: boolean; decimals?: number | undefined },
): string {
  const format = new Intl.NumberFormat(tags[language], { style: 'currency', currency, currencyDisplay: 'symbol' })
  const usual = format.resolvedOptions().maximumFractionDigits ?? 2
  const written = amount.split('.')[1]?.replace(/0+$/, '').length ?? 0
  const shown = Math.max(usual, decimals ?? 0, Math.min(written, 4))
  if (isBare) return exactly(amount, shown)
  return new Intl.NumberFormat(tags[language], {
    style: 'currency',
    currency,
    currencyDisplay: currency === 'CNY' ? 'narrowSymbol' : 'symbol',
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  }).format(amount as Intl.StringNumericLiteral)
}

/** `2026-11-23` → `2026年11月23日`, `November 23, 2026`. */
export const dayWords = (day: string, language: PrintLanguage): string =>
  new Intl.DateTimeFormat(tags[language], { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** A moment as clocks of that zone show it, to the minute. */
export const momentWords = (at: string, language: PrintLanguage, timeZone: string): string =>
  new Intl.DateTimeFormat(tags[language], {
    timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))
