type Locale = 'zh' | 'en'
const tag = { zh: 'zh-CN', en: 'en-US' } as const

const format = (day: string, locale: Locale, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(tag[locale], { timeZone: 'UTC', ...options }).format(new Date(`${day}T00:00:00Z`))

/** 周一, Mon. */
export const weekdayName = (day: string, locale: Locale): string => format(day, locale, { weekday: 'short' })

/** 11月22日 周日, Sun, Nov 22. */
export const dayLabel = (day: string, locale: Locale): string =>
  format(day, locale, { month: locale === 'zh' ? 'long' : 'short', day: 'numeric', weekday: 'short' })

/** 2026年11月, November 2026. */
export const monthLabel = (day: string, locale: Locale): string =>
  format(day, locale, { year: 'numeric', month: 'long' })
