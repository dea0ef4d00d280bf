import { expect, test } from 'vitest'
import { overdueWords } from './overdue.ts'

const wording = {
  timeZone: 'Asia/Shanghai',
  t: ((key: string, { count }: { count?: number } = {}) => `${key} ${count ?? ''}`.trim()) as never,
}
const due = { due: { field: 'state', in: ['open'] } } as const
/** 10:00 in Shanghai. */
const now = new Date('2026-11-23T02:00:00Z')
const of = (value: string, state: string | undefined, field: object = due) =>
  overdueWords(value, { field, values: { state }, wording }, now)

test('what is past and still open is overdue by so many days; today, settled things and other dates are not', () => {
  expect(of('2026-11-20', 'open')).toBe('fieldsUi.overdue 3')
  expect(of('2026-11-22', 'open')).toBe('fieldsUi.overdue 1')
  expect(of('2026-11-23', 'open')).toBeNull()
  expect(of('2026-11-20', 'done')).toBeNull()
  expect(of('2026-11-20', undefined)).toBeNull()
  expect(of('2026-11-20', 'open', {})).toBeNull()
})

test('a moment is past at its minute, by the days of the company', () => {
  expect(of('2026-11-23T01:59:00Z', 'open')).toBe('fieldsUi.overdueToday')
  expect(of('2026-11-23T02:01:00Z', 'open')).toBeNull()
  // 00:30 on the 22nd in Shanghai.
  expect(of('2026-11-21T16:30:00Z', undefined, { due: true })).toBe('fieldsUi.overdue 1')
})
