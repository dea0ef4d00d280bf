import { expect, test } from 'vitest'
import { changedDays, weeksOf } from './calendar-days.ts'

test('a month stands in whole weeks that begin where the company’s do', () => {
  const monday = weeksOf(2026, 2, 1)
  expect(monday[0]).toEqual([null, null, null, null, null, null, '2026-02-01'])
  expect(monday.at(-1)?.filter(Boolean)).toEqual([
    '2026-02-23',
    '2026-02-24',
    '2026-02-25',
    '2026-02-26',
    '2026-02-27',
    '2026-02-28',
  ])
  const sunday = weeksOf(2026, 2, 7)
  expect(sunday).toHaveLength(4)
  expect(sunday.flat()).not.toContain(null)
  for (let month = 1; month <= 12; month++)
    for (let weekStart = 1; weekStart <= 7; weekStart++) {
      const weeks = weeksOf(2028, month, weekStart)
      expect(weeks.every(week => week.length === 7)).toBe(true)
      expect(weeks.flat().filter(Boolean)).toHaveLength(new Date(Date.UTC(2028, month, 0)).getUTCDate())
    }
})

test('a change covers its days, replaces what was there, and never leaves the year', () => {
  const before = [
    { day: '2026-12-30', kind: 'work' as const, name: 'a' },
    { day: '2026-05-01', kind: 'rest' as const, name: 'b' },
  ]
  expect(changedDays(before, { day: '2026-12-30', count: 5, kind: 'rest', name: ' 年末 ' })).toEqual([
    { day: '2026-05-01', kind: 'rest', name: 'b' },
    { day: '2026-12-30', kind: 'rest', name: '年末' },
    { day: '2026-12-31', kind: 'rest', name: '年末' },
  ])
  expect(changedDays(before, { day: '2026-05-01', count: 1, kind: null, name: 'x' })).toEqual([before[0]])
})
