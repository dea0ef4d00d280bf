import type { Company } from '../records/context.ts'

// Arithmetic with days 'YYYY-MM-DD'. Days have no time zone, so nothing here knows one.

/** Units in which figures are grouped; the fiscal ones begin in the company's own month. */
export type PeriodUnit =
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'halfYear'
  | 'year'
  | 'fiscalQuarter'
  | 'fiscalHalfYear'
  | 'fiscalYear'

/** How long a unit is: in days or in months. */
export const unitLength: Record<PeriodUnit, { days: number; months: number }> = {
  day: { days: 1, months: 0 },
  week: { days: 7, months: 0 },
  month: { days: 0, months: 1 },
  quarter: { days: 0, months: 3 },
  halfYear: { days: 0, months: 6 },
  year: { days: 0, months: 12 },
  fiscalQuarter: { days: 0, months: 3 },
  fiscalHalfYear: { days: 0, months: 6 },
  fiscalYear: { days: 0, months: 12 },
}

export const periodUnits = Object.keys(unitLength) as PeriodUnit[]

type Starts = Pick<Company, 'weekStart' | 'fiscalYearStart'>

/** The day so many days later (earlier when negative); never before 0001-01-01. */
export function addDays(day: string, days: number): string {
  const { year, month, date } = partsOf(day)
  return dayOf(year, month, date + days)
}

/** The same day so many months later, or that month's last day where it has no such day. */
export function addMonths(day: string, months: number): string {
  const { year, month, date } = partsOf(day)
  const last = partsOf(dayOf(year, month + months + 1, 0))
  return dayOf(last.year, last.month, Math.min(date, last.date))
}

/** The first day of the unit in which this day lies. */
export function startOf(unit: PeriodUnit, day: string, starts: Starts): string {
  const { year, month } = partsOf(day)
  const { days, months } = unitLength[unit]
  if (days === 1) return day
  if (days === 7) return addDays(day, -((weekday(day) - starts.weekStart + 7) % 7))
  const first = unit.startsWith('fiscal') ? starts.fiscalYearStart : 1
  return dayOf(year, month - ((month - first + 12) % months), 1)
}

/**
 * A short name that sorts in the order of time: 2017-03-01, 2017-W09, 2017-03, 2017-Q1, 2017-H1, 2017; FY2017-Q1, FY2017-H1, FY2017
 * for fiscal units, whose year is the one in which it begins. Week 1 is the one with 4 January, as in ISO 8601.
 * @param start the unit's first day
 */
export function periodCode(unit: PeriodUnit, start: string, starts: Starts): string {
  const { year, month } = partsOf(start)
  if (unit === 'day') return start
  if (unit === 'month') return start.slice(0, -3)
  if (unit === 'week') {
    const weekYear = partsOf(addDays(start, 3)).year
    const weeks = Math.round(daysFrom(firstWeek(weekYear, starts), start) / 7)
    return `${pad(weekYear, 4)}-W${pad(weeks + 1, 2)}`
  }
  const isFiscal = unit.startsWith('fiscal')
  const offset = isFiscal ? (month - starts.fiscalYearStart + 12) % 12 : month - 1
  const yearName = isFiscal ? `FY${pad(partsOf(addMonths(start, -offset)).year, 4)}` : pad(year, 4)
  const { months } = unitLength[unit]
  if (months === 12) return yearName
  return `${yearName}-${months === 3 ? 'Q' : 'H'}${offset / months + 1}`
}

/** Unit and first day of what `periodCode` wrote; null for any other text. */
export function periodFromCode(code: string, starts: Starts): { unit: PeriodUnit; of: string } | null {
  const match = /^(FY)?(\d{4,5})(?:-(?:(Q)([1-4])|(H)([12])|(W)(\d{2})|(\d{2})(?:-(\d{2}))?))?$/.exec(code)
  if (!match) return null
  const [, fiscal, yearText = '', q, quarter, h, half, w, week, month, date] = match
  const year = Number(yearText)
  const read = (): { unit: PeriodUnit; of: string } => {
    if (w) return { unit: 'week', of: addDays(firstWeek(year, starts), (Number(week) - 1) * 7) }
    if (date) return { unit: 'day', of: dayOf(year, Number(month), Number(date)) }
    if (month) return { unit: 'month', of: dayOf(year, Number(month), 1) }
    const first = fiscal ? starts.fiscalYearStart : 1
    if (q) return { unit: fiscal ? 'fiscalQuarter' : 'quarter', of: dayOf(year, first + (Number(quarter) - 1) * 3, 1) }
    if (h) return { unit: fiscal ? 'fiscalHalfYear' : 'halfYear', of: dayOf(year, first + (Number(half) - 1) * 6, 1) }
    return { unit: fiscal ? 'fiscalYear' : 'year', of: dayOf(year, first, 1) }
  }
  const period = read()
  // What does not come back as it was written is no such day, month or week.
  return periodCode(period.unit, startOf(period.unit, period.of, starts), starts) === code ? period : null
}

/** Monday is 1, Sunday 7. */
function weekday(day: string): number {
  const { year, month, date } = partsOf(day)
  return utc(year, month, date).getUTCDay() || 7
}

const firstWeek = (year: number, starts: Starts): string => startOf('week', dayOf(year, 1, 4), starts)

/** How many days `to` is after `from`. */
export const daysFrom = (from: string, to: string): number => {
  const [a, b] = [partsOf(from), partsOf(to)]
  return (utc(b.year, b.month, b.date).getTime() - utc(a.year, a.month, a.date).getTime()) / 86_400_000
}

function partsOf(day: string): { year: number; month: number; date: number } {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return { year, month, date }
}

/** Overflowing months and days go on into the next ones, as Date does it. */
function dayOf(year: number, month: number, date: number): string {
  const at = utc(year, month, date)
  if (at.getUTCFullYear() < 1) return '0001-01-01'
  return `${pad(at.getUTCFullYear(), 4)}-${pad(at.getUTCMonth() + 1, 2)}-${pad(at.getUTCDate(), 2)}`
}

/** Date.UTC takes the years 0 to 99 for those of the twentieth century; this does not. */
function utc(year: number, month: number, date: number): Date {
  const at = new Date(0)
  at.setUTCFullYear(year, month - 1, date)
  return at
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0')
