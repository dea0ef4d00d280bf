import { dayAt } from '#platform/fields/time-zone.ts'
import type { Wording } from './field-face.ts'

/** A day as people say it: 今天, 明天, 3 天后, 昨天, then 3月2日, then 2026-03-02. `day` is 'YYYY-MM-DD'. */
export function dayWords(day: string, { t, locale, timeZone }: Wording): string {
  const today = dayAt(new Date(), timeZone)
  const distance = daysBetween(today, day)
  if (distance === 0) return t('fieldsUi.day.today')
  if (distance === 1) return t('fieldsUi.day.tomorrow')
  if (distance === -1) return t('fieldsUi.day.yesterday')
  if (distance > 1 && distance <= 7) return t('fieldsUi.day.inDays', { days: distance })
  if (distance < -1 && distance >= -7) return t('fieldsUi.day.daysAgo', { days: -distance })
  if (day.slice(0, 4) !== today.slice(0, 4)) return day
  const at = new Date(`${day}T12:00:00Z`)
  return new Intl.DateTimeFormat(locale, { month: locale === 'en' ? 'short' : 'long', day: 'numeric', timeZone: 'UTC' }).format(at)
}

/** A moment as people say it: 今天 14:30, 昨天 09:05, 3月2日 14:30, 2025-03-02 14:30. `instant` is ISO 8601. */
export function momentWords(instant: string, wording: Wording): string {
  const { day, time } = wallClock(instant, wording.timeZone)
  return `${dayWords(day, wording)} ${time}`
}

/** The exact moment in the company's time zone: 2026-11-22 14:30:05. */
export function exactMoment(instant: string, timeZone: string): string {
  const { day, time, second } = wallClock(instant, timeZone)
  return `${day} ${time}:${second}`
}

/** What clocks in `timeZone` show at an instant. */
export function wallClock(instant: string, timeZone: string): { day: string; time: string; second: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(instant))
  const get = (type: string): string => parts.find(part => part.type === type)?.value ?? ''
  return {
    day: `${get('year').padStart(4, '0')}-${get('month')}-${get('day')}`,
    time: `${get('hour')}:${get('minute')}`,
    second: get('second'),
  }
}

/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** The day after so many days, 'YYYY-MM-DD'. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
