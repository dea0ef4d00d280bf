import fc from 'fast-check'
import { expect, it } from 'vitest'
import { date, fieldType } from './index.ts'

const cell = (text: string, dateOrder: 'ymd' | 'dmy' | 'mdy' = 'ymd') =>
  fieldType('date').fromCell?.(text, date(), { dateOrder, timeZone: 'UTC' })

it('takes only days that exist', () => {
  expect(fieldType('date').parse('2024-02-29', date())).toEqual({ ok: true, value: '2024-02-29' })
  for (const value of ['2023-02-29', '2024-13-01', '2024-00-10'])
    expect(fieldType('date').parse(value, date())).toMatchObject({ code: 'field.no_such_day' })
  for (const value of ['2024-2-9', '29.02.2024', 20240229, '2024-02-29T00:00:00Z'])
    expect(fieldType('date').parse(value, date())).toMatchObject({ code: 'field.not_date' })
})

it.each([
  '2017-03-01',
  '2017/3/1',
  '2017.3.1',
  '2017年3月1日',
  '20170301',
  '2017-03-01 00:00:00',
  '２０１７-０３-０１',
])('reads the cell %s', text => {
  expect(cell(text)).toEqual({ ok: true, value: '2017-03-01' })
})

it('does not guess the order of day and month', () => {
  expect(cell('3/4/2017')).toMatchObject({ code: 'field.ambiguous_date' })
  expect(cell('3/4/2017', 'dmy')).toEqual({ ok: true, value: '2017-04-03' })
  expect(cell('3/4/2017', 'mdy')).toEqual({ ok: true, value: '2017-03-04' })
})

it('reads back what it writes, for every day', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), at => {
      const day = at.toISOString().slice(0, 10)
      const read = cell(fieldType('date').toCell(day, date()))
      return read?.ok === true && read.value === day
    }),
  )
})
