import { dayAt } from '#platform/fields/time-zone.ts'
import { daysUntil, formatDay, formatTime } from '#web/ui/format.ts'
import type { Wording } from './field-face.ts'

/** A day as people say it: 今天, 明天, 3 天后, 昨天, then 3月2日, then 2025年3月2日. `day` is 'YYYY-MM-DD'. */
export function dayWords(day: string, { t, locale, timeZone }: Wording): string {
  const today = dayAt(new Date(), timeZone)
  const days = daysUntil(day, today)
  if (days === 0) return t('when.today')
  if (days === 1) return t('when.tomorrow')
  if (days === -1) return t('when.yesterday')
  if (days > 1 && days <= 7) return t('when.in_days', { count: days })
  if (days < -1 && days >= -7) return t('when.days_ago', { count: -days })
  return formatDay(day, { locale, today, short: true })
}

/** A moment as people say it: 今天 14:30, 昨天 09:05, 3月2日 14:30. `instant` is ISO 8601. */
export const momentWords = (instant: string, wording: Wording): string =>
  `${dayWords(dayAt(new Date(instant), wording.timeZone), wording)} ${formatTime(instant, wording)}`

/** The exact moment in the company's time zone, as one copies it into a sheet: 2026-11-22 14:30. */
export const exactMoment = (instant: string, timeZone: string): string =>
  `${dayAt(new Date(instant), timeZone)} ${formatTime(instant, { locale: 'en', timeZone })}`

/** The day after so many days, 'YYYY-MM-DD'. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
