import { expect, test } from 'vitest'
import type { FieldDescription } from '#platform/objects/description.ts'
import { dayOf, daysShown, monthAfter, movedTo, within } from './month.ts'

const of = (type: 'date' | 'instant'): FieldDescription => ({
  name: 'at',
  type,
  label: 'at',
  operators: ['between'],
  isSortable: true,
  isEditable: true,
  isAskedWhenNew: true,
})

test('a month is shown in whole weeks from the company’s first day of the week', () => {
  const monday = daysShown('2026-11', 1)
  expect([monday[0], monday.at(-1), monday.length]).toEqual(['2026-10-26', '2026-12-06', 42])
  const sunday = daysShown('2026-11', 7)
  expect([sunday[0], sunday.at(-1), sunday.length]).toEqual(['2026-11-01', '2026-12-05', 35])
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
})

test('a moment lies on the company’s day and keeps its time when it is moved', () => {
  const late = '2026-11-10T16:30:00.000Z'
  expect(dayOf(of('instant'), late, 'Asia/Shanghai')).toBe('2026-11-11')
  expect(movedTo(of('instant'), late, '2026-11-20', 'Asia/Shanghai')).toBe('2026-11-19T16:30:00.000Z')
  expect(movedTo(of('date'), '2026-11-10', '2026-11-20', 'Asia/Shanghai')).toBe('2026-11-20')
  expect(within(of('instant'), ['2026-11-01', '2026-11-30'], 'Asia/Shanghai')).toEqual({
    and: [
      { field: 'at', op: 'gte', value: '2026-10-31T16:00:00.000Z' },
      { field: 'at', op: 'lt', value: '2026-11-30T16:00:00.000Z' },
    ],
  })
})
