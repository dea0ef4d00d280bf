// oxlint-disable-next-line import/default -- Node loads its CommonJS form, which is a default export there
import rrule from 'rrule'
import { clockAt, zonedToUtc } from '#platform/fields/time-zone.ts'

const { Frequency, RRule } = rrule

/** What decides at which times an event takes place. */
export interface Repeating {
  startsAt: string
  endsAt: string
  repeats: string | null
  every: number | null
  weekdays: readonly string[] | null
  /** The last day on which it may begin, 'YYYY-MM-DD'. */
  until: string | null
  times: number | null
}

/** No more times of one event are shown in one period. */
const most = 400

const frequencies: Record<string, number> = {
  daily: Frequency.DAILY,
  weekly: Frequency.WEEKLY,
  monthly: Frequency.MONTHLY,
  yearly: Frequency.YEARLY,
}

/**
 * The instants (ISO) at which an event begins so that it lies in `from` ≤ … < `until` at least in part, without those of `exceptions`. It
 * repeats by the clock of the company: a meeting at nine stays at nine when summer time begins.
 */
export function timesOf(
  event: Repeating,
  period: { from: string; until: string },
  { timeZone, exceptions = [] }: { timeZone: string; exceptions?: readonly string[] },
): string[] {
  const length = Date.parse(event.endsAt) - Date.parse(event.startsAt)
  const [from, until] = [Date.parse(period.from) - length, Date.parse(period.until)]
  const dropped = new Set(exceptions.map(at => Date.parse(at)))
  return all(event, { from, until, timeZone })
    .filter(at => at > from && at < until && !dropped.has(at))
    .map(at => new Date(at).toISOString())
}

/** How many times it took place, or was to, before an instant. */
export const timesBefore = (event: Repeating, at: string, timeZone: string): number =>
  all(event, { from: Number.NEGATIVE_INFINITY, until: Date.parse(at), timeZone, most: 5000 }).length

function all(event: Repeating, wanted: { from: number; until: number; timeZone: string; most?: number }): number[] {
  const frequency = frequencies[event.repeats ?? 'never']
  const start = Date.parse(event.startsAt)
  if (frequency === undefined) return start < wanted.until ? [start] : []
  const { timeZone } = wanted
  // The rule counts on the company's clock, which it is given as if that were UTC.
  const wall = (instant: number): Date =>
    new Date(`${clockAt(new Date(instant), timeZone) ?? new Date(instant).toISOString().slice(0, -1)}Z`)
  const rule = new RRule({
    freq: frequency,
    dtstart: wall(start),
    interval: event.every ?? 1,
    ...(event.repeats === 'weekly' && event.weekdays && event.weekdays.length > 0
      ? { byweekday: event.weekdays.map(day => weekdayRules[day as Weekday]) }
      : {}),
    ...(event.until ? { until: new Date(`${event.until}T23:59:59Z`) } : {}),
    ...(event.times ? { count: event.times } : {}),
  })
  const day = 86_400_000
  const from = Number.isFinite(wanted.from) ? wall(wanted.from - day) : wall(start - day)
  const found = rule.between(from, wall(wanted.until + day), true, (_at, count) => count < (wanted.most ?? most))
  return found.map(at => instantOf(at, timeZone)).filter(at => at < wanted.until)
}

const weekdayRules = {
  mo: RRule.MO,
  tu: RRule.TU,
  we: RRule.WE,
  th: RRule.TH,
  fr: RRule.FR,
  sa: RRule.SA,
  su: RRule.SU,
}
type Weekday = keyof typeof weekdayRules

const instantOf = (wall: Date, timeZone: string): number =>
  zonedToUtc(
    {
      day: wall.toISOString().slice(0, 10),
      hour: wall.getUTCHours(),
      minute: wall.getUTCMinutes(),
      second: wall.getUTCSeconds(),
    },
    timeZone,
  ).getTime()
