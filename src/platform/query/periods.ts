import { dayAt, zonedToUtc } from '../fields/time-zone.ts'
import { type DatePreset, datePresets } from '../objects/filter.ts'
import type { Company } from '../records/context.ts'
import { addDays, addMonths, daysFrom, type PeriodUnit, startOf, unitLength } from './calendar-days.ts'

/** What of a company decides where its periods begin. */
export type Calendar = Pick<Company, 'timeZone' | 'weekStart' | 'fiscalYearStart'>

/**
 * A period as a person asks for it: by name, as days from … to … (both included, either may be open), or the unit in which a day lies.
 */
export type Period = DatePreset | { from?: string | null; to?: string | null } | { unit: PeriodUnit; of: string }

/** The same for SQL. The `until…` side is the first day (instant) that no longer belongs; null is open. */
export interface PeriodBounds {
  /** 'YYYY-MM-DD', for date columns. */
  fromDay: string | null
  untilDay: string | null
  /** ISO 8601 in UTC, for instants: midnight in the company's time zone. */
  from: string | null
  until: string | null
}

/**
 * The bounds of a period by the company's time zone, week start and fiscal year; the one place where they are decided. The past and
 * the next n days include today; a half-year, quarter and year by name are those of the calendar.
 */
export function periodBounds(period: Period, calendar: Calendar, now: Date): PeriodBounds {
  return bounds(daysOf(period, calendar, now), calendar)
}

/** 环比: the period of the same kind directly before; of open or free bounds the same number of days, null when there is none. */
export function previousPeriod(period: Period, calendar: Calendar, now: Date): PeriodBounds | null {
  const { from, to } = daysOf(period, calendar, now)
  if (from === null || to === null) return null
  const unit = unitOf(period)
  const start = unit ? startOf(unit, addDays(from, -1), calendar) : addDays(from, -daysFrom(from, to))
  return bounds({ from: start, to: from }, calendar)
}

/** 同比: the same period a year earlier; of a week the one 52 weeks before. Null for open bounds. */
export function samePeriodLastYear(period: Period, calendar: Calendar, now: Date): PeriodBounds | null {
  const { from, to } = daysOf(period, calendar, now)
  if (from === null || to === null) return null
  if (unitOf(period) === 'week') return bounds({ from: addDays(from, -364), to: addDays(to, -364) }, calendar)
  return bounds({ from: addMonths(from, -12), to: addDays(addMonths(addDays(to, -1), -12), 1) }, calendar)
}

/** Whether a text names one of the 21 presets. */
export const isDatePreset = (text: unknown): text is DatePreset => datePresets.includes(text as DatePreset)

interface Days {
  from: string | null
  to: string | null
}

function daysOf(period: Period, calendar: Calendar, now: Date): Days {
  if (typeof period === 'string') return presetDays(period, calendar, dayAt(now, calendar.timeZone))
  if ('unit' in period) return unitDays(period.unit, period.of, calendar)
  return { from: period.from ?? null, to: period.to ? addDays(period.to, 1) : null }
}

function presetDays(preset: DatePreset, calendar: Calendar, today: string): Days {
  switch (preset) {
    case 'past7Days':
      return { from: addDays(today, -6), to: addDays(today, 1) }
    case 'past30Days':
      return { from: addDays(today, -29), to: addDays(today, 1) }
    case 'next7Days':
      return { from: today, to: addDays(today, 7) }
    case 'next30Days':
      return { from: today, to: addDays(today, 30) }
    case 'firstHalfYear':
    case 'secondHalfYear': {
      const year = startOf('year', today, calendar)
      return unitDays('halfYear', preset === 'firstHalfYear' ? year : addMonths(year, 6), calendar)
    }
    default: {
      const [unit, step] = steps[preset]
      const current = unitDays(unit, today, calendar)
      if (step === 0) return current
      return unitDays(unit, step > 0 ? current.to : addDays(current.from, -1), calendar)
    }
  }
}

type SteppingPreset = Exclude<
  DatePreset,
  'past7Days' | 'past30Days' | 'next7Days' | 'next30Days' | 'firstHalfYear' | 'secondHalfYear'
>

/** Which unit around today a preset means: the one before, this one, the next. */
const steps: Record<SteppingPreset, [unit: PeriodUnit, step: -1 | 0 | 1]> = {
  today: ['day', 0],
  yesterday: ['day', -1],
  tomorrow: ['day', 1],
  thisWeek: ['week', 0],
  lastWeek: ['week', -1],
  nextWeek: ['week', 1],
  thisMonth: ['month', 0],
  lastMonth: ['month', -1],
  nextMonth: ['month', 1],
  thisQuarter: ['quarter', 0],
  lastQuarter: ['quarter', -1],
  nextQuarter: ['quarter', 1],
  thisYear: ['year', 0],
  lastYear: ['year', -1],
  nextYear: ['year', 1],
}

function unitDays(unit: PeriodUnit, day: string, calendar: Calendar): { from: string; to: string } {
  const from = startOf(unit, day, calendar)
  const { days, months } = unitLength[unit]
  return { from, to: days > 0 ? addDays(from, days) : addMonths(from, months) }
}

/** The unit that a period is one of; the last seven days are none. */
function unitOf(period: Period): PeriodUnit | null {
  if (typeof period === 'object') return 'unit' in period ? period.unit : null
  if (period === 'firstHalfYear' || period === 'secondHalfYear') return 'halfYear'
  return Object.hasOwn(steps, period) ? steps[period as SteppingPreset][0] : null
}

const bounds = ({ from, to }: Days, calendar: Calendar): PeriodBounds => ({
  fromDay: from,
  untilDay: to,
  from: from === null ? null : midnight(from, calendar),
  until: to === null ? null : midnight(to, calendar),
})

const midnight = (day: string, calendar: Calendar): string =>
  zonedToUtc({ day, hour: 0, minute: 0, second: 0 }, calendar.timeZone).toISOString()
