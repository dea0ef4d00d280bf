import { expect, test } from 'vitest'
import type { Filter } from '#platform/objects/filter.ts'
import { allOf, filterOf, isComplete, simpleFilter } from './list-filter.ts'

const isA: Filter = { field: 'level', op: 'in', value: ['a'] }
const isMine: Filter = { field: 'owner', op: 'me' }

test('what the builder can show comes back as it was; a deeper tree is not taken apart', () => {
  for (const filter of [undefined, isA, { and: [isA, isMine] }, { or: [isA, isMine] }] satisfies (
    | Filter
    | undefined
  )[]) {
    const simple = simpleFilter(filter)
    expect(simple && filterOf(simple)).toEqual(filter)
  }
  expect(simpleFilter({ not: isA })).toBeNull()
  expect(simpleFilter({ and: [isA, { or: [isMine, isA] }] })).toBeNull()
})

test('a group of one is that one, a group of none asks nothing', () => {
  expect(filterOf({ match: 'any', conditions: [isA] })).toBe(isA)
  expect(filterOf({ match: 'all', conditions: [] })).toBeUndefined()
  expect(allOf(undefined, isA, undefined)).toBe(isA)
  expect(allOf(isA, isMine)).toEqual({ and: [isA, isMine] })
  expect(allOf(undefined)).toBeUndefined()
})

test('a condition without its value is not asked yet', () => {
  expect(isComplete({ field: 'level', op: 'in', value: [] })).toBe(false)
  expect(isComplete({ field: 'level', op: 'in', value: ['a'] })).toBe(true)
  expect(isComplete({ field: 'amount', op: 'between', value: ['1', null] })).toBe(false)
  expect(isComplete({ field: 'amount', op: 'between', value: ['1', '2'] })).toBe(true)
  expect(isComplete({ field: 'name', op: 'contains', value: '' })).toBe(false)
  expect(isComplete({ field: 'employees', op: 'is', value: 0 })).toBe(true)
  expect(isComplete({ field: 'owner', op: 'me' })).toBe(true)
})
