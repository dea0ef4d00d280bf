// What the server tells of the working calendar; the browser reads it too.

/** A day off, or a day worked instead of one (调休). */
export type DayKind = 'rest' | 'work'

export interface SpecialDay {
  /** `YYYY-MM-DD`. */
  day: string
  kind: DayKind
  name: string | null
}

/** Whose holidays hold in a year that the company has not written itself. */
export type Holidays = 'china' | 'none'

/** Where a year's days come from: written by the company, shipped with the program, or nowhere. */
export type YearSource = 'company' | 'shipped' | 'none'

/** Answer of `GET /api/working-calendar?year=` and of every change. */
export interface CalendarDescription {
  year: number
  source: YearSource
  /** Of a year that the company wrote, to be sent back with a change; 0 of others. */
  version: number
  /** Ascending. */
  days: SpecialDay[]
  /** Whether the program knows this year, so that one may go back to it. */
  isShipped: boolean
  /** 1 = Monday … 7 = Sunday. */
  restDays: number[]
  holidays: Holidays
  /** Years that are needed now and of which nobody knows the days. */
  missing: number[]
  /** The company's today. */
  today: string
  /** How many working days the year has. */
  workingDays: number
}
