import { expect, test } from 'vitest'
import { linkPath, placesFor, within } from './map-layout.ts'
import type { Person } from './map-types.ts'

const person = (id: string, role: string | null): Person => ({
  id,
  name: id,
  jobTitle: null,
  role,
  influence: null,
  attitude: null,
  isInvolved: true,
  mayChange: true,
})

test('who decides stands above, who uses below; who was put somewhere stays there', () => {
  const people = [person('boss', 'decisionMaker'), person('user', 'user'), person('other', 'user'), person('put', null)]
  const places = placesFor(people, new Map([['put', { x: 10, y: 20 }]]))
  expect(places.get('boss')?.y).toBeLessThan(places.get('user')?.y ?? 0)
  expect(places.get('user')).not.toEqual(places.get('other'))
  expect(places.get('put')).toEqual({ x: 10, y: 20 })
})

test('nobody is drawn over the edge, and a line ends at the edge of a node', () => {
  expect(within({ x: -50, y: 2000 })).toEqual({ x: 50, y: 950 })
  const ends = { from: { x: 100, y: 100 }, to: { x: 500, y: 100 }, fromRadius: 30, toRadius: 40 }
  expect(linkPath({ from: 'a', to: 'b', kind: 'reportsTo' }, ends)).toBe('M 130 100 Q 290.5 100 451 100')
})
