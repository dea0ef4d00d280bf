import { dayAt, zonedToUtc } from '#platform/fields/time-zone.ts'

/** A day to which something may be put off, and ten in the morning of it. */
export interface Later {
  key: 'tomorrow' | 'inThreeDays' | 'nextMonday' | 'nextMonth'
  /** YYYY-MM-DD by the company's clock. */
  day: string
  /** ISO 8601. */
  at: string
}

/** Tomorrow, in three days, next Monday, in a month; all by the company's clock. */
export function laterChoices(now: Date, timeZone: string): Later[] {
  const today = dayAt(now, timeZone)
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7
  const choice = (key: Later['key'], days: number): Later => {
    const day = new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
    return { key, day, at: zonedToUtc({ day, hour: 10, minute: 0, second: 0 }, timeZone).toISOString() }
  }
  return [choice('tomorrow', 1), choice('inThreeDays', 3), choice('nextMonday', 8 - weekday), choice('nextMonth', 30)]
}
