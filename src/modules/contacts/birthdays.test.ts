import { expect, test } from 'vitest'
import { birthdaysOn, birthdaysWithin, keptOn } from './birthdays.ts'

test('a day keeps its own birthdays and those of the moon', () => {
  expect(birthdaysOn('2026-11-23')).toEqual([
    { monthDay: '11-23', isLunar: false },
    { monthDay: '10-15', isLunar: true },
  ])
  // In a leap month nobody has his birthday a second time.
  expect(birthdaysOn('2025-07-26')).toEqual([{ monthDay: '07-26', isLunar: false }])
  expect(birthdaysOn('2027-02-28').map(key => key.monthDay)).toContain('02-29')
  expect(birthdaysOn('2028-02-28').map(key => key.monthDay)).not.toContain('02-29')
})

test('with or without a year, by either calendar, it is kept on one day', () => {
  const keys = birthdaysWithin('2026-11-20', 5)
  expect(keptOn('1988-11-23', keys)).toBe('2026-11-23')
  expect(keptOn('11-25', keys)).toBe('2026-11-25')
  expect(keptOn('L10-15', keys)).toBe('2026-11-23')
  expect(keptOn('10-15', keys)).toBeUndefined()
  expect(keptOn('L1990-12-01', keys)).toBeUndefined()
})
