import chineseDays from 'chinese-days'

/** A day of the demo company's calendar, counted from 1970-01-01. */
export type Day = number

const dayMs = 86_400_000
/** The company is in Shanghai, where the clock is never changed. */
const aheadOfUtc = 8 * 3_600_000

/** The instant (milliseconds) of a day at so many minutes after midnight. */
export const instantAt = (day: Day, minutes: number): number => day * dayMs + Math.round(minutes * 60_000) - aheadOfUtc

/** The day on which an instant lies. */
export const dayOf = (instant: number): Day => Math.floor((instant + aheadOfUtc) / dayMs)

/** The day of YYYY-MM-DD. */
export const dayFrom = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / dayMs

/** YYYY-MM-DD. */
export const dayText = (day: Day): string => new Date(day * dayMs).toISOString().slice(0, 10)

/** ISO, UTC. */
export const isoOf = (instant: number): string => new Date(instant).toISOString()

/** Whether people are at work, by the Chinese calendar of holidays and days worked instead. */
export const isWorked = (day: Day): boolean => {
  const known = worked.get(day) ?? chineseDays.isWorkday(dayText(day))
  worked.set(day, known)
  return known
}
const worked = new Map<Day, boolean>()

/** This day, or the next one that is worked. */
export const workedFrom = (day: Day): Day => (isWorked(day) ? day : workedFrom(day + 1))

/** This day, or the last one before it that is worked. */
export const workedUntil = (day: Day): Day => (isWorked(day) ? day : workedUntil(day - 1))

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: Day): number => ((day + 3) % 7) + 1
