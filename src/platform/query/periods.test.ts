import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAt } from '../fields/time-zone.ts'
import { datePresets } from '../objects/filter.ts'
import {
  addDays,
  addMonths,
  periodCode,
  periodFromCode,
  type PeriodUnit,
  periodUnits,
  startOf,
} from './calendar-days.ts'
import { type Calendar, type PeriodBounds, periodBounds, previousPeriod, samePeriodLastYear } from './periods.ts'

const shanghai: Calendar = { timeZone: 'Asia/Shanghai', weekStart: 1, fiscalYearStart: 1 }

// Zones with and without summer time, half hours, and days that begin at 01:00.
const zones = [
  'Asia/Shanghai',
  'UTC',
  'America/New_York',
  'Europe/London',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
]

const calendars = fc.record({
  timeZone: fc.constantFrom(...zones),
  weekStart: fc.integer({ min: 1, max: 7 }),
  fiscalYearStart: fc.integer({ min: 1, max: 12 }),
})
const days = fc.integer({ min: 0, max: 40_000 }).map(n => addDays('1950-01-01', n))
const units = fc.constantFrom<PeriodUnit>(...periodUnits)
const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2035, 0, 1) }).map(ms => new Date(ms))

describe('periods', () => {
  it('follow each other without gap or overlap, and each day lies in exactly one', () => {
    fc.assert(
      fc.property(units, days, calendars, (unit, day, calendar) => {
        const now = new Date()
        const period = periodBounds({ unit, of: day }, calendar, now)
        const { fromDay: from, untilDay: to } = period
        if (from === null || to === null) throw new Error('a unit has both bounds')
        expect(from <= day && day < to).toBe(true)
        const next = periodBounds({ unit, of: to }, calendar, now)
        expect(next.fromDay).toBe(to)
        expect(next.from).toBe(period.until)
        expect(periodBounds({ unit, of: addDays(to, -1) }, calendar, now)).toEqual(period)
        expect(previousPeriod({ unit, of: to }, calendar, now)).toEqual(period)
      }),
    )
  })

  it('begin at the first moment of their first day on the clocks of the company', () => {
    fc.assert(
      fc.property(days, calendars, (day, calendar) => {
        const { from, until } = periodBounds({ unit: 'day', of: day }, calendar, new Date())
        const [start, end] = [Date.parse(from ?? ''), Date.parse(until ?? '')]
        expect(dayAt(new Date(start), calendar.timeZone)).toBe(day)
        expect(dayAt(new Date(start - 1000), calendar.timeZone)).toBe(addDays(day, -1))
        expect(dayAt(new Date(end - 1000), calendar.timeZone)).toBe(day)
        expect((end - start) / 3_600_000).toBeGreaterThanOrEqual(23)
        expect((end - start) / 3_600_000).toBeLessThanOrEqual(25)
      }),
      { numRuns: 500 },
    )
  })

  it('have names that lead back to them and sort by time', () => {
    fc.assert(
      fc.property(units, days, calendars, (unit, day, calendar) => {
        const start = startOf(unit, day, calendar)
        const code = periodCode(unit, start, calendar)
        expect(periodFromCode(code, calendar)).toEqual({ unit, of: start })
        const before = periodCode(unit, startOf(unit, addDays(start, -1), calendar), calendar)
        expect(before < code).toBe(true)
      }),
    )
    for (const strange of ['2017-Q5', '2017-13', '2017-02-30', '2017-W54', '2017-W00', 'x', '', '2017-Q']) {
      expect(periodFromCode(strange, shanghai)).toBeNull()
    }
  })

  it('quarters, months and weeks of a year cover it once', () => {
    for (const unit of ['month', 'quarter', 'halfYear'] as const) {
      const found = new Set<string>()
      for (let day = '2024-01-01'; day < '2025-01-01'; day = addDays(day, 1)) found.add(startOf(unit, day, shanghai))
      expect(found.size).toBe({ month: 12, quarter: 4, halfYear: 2 }[unit])
    }
  })

  it('presets contain the day they speak of, whatever the zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...datePresets), instants, calendars, (preset, now, calendar) => {
        const { fromDay: from, untilDay: to, ...instant } = periodBounds(preset, calendar, now)
        if (!from || !to || !instant.from || !instant.until) throw new Error('a preset has both bounds')
        expect(from < to && instant.from < instant.until).toBe(true)
        const today = dayAt(now, calendar.timeZone)
        if (/^(this|today|past|next\d)/.test(preset)) expect(from <= today && today < to).toBe(true)
        if (/^(last|yesterday)/.test(preset)) expect(to <= today).toBe(true)
        if (/^(next[A-Z]|tomorrow)/.test(preset)) expect(from > today).toBe(true)
      }),
    )
  })
})

