import chineseDays from 'chinese-days'

/** Whose birthday a day is: `03-15` by the calendar, `L08-15` by the moon. */
export interface BirthdayKey {
  monthDay: string
  isLunar: boolean
}

/**
 * The birthdays that are kept on a day (YYYY-MM-DD): its own, and that of the moon's calendar. Those of 29 February are kept on the 28th where
 * there is no 29th, those of a lunar 30th on the month's last day; a leap month has none of its own.
 */
export function birthdaysOn(day: string): BirthdayKey[] {
  const next = dayAfter(day)
  const solar = [day.slice(5), ...(day.endsWith('02-28') && !next.endsWith('02-29') ? ['02-29'] : [])]
  const lunar = chineseDays.getLunarDate(day)
  const isLast = lunar.lunarDay === 29 && chineseDays.getLunarDate(next).lunarDay === 1
  const lunarDays = lunar.isLeap ? [] : [lunar.lunarDay, ...(isLast ? [30] : [])]
  return [
    ...solar.map(monthDay => ({ monthDay, isLunar: false })),
    ...lunarDays.map(date => ({ monthDay: `${two(lunar.lunarMon)}-${two(date)}`, isLunar: true })),
  ]
}

/** The next `days` days from `today` on, today among them, with the birthdays kept on each. */
export function birthdaysWithin(today: string, days: number): (BirthdayKey & { on: string })[] {
  const found: (BirthdayKey & { on: string })[] = []
  for (let on = today, left = days; left >= 0; on = dayAfter(on), left--)
    found.push(...birthdaysOn(on).map(key => ({ ...key, on })))
  return found
}

/** On which of these days a birthday as it is written is kept; undefined when on none. */
export const keptOn = (birthday: string, keys: readonly (BirthdayKey & { on: string })[]): string | undefined =>
  keys.find(key => key.isLunar === birthday.startsWith('L') && birthday.endsWith(key.monthDay))?.on

const two = (figure: number): string => String(figure).padStart(2, '0')

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
