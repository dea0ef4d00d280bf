import { dayAt } from '#platform/fields/time-zone.ts'

type Locale = 'zh' | 'en'
const languageTag = { zh: 'zh-CN', en: 'en-US' } as const

const formats = new Map<string, Intl.NumberFormat>()
function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.NumberFormat(languageTag[locale], options)
  formats.set(key, known)
  return known
}

/** A decimal string exactly as it is, with separators. */
const exactly = (format: Intl.NumberFormat, decimal: string): string =>
  format.format(decimal as Intl.StringNumericLiteral)

/** `1234.5` → `¥1,234.50`; compact: `123万`, `1.2M`. Exact: the decimal string never becomes a float. */
export function formatMoney(
  amount: string,
  { currency, locale, compact = false }: { currency: string; locale: Locale; compact?: boolean },
): string {
  const shown: Intl.NumberFormatOptions = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }
  if (compact) return exactly(numberFormat(locale, { ...shown, notation: 'compact', maximumFractionDigits: 1 }), amount)
  // Amounts keep up to four decimals; the currency's own number of them always stands.
  const written = amount.split('.')[1]?.replace(/0+$/, '').length ?? 0
  const format = numberFormat(locale, shown)
  const usual = format.resolvedOptions().maximumFractionDigits ?? 2
  return exactly(written > usual ? numberFormat(locale, { ...shown, maximumFractionDigits: 4 }) : format, amount)
}

/** A count or an exact decimal with separators; compact: `1.2万`. */
export const formatNumber = (
  value: number | string,
  { locale, decimals, compact = false }: { locale: Locale; decimals?: number; compact?: boolean },
): string =>
  exactly(
    numberFormat(locale, {
      ...(compact
        ? { notation: 'compact' as const, maximumFractionDigits: 1 }
        : { maximumFractionDigits: decimals ?? 8 }),
      ...(decimals === undefined || compact ? {} : { minimumFractionDigits: decimals }),
    }),
    String(value),
  )

/** 60 → `60%`; 63.15 → `63.15%`. */
export const formatPercent = (percent: number, locale: Locale): string => `${formatNumber(percent, { locale })}%`

/** A day, `2026-03-02` → `2026年3月2日` or `Mar 2, 2026`; without the year when it is this one and `short`. */
export function formatDay(
  day: string,
  { locale, today, short = false }: { locale: Locale; today: string; short?: boolean },
): string {
  const withoutYear = short && day.slice(0, 4) === today.slice(0, 4)
  return dateFormat(locale, {
    timeZone: 'UTC',
    ...(withoutYear ? {} : { year: 'numeric' }),
    month: locale === 'zh' ? 'long' : 'short',
    day: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** An instant in full, as clocks of that zone show it: `2026年3月2日 14:30:05`. */
export const formatInstant = (at: string, { locale, timeZone }: { locale: Locale; timeZone: string }): string =>
  dateFormat(locale, {
    timeZone,
    year: 'numeric',
    month: locale === 'zh' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))

/** The hour of an instant in that zone: `14:30`. */
export const formatTime = (at: string, { locale, timeZone }: { locale: Locale; timeZone: string }): string =>
  dateFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))

/** Whole days from `today` to `day`; negative for the past. */
export const daysUntil = (day: string, today: string): number =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)

/** Today's date in that zone. */
export const todayIn = (timeZone: string): string => dayAt(new Date(), timeZone)

const dateFormats = new Map<string, Intl.DateTimeFormat>()
function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = dateFormats.get(key) ?? new Intl.DateTimeFormat(languageTag[locale], options)
  dateFormats.set(key, known)
  return known
}
