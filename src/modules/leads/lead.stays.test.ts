import { expect, it } from 'vitest'
import { departmentOn, placed } from './departments-then.ts'
import { staysOf, type WayChange } from './lead.stays.ts'

const isMarketing = (user: string): boolean => user === 'sun'
const on = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T01:00:00.000Z`
const change = (field: WayChange['field'], to: string | null, day: number | null): WayChange => ({
  field,
  to,
  at: day === null ? null : on(day),
})
const shown = (changes: WayChange[]) =>
  staysOf(changes, isMarketing).map(({ user, phase, from, until }) => [
    user,
    phase,
    from.slice(8, 10),
    until?.slice(8, 10) ?? null,
  ])

it('time is marketing’s until the hand-over, sales’ afterwards, and marketing’s again when it was returned', () => {
  const way = [
    change('owner', 'sun', 1),
    change('state', 'new', 1),
    change('state', 'qualified', 3),
    change('owner', 'li', 5),
    change('state', 'handedOver', 5),
    change('state', 'following', 6),
    change('owner', 'sun', 10),
    change('state', 'returned', 10),
    change('owner', 'zhao', 12),
    change('state', 'handedOver', 12),
    change('state', 'converted', 15),
  ]
  expect(shown(way)).toEqual([
    ['sun', 'marketing', '01', '05'],
    ['li', 'sales', '05', '10'],
    ['sun', 'marketing', '10', '12'],
    ['zhao', 'sales', '12', '15'],
  ])
})

it('what a salesperson came by himself is sales’ from the start; invalid ends the clock and reopening starts it again', () => {
  const way = [
    change('owner', 'li', 1),
    change('state', 'new', 1),
    change('state', 'invalid', 4),
    change('state', 'new', 8),
  ]
  expect(shown(way)).toEqual([
    ['li', 'sales', '01', '04'],
    ['li', 'sales', '08', null],
  ])
})

it('time whose beginning nobody knows is left out, and never invented', () => {
  expect(shown([change('owner', 'li', null), change('state', 'following', null)])).toEqual([])
  const way = [change('owner', 'li', null), change('state', 'new', 2), change('state', 'converted', 9)]
  expect(shown(way)).toEqual([['li', 'sales', '02', '09']])
})

it('is divided where its holder went to another department, by days of the company; days between two belong to none', () => {
  const memberships = new Map([
    [
      'li',
      [
        { department: 'east', from: null, until: '2026-03-04' },
        { department: 'south', from: '2026-03-05', until: '2026-03-07' },
        { department: 'west', from: '2026-03-10', until: null },
      ],
    ],
  ])
  const stay = { user: 'li', phase: 'sales', from: on(3), until: on(12) } as const
  expect(
    placed([stay, { ...stay, user: null }], memberships, 'Asia/Shanghai').map(({ department, from, until }) => [
      department,
      from,
      until,
    ]),
  ).toEqual([
    ['east', on(3), '2026-03-04T16:00:00.000Z'],
    ['south', '2026-03-04T16:00:00.000Z', '2026-03-07T16:00:00.000Z'],
    [null, '2026-03-07T16:00:00.000Z', '2026-03-09T16:00:00.000Z'],
    ['west', '2026-03-09T16:00:00.000Z', on(12)],
    [null, on(3), on(12)],
  ])
  expect(departmentOn(memberships.get('li') ?? [], '2026-03-08')).toBe(null)
})
