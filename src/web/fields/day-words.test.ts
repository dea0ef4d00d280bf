import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addDays, dayWords, exactMoment, momentWords } from './day-words.ts'
import type { Wording } from './field-face.ts'

const wording: Wording = {
  // The words themselves are the shell's; here it is enough to see which one is chosen.
  t: ((key: string, values?: { count?: number }) => `${key}${values?.count ?? ''}`) as unknown as Wording['t'],
  locale: 'zh',
  timeZone: 'Asia/Shanghai',
  baseCurrency: 'CNY',
}

beforeEach(() => {
  // Still the 30th in London, already the 1st in Shanghai.
  vi.useFakeTimers({ now: new Date('2026-11-30T17:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

test('days near today are said as people say them, by the calendar of the company', () => {
  expect(dayWords('2026-12-01', wording)).toBe('when.today')
  expect(dayWords('2026-11-30', wording)).toBe('when.yesterday')
  expect(dayWords('2026-12-02', wording)).toBe('when.tomorrow')
  expect(dayWords('2026-12-08', wording)).toBe('when.in_days7')
  expect(dayWords('2026-12-09', wording)).toBe('12月9日')
  expect(dayWords('2025-12-09', wording)).toBe('2025年12月9日')
})

test('a moment is said in the time zone of the company, and copied exactly', () => {
  expect(momentWords('2026-11-30T16:05:00Z', wording)).toBe('when.today 00:05')
  expect(exactMoment('2026-11-30T16:05:00Z', 'Asia/Shanghai')).toBe('2026-12-01 00:05')
})

test('days are counted over the end of the month and of the year', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
})
