import { expect, test } from 'vitest'
import { birthdayParts, birthdayType } from './birthday.ts'

const read = (written: string) => {
  const outcome = birthdayType.parse(written, { type: 'birthday' })
  return outcome.ok ? outcome.value : outcome.code
}

test.each([
  ['1988-03-15', '1988-03-15'],
  ['1988年3月5日', '1988-03-05'],
  ['19880315', '1988-03-15'],
  ['3月15日', '03-15'],
  ['3/15', '03-15'],
  ['2月29日', '02-29'],
  ['农历八月十五', 'L08-15'],
  ['农历正月初一', 'L01-01'],
  ['阴历腊月廿三', 'L12-23'],
  ['农历三月三十', 'L03-30'],
  ['农历1988-08-15', 'L1988-08-15'],
  ['L08-15', 'L08-15'],
])('%s is a birthday', (written, normal) => {
  expect(read(written)).toBe(normal)
  // What was read is read again as itself, in the API and out of a file.
  expect(read(normal)).toBe(normal)
  expect(read(birthdayType.toCell(normal, { type: 'birthday' }))).toBe(normal)
})

test.each(['2月30日', '1989-02-29', '13-01', '农历三月卅二', '0-1', '1850-01-01', '生日', '15', ''])(
  '%s is none',
  written => expect(read(written)).toBe('field.not_birthday'),
)

test('its parts say what is known', () => {
  expect(birthdayParts('L08-15')).toEqual({ isLunar: true, year: null, month: 8, day: 15 })
  expect(birthdayParts('1988-03-15')).toEqual({ isLunar: false, year: 1988, month: 3, day: 15 })
  expect(birthdayParts('3月')).toBeNull()
})
