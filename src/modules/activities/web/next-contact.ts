import { dayAt, zonedToUtc } from '#platform/fields/time-zone.ts'

/** A time that one may contact somebody again, as one would say it. */
export interface NextChoice {
  key: 'tomorrowMorning' | 'friday' | 'nextMonday'
  /** ISO 8601. */
  at: string
}

/**
 * What is offered for the next contact: tomorrow morning at ten, Friday afternoon at two, next Monday at ten, all by the company's clock.
 * Friday is this week's while it is still to come, else the next one; what falls on the same day is offered once.
 */
export function nextChoices(now: Date, timeZone: string): NextChoice[] {
  const today = dayAt(now, timeZone)
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7
  const at = (days: number, hour: number): string =>
    zonedToUtc({ day: dayAfter(today, days), hour, minute: 0, second: 0 }, timeZone).toISOString()
  const friday = weekday < 5 ? 5 - weekday : 12 - weekday
  const choices: NextChoice[] = [{ key: 'tomorrowMorning', at: at(1, 10) }]
  if (friday > 1) choices.push({ key: 'friday', at: at(friday, 14) })
  if (8 - weekday > 1) choices.push({ key: 'nextMonday', at: at(8 - weekday, 10) })
  return choices
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
