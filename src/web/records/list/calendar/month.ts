import { dayAt, zonedToUtc } from '#platform/fields/time-zone.ts'
import type { Filter } from '#platform/objects/filter.ts'
import type { FieldDescription, ObjectDescription } from '#web/api/index.ts'
import { addDays } from '#web/fields/day-words.ts'

/** The fields by which a calendar can place records; those that people set come first. */
export const calendarFields = (object: ObjectDescription): FieldDescription[] =>
  object.fields
    .filter(
      field =>
        (field.type === 'date' || field.type === 'instant') && !field.isMasked && field.operators.includes('between'),
    )
    .sort((a, b) => Number(b.isEditable) - Number(a.isEditable))

/** The month of a day: `2026-11`. */
export const monthOf = (day: string): string => day.slice(0, 7)

/** Another month, so many later or earlier. */
export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const at = new Date(Date.UTC(year, number - 1 + by, 1))
  return at.toISOString().slice(0, 7)
}

/**
 * The days of the weeks that a month touches, from the first day of the first week on.
 * @param weekStart 1 = Monday … 7 = Sunday
 */
export function daysShown(month: string, weekStart: number): string[] {
  const first = `${month}-01`
  const weekday = new Date(`${first}T00:00:00Z`).getUTCDay() || 7
  const start = addDays(first, -((weekday - weekStart + 7) % 7))
  const next = `${monthAfter(month, 1)}-01`
  const days: string[] = []
  for (let day = start; day < next || days.length % 7 !== 0; day = addDays(day, 1)) days.push(day)
  return days
}

/** The records that lie in these days by a field. */
export function within(field: FieldDescription, days: readonly string[], timeZone: string): Filter {
  const [from = '', to = ''] = [days[0], days.at(-1)]
  if (field.type === 'date') return { field: field.name, op: 'between', value: [from, to] }
  const start = zonedToUtc({ day: from, hour: 0, minute: 0, second: 0 }, timeZone).toISOString()
  const end = zonedToUtc({ day: addDays(to, 1), hour: 0, minute: 0, second: 0 }, timeZone).toISOString()
  return {
    and: [
      { field: field.name, op: 'gte', value: start },
      { field: field.name, op: 'lt', value: end },
    ],
  }
}

/** The day on which a value of a date or instant field lies. */
export const dayOf = (field: FieldDescription, value: string, timeZone: string): string =>
  field.type === 'date' ? value : dayAt(new Date(value), timeZone)

/** The same value on another day; of a moment the time of day stays. */
export function movedTo(field: FieldDescription, value: string, day: string, timeZone: string): string {
  if (field.type === 'date') return day
  const at = new Date(value)
  const midnight = zonedToUtc({ day: dayAt(at, timeZone), hour: 0, minute: 0, second: 0 }, timeZone)
  const seconds = Math.round((at.getTime() - midnight.getTime()) / 1000)
  const clock = { hour: Math.floor(seconds / 3600), minute: Math.floor((seconds % 3600) / 60), second: seconds % 60 }
  return zonedToUtc({ day, ...clock }, timeZone).toISOString()
}
