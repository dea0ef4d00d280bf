import type { DayKind } from './calendar-description.ts'

/** What days are worked: a weekly rhythm, and the days that differ from it. */
export interface WorkingCalendar {
  /** 1 = Monday … 7 = Sunday; at most six of them. */
  restDays: readonly number[]
  /** By day, `YYYY-MM-DD`. */
  special: ReadonlyMap<string, DayKind>
}

/** Answers about days without walking through them one by one. */
export interface WorkingDays {
  isWorking(day: string): boolean
  /**
   * The n-th working day after `day` (n > 0) or before it (n < 0); for 0 the day itself when it is one, else the next one.
   * So a term of 3 working days that begins on a Friday ends on Wednesday.
   */
  add(day: string, n: number): string
  /** How many working days come after `from` up to and with `until`; below zero the other way round, counted from `until` to the day before `from`. */
  between(from: string, until: string): number
}

/** Prepares a calendar to be asked; costs one walk through its special days. */
export function workingDays(calendar: WorkingCalendar): WorkingDays {
  const works = Array.from({ length: 7 }, (_, index) => !calendar.restDays.includes(index + 1))
  const perWeek = works.filter(Boolean).length
  if (perWeek === 0) throw new RangeError('a calendar without a working day in the week')
  const differing = [...calendar.special]
    .map(([day, kind]) => ({ at: numberOf(day), works: kind === 'work' }))
    .filter(({ at, works: isWorked }) => works[weekday(at)] !== isWorked)
    .sort((a, b) => a.at - b.at)
  /** `sums[i]`: what the first i differing days add to the weekly rhythm. */
  const sums = [0]
  for (const { works: isWorked } of differing) sums.push((sums.at(-1) ?? 0) + (isWorked ? 1 : -1))
  const inWeek = works.map((_, index) => works.slice(0, index + 1).filter(Boolean).length)

  /** Working days from the first Monday of counting up to and with this one; only differences of it mean something. */
  const rank = (at: number): number =>
    Math.floor((at - MONDAY) / 7) * perWeek + (inWeek[weekday(at)] ?? 0) + (sums[firstAfter(differing, at)] ?? 0)

  /** The first day whose rank is `wanted` or more: that one is worked. */
  const dayOfRank = (wanted: number, near: number): number => {
    const reach = Math.ceil((Math.abs(wanted - rank(near)) + differing.length + 1) / perWeek + 1) * 7
    let [low, high] = [near - reach, near + reach]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (rank(middle) >= wanted) high = middle
      else low = middle + 1
    }
    return low
  }

  return {
    isWorking: day => rank(numberOf(day)) > rank(numberOf(day) - 1),
    add: (day, n) => {
      const at = numberOf(day)
      return dayText(dayOfRank(n > 0 ? rank(at) + n : rank(at - 1) + n + 1, at))
    },
    between: (from, until) => {
      const [start, end] = [numberOf(from), numberOf(until)]
      return end >= start ? rank(end) - rank(start) : rank(end - 1) - rank(start - 1)
    },
  }
}

/** 29 December 1969 was a Monday; days are counted from 1 January 1970. */
const MONDAY = -3
const DAY_MS = 86_400_000

const numberOf = (day: string): number => {
  const at = Date.parse(`${day}T00:00:00Z`) / DAY_MS
  if (!Number.isInteger(at)) throw new RangeError(`not a day: ${day}`)
  return at
}
const dayText = (at: number): string => new Date(at * DAY_MS).toISOString().slice(0, 10)
/** 0 = Monday. */
const weekday = (at: number): number => (((at - MONDAY) % 7) + 7) % 7

/** How many of the differing days are at or before this one. */
const firstAfter = (differing: readonly { at: number }[], at: number): number => {
  let [low, high] = [0, differing.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((differing[middle]?.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}
