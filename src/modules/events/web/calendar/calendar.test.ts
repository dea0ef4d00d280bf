import { describe, expect, it } from 'vitest'
import { boundsOf, daysShown, daysTouched, turned, weekOf } from './calendar-days.ts'
import { inLanes } from './lanes.ts'

describe('the days of a calendar', () => {
  it('are whole weeks of the month, from the day on which weeks begin', () => {
    const november = daysShown('month', '2026-11-22', 1)
    expect([november[0], november.at(-1), november.length]).toEqual(['2026-10-26', '2026-12-06', 42])
    expect(daysShown('month', '2026-02-10', 7).length % 7).toBe(0)
    expect(daysShown('month', '2027-02-10', 1)).toHaveLength(28)
    expect(weekOf('2026-11-22', 1)).toBe('2026-11-16')
    expect(weekOf('2026-11-22', 7)).toBe('2026-11-22')
  })

  it('are turned by month, week and day', () => {
    expect(turned('month', '2026-01-31', 1)).toBe('2026-02-01')
    expect(turned('month', '2026-01-31', -1)).toBe('2025-12-01')
    expect(turned('week', '2026-01-01', -1)).toBe('2025-12-25')
  })

  it('lie between instants of the company’s clock, and an end at midnight touches no further day', () => {
    expect(boundsOf(['2026-11-22'], 'Asia/Shanghai')).toEqual({
      from: '2026-11-21T16:00:00.000Z',
      until: '2026-11-22T16:00:00.000Z',
    })
    const whole = { startsAt: '2026-11-21T16:00:00Z', endsAt: '2026-11-22T16:00:00Z' }
    expect(daysTouched(whole, 'Asia/Shanghai')).toEqual(['2026-11-22'])
    expect(daysTouched({ ...whole, endsAt: '2026-11-22T17:00:00Z' }, 'Asia/Shanghai')).toEqual([
      '2026-11-22',
      '2026-11-23',
    ])
  })
})

it('what overlaps stands beside each other, what follows takes the whole width again', () => {
  const placed = inLanes([
    { from: 540, until: 600, name: 'a' },
    { from: 570, until: 660, name: 'b' },
    { from: 600, until: 630, name: 'c' },
    { from: 720, until: 780, name: 'd' },
  ])
  expect(placed.map(({ item, lane, lanes }) => [item.name, lane, lanes])).toEqual([
    ['a', 0, 2],
    ['b', 1, 2],
    ['c', 0, 2],
    ['d', 0, 1],
  ])
})
