import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayAt, fieldType, instant, zonedToUtc } from './index.ts'

const cell = (text: string, timeZone: string) =>
  fieldType('instant').fromCell?.(text, instant(), { dateOrder: 'ymd', timeZone })

it('needs an instant to say its offset', () => {
  expect(fieldType('instant').parse('2024-01-01T08:00:00+08:00', instant())).toEqual({
    ok: true,
    value: '2024-01-01T00:00:00.000Z',
  })
  expect(fieldType('instant').parse('2024-01-01T08:00:00', instant())).toMatchObject({ code: 'field.not_instant' })
})

it('reads a cell by the clocks of the company', () => {
  expect(cell('2024-01-01 08:30', 'Asia/Shanghai')).toEqual({ ok: true, value: '2024-01-01T00:30:00.000Z' })
  expect(cell('2024/7/1 8:30:05', 'Europe/Berlin')).toEqual({ ok: true, value: '2024-07-01T06:30:05.000Z' })
  expect(cell('2024-01-01', 'Asia/Shanghai')).toEqual({ ok: true, value: '2023-12-31T16:00:00.000Z' })
  expect(cell('2024-01-01 25:00', 'UTC')).toMatchObject({ code: 'field.not_instant' })
})

it('knows the hours that summer time skips and doubles', () => {
  const at = (hour: number, day: string) =>
    zonedToUtc({ day, hour, minute: 30, second: 0 }, 'Europe/Berlin').toISOString()
  expect(at(2, '2024-03-31')).toBe('2024-03-31T01:30:00.000Z')
  expect(at(2, '2024-10-27')).toBe('2024-10-27T00:30:00.000Z')
})

it('an instant lies on the day on which its clock says so, in every zone', () => {
  const zones = [
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Kiritimati',
    'Asia/Kathmandu',
    'UTC',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
      fc.integer({ min: 4, max: 22 }),
      fc.integer({ min: 0, max: 59 }),
      (zone, on, hour, minute) => {
        const day = on.toISOString().slice(0, 10)
        return dayAt(zonedToUtc({ day, hour, minute, second: 0 }, zone), zone) === day
      },
    ),
  )
})
