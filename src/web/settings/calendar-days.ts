import type { DayKind, SpecialDay } from './calendar-requests.ts'

const at = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** The day so many days later, `YYYY-MM-DD`. */
export const laterBy = (day: string, days: number): string =>
  new Date(at(day).getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: string): number => at(day).getUTCDay() || 7

/** The days of a month in weeks that begin on `weekStart`; null where another month is. */
export function weeksOf(year: number, month: number, weekStart: number): (string | null)[][] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const before = (weekdayOf(first) - weekStart + 7) % 7
  const cells = [
    ...Array.from({ length: before }, () => null),
    ...Array.from({ length }, (_, index) => laterBy(first, index)),
  ]
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => cells[week * 7 + index] ?? null),
  )
}

/** What a person does to days: from a day on so many of them; kind null puts them back to the weekly rhythm. */
export interface DayChange {
  day: string
  count: number
  kind: DayKind | null
  name: string
}

/** The days of the year after the change, ascending; what would reach into the next year stays out. */
export function changedDays(days: readonly SpecialDay[], { day, count, kind, name }: DayChange): SpecialDay[] {
  const touched = Array.from({ length: count }, (_, index) => laterBy(day, index)).filter(
    one => one.slice(0, 4) === day.slice(0, 4),
  )
  const fresh = kind === null ? [] : touched.map(one => ({ day: one, kind, name: name.trim() || null }))
  return [...days.filter(one => !touched.includes(one.day)), ...fresh].sort((a, b) => (a.day < b.day ? -1 : 1))
}