describe('periodBounds', () => {
  const now = new Date('2026-11-22T18:30:00Z') // already the 23rd, a Monday, in Shanghai

  it('knows the 21 presets by the company’s own day', () => {
    const found = Object.fromEntries(
      datePresets.map(preset => {
        const { fromDay, untilDay } = periodBounds(preset, shanghai, now)
        return [preset, [fromDay, untilDay]]
      }),
    )
    expect(found).toEqual({
      today: ['2026-11-23', '2026-11-24'],
      yesterday: ['2026-11-22', '2026-11-23'],
      tomorrow: ['2026-11-24', '2026-11-25'],
      thisWeek: ['2026-11-23', '2026-11-30'],
      lastWeek: ['2026-11-16', '2026-11-23'],
      nextWeek: ['2026-11-30', '2026-12-07'],
      thisMonth: ['2026-11-01', '2026-12-01'],
      lastMonth: ['2026-10-01', '2026-11-01'],
      nextMonth: ['2026-12-01', '2027-01-01'],
      thisQuarter: ['2026-10-01', '2027-01-01'],
      lastQuarter: ['2026-07-01', '2026-10-01'],
      nextQuarter: ['2027-01-01', '2027-04-01'],
      thisYear: ['2026-01-01', '2027-01-01'],
      lastYear: ['2025-01-01', '2026-01-01'],
      nextYear: ['2027-01-01', '2028-01-01'],
      firstHalfYear: ['2026-01-01', '2026-07-01'],
      secondHalfYear: ['2026-07-01', '2027-01-01'],
      past7Days: ['2026-11-17', '2026-11-24'],
      past30Days: ['2026-10-25', '2026-11-24'],
      next7Days: ['2026-11-23', '2026-11-30'],
      next30Days: ['2026-11-23', '2026-12-23'],
    })
    expect(periodBounds('today', { ...shanghai, timeZone: 'America/New_York' }, now).fromDay).toBe('2026-11-22')
    expect(periodBounds('thisWeek', { ...shanghai, weekStart: 7 }, now).fromDay).toBe('2026-11-22')
  })

  it('gives instants at midnight of the company, also where that midnight does not exist', () => {
    expect(periodBounds('today', shanghai, now).from).toBe('2026-11-22T16:00:00.000Z')
    const saoPaulo = { ...shanghai, timeZone: 'America/Sao_Paulo' }
    const skipped = periodBounds({ unit: 'day', of: '2018-11-04' }, saoPaulo, now)
    expect([skipped.from, skipped.until]).toEqual(['2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'])
  })

  it('takes days from and to as people mean them, both included, either open', () => {
    expect(periodBounds({ from: '2017-01-01', to: '2017-12-31' }, shanghai, now)).toMatchObject({
      fromDay: '2017-01-01',
      untilDay: '2018-01-01',
      until: '2017-12-31T16:00:00.000Z',
    })
    expect(periodBounds({ to: '2017-12-31' }, shanghai, now)).toMatchObject({
      fromDay: null,
      from: null,
      untilDay: '2018-01-01',
    })
    expect(periodBounds({}, shanghai, now)).toEqual({ fromDay: null, untilDay: null, from: null, until: null })
  })

  it('begins the fiscal year in the company’s month', () => {
    const april = { ...shanghai, fiscalYearStart: 4 }
    expect(periodBounds({ unit: 'fiscalYear', of: '2026-03-31' }, april, now)).toMatchObject({
      fromDay: '2025-04-01',
      untilDay: '2026-04-01',
    })
    expect(periodBounds({ unit: 'fiscalQuarter', of: '2026-01-01' }, april, now)).toMatchObject({
      fromDay: '2026-01-01',
      untilDay: '2026-04-01',
    })
    expect(periodCode('fiscalQuarter', '2026-01-01', april)).toBe('FY2025-Q4')
    expect(periodCode('quarter', '2017-01-01', april)).toBe('2017-Q1')
    expect(periodCode('week', '2018-12-31', april)).toBe('2019-W01')
  })
})

describe('comparison', () => {
  const now = new Date('2024-02-29T04:00:00Z')
  const spanOf = (bounds: PeriodBounds | null) => bounds && [bounds.fromDay, bounds.untilDay]

  it('with the period before', () => {
    expect(spanOf(previousPeriod('thisMonth', shanghai, now))).toEqual(['2024-01-01', '2024-02-01'])
    expect(spanOf(previousPeriod('secondHalfYear', shanghai, now))).toEqual(['2024-01-01', '2024-07-01'])
    expect(spanOf(previousPeriod('past7Days', shanghai, now))).toEqual(['2024-02-16', '2024-02-23'])
    expect(spanOf(previousPeriod({ from: '2024-01-01', to: '2024-01-10' }, shanghai, now))).toEqual([
      '2023-12-22',
      '2024-01-01',
    ])
    expect(previousPeriod({ from: '2024-01-01' }, shanghai, now)).toBeNull()
  })

  it('with the same period last year, across the leap day', () => {
    expect(spanOf(samePeriodLastYear('thisMonth', shanghai, now))).toEqual(['2023-02-01', '2023-03-01'])
    expect(spanOf(samePeriodLastYear('today', shanghai, now))).toEqual(['2023-02-28', '2023-03-01'])
    expect(spanOf(samePeriodLastYear('thisWeek', shanghai, now))).toEqual(['2023-02-27', '2023-03-06'])
    expect(spanOf(samePeriodLastYear({ from: '2024-01-01', to: '2024-12-31' }, shanghai, now))).toEqual([
      '2023-01-01',
      '2024-01-01',
    ])
    expect(samePeriodLastYear({}, shanghai, now)).toBeNull()
  })
})

describe('days', () => {
  it('go over month ends and far years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addDays('0001-01-01', -5)).toBe('0001-01-01')
    expect(addDays('0099-12-31', 1)).toBe('0100-01-01')
    expect(addDays('9999-12-31', 1)).toBe('10000-01-01')
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2024-03-31', -13)).toBe('2023-02-28')
  })
})
