import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DayKind } from './calendar-description.ts'
import { shippedDays, shippedYears } from './shipped-days.ts'
import { type WorkingCalendar, workingDays } from './working-days.ts'

const next = (day: string, by = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)

const isWorked = ({ restDays, special }: WorkingCalendar, day: string): boolean => {
  const kind = special.get(day)
  return kind ? kind === 'work' : !restDays.includes(new Date(`${day}T00:00:00Z`).getUTCDay() || 7)
}

/** What the quick way must agree with: one day after the other. */
function naiveAdd(calendar: WorkingCalendar, day: string, n: number): string {
  let at = day
  if (n === 0) while (!isWorked(calendar, at)) at = next(at)
  for (let left = Math.abs(n); left > 0; ) {
    at = next(at, Math.sign(n))
    if (isWorked(calendar, at)) left--
  }
  return at
}
function naiveBetween(calendar: WorkingCalendar, from: string, until: string): number {
  if (until < from) {
    let count = 0
    for (let at = until; at < from; at = next(at)) if (isWorked(calendar, at)) count--
    return count
  }
  let count = 0
  for (let at = next(from); at <= until; at = next(at)) if (isWorked(calendar, at)) count++
  return count
}

const days = fc.integer({ min: -400, max: 900 }).map(by => next('2026-01-01', by))
const calendars = fc
  .record({
    restDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
    special: fc.array(fc.tuple(days, fc.constantFrom<DayKind>('rest', 'work')), { maxLength: 80 }),
  })
  .map(({ restDays, special }): WorkingCalendar => ({ restDays, special: new Map(special) }))

test('whatever the calendar, counting agrees with walking day by day', () => {
  fc.assert(
    fc.property(calendars, days, days, fc.integer({ min: -120, max: 120 }), (calendar, day, other, n) => {
      const quick = workingDays(calendar)
      expect(quick.isWorking(day)).toBe(isWorked(calendar, day))
      expect(quick.add(day, n)).toBe(naiveAdd(calendar, day, n))
      expect(quick.between(day, other)).toBe(naiveBetween(calendar, day, other))
      if (n !== 0) expect(quick.between(day, quick.add(day, n))).toBe(n)
    }),
    { numRuns: 400 },
  )
})

test('the shipped days of 2026 make known terms right', () => {
  const special = new Map((shippedDays(2026, 'zh') ?? []).map(({ day, kind }) => [day, kind]))
  const calendar = workingDays({ restDays: [6, 7], special })
  // Spring Festival 15 to 23 February; Saturday 14 and Saturday 28 are worked.
  expect(calendar.isWorking('2026-02-14')).toBe(true)
  expect(calendar.add('2026-02-13', 1)).toBe('2026-02-14')
  expect(calendar.add('2026-02-13', 2)).toBe('2026-02-24')
  expect(calendar.add('2026-02-24', -2)).toBe('2026-02-13')
  expect(calendar.add('2026-10-01', 0)).toBe('2026-10-08')
  expect(calendar.between('2026-09-30', '2026-10-10')).toBe(3)
  expect(calendar.between('2025-12-31', '2026-12-31')).toBe(248)
})

test('each shipped year has its holidays in both languages, and nothing is told of a year that is not known', () => {
  const years = shippedYears()
  expect(years).toContain(2026)
  for (const year of years) {
    const [zh, en] = [shippedDays(year, 'zh') ?? [], shippedDays(year, 'en') ?? []]
    expect(zh.length).toBeGreaterThan(20)
    expect(zh.every(({ day, name }) => day.startsWith(`${year}-`) && name && /\p{Script=Han}/u.test(name))).toBe(true)
    expect(en.every(({ name }) => name && !/\p{Script=Han}/u.test(name))).toBe(true)
  }
  expect(shippedDays((years.at(-1) ?? 0) + 1, 'zh')).toBeNull()
})

test('a week without a working day and a day that is none are refused', () => {
  expect(() => workingDays({ restDays: [1, 2, 3, 4, 5, 6, 7], special: new Map() })).toThrow(RangeError)
  expect(() => workingDays({ restDays: [], special: new Map() }).isWorking('2026-13-01')).toThrow(RangeError)
})
