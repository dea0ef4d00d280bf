import { clockAt, dayAt, zonedToUtc } from '#platform/fields/time-zone.ts'

export type CalendarView = 'month' | 'week' | 'day' | 'list'

/** The day after so many days, 'YYYY-MM-DD'. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** The first day of the week in which a day lies; `weekStart` as 1 = Monday … 7 = Sunday. */
export const weekOf = (day: string, weekStart: number): string => dayAfter(day, -((weekdayOf(day) - weekStart + 7) % 7))

/** The days that a view shows around a day: whole weeks of a month, a week, a day, or thirty days from it on. */
export function daysShown(view: CalendarView, day: string, weekStart: number): string[] {
  if (view === 'day') return [day]
  if (view === 'list') return daysFrom(day, 30)
  if (view === 'week') return daysFrom(weekOf(day, weekStart), 7)
  const first = weekOf(`${day.slice(0, 7)}-01`, weekStart)
  const last = dayAfter(`${monthAfter(day, 1).slice(0, 7)}-01`, -1)
  const weeks = Math.floor((Date.parse(last) - Date.parse(first)) / 86_400_000 / 7) + 1
  return daysFrom(first, weeks * 7)
}

/** The day from which the view before (-1) or after (1) starts. */
export function turned(view: CalendarView, day: string, by: 1 | -1): string {
  if (view === 'month') return monthAfter(day, by)
  return dayAfter(day, by * { day: 1, week: 7, list: 30 }[view])
}

/** The instants between which these days lie, by the clock of the company. */
export const boundsOf = (days: readonly string[], timeZone: string): { from: string; until: string } => ({
  from: startOf(days[0] ?? '', timeZone),
  until: startOf(dayAfter(days.at(-1) ?? '', 1), timeZone),
})

export const startOf = (day: string, timeZone: string): string => atClock(day, 0, timeZone)

/** The instant at so many minutes after midnight. */
export const atClock = (day: string, minutes: number, timeZone: string): string =>
  zonedToUtc({ day, hour: Math.floor(minutes / 60), minute: minutes % 60, second: 0 }, timeZone).toISOString()

/** Minutes after midnight that the company's clock shows. */
export function minutesOf(instant: string, timeZone: string): number {
  const clock = clockAt(new Date(instant), timeZone)
  return clock ? Number(clock.slice(11, 13)) * 60 + Number(clock.slice(14, 16)) : 0
}

/** The days that a time touches; an end at midnight does not touch the day that begins then. */
export function daysTouched({ startsAt, endsAt }: { startsAt: string; endsAt: string }, timeZone: string): string[] {
  const first = dayAt(new Date(startsAt), timeZone)
  const last = dayAt(new Date(Math.max(Date.parse(endsAt) - 1, Date.parse(startsAt))), timeZone)
  return daysFrom(first, (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1)
}

const daysFrom = (day: string, count: number): string[] =>
  Array.from({ length: Math.max(count, 1) }, (_, index) => dayAfter(day, index))

function monthAfter(day: string, by: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10)
}
