import { expect, test } from 'vitest'
import type { Filter } from '#platform/objects/filter.ts'
import { allOf, draftOf, filterOf, isComplete, withOperator } from './list-filter.ts'

const isA: Filter = { field: 'level', op: 'in', value: ['a'] }
const isMine: Filter = { field: 'owner', op: 'me' }

test('what the builder can show comes back as it was, one group deep; a deeper tree is not taken apart', () => {
  for (const filter of [
    undefined,
    isA,
    { and: [isA, isMine] },
    { or: [isA, isMine] },
    { and: [isA, { or: [isMine, isA] }] },
    { or: [{ and: [isA, isMine] }, isA, { and: [isMine, isA] }] },
  ] satisfies (Filter | undefined)[]) {
    const draft = draftOf(filter)
    expect(draft && filterOf(draft)).toEqual(filter)
  }
  expect(draftOf({ not: isA })).toBeNull()
  expect(draftOf({ and: [isA, { not: isMine }] })).toBeNull()
  expect(draftOf({ and: [isA, { or: [isMine, { and: [isA, isMine] }] }] })).toBeNull()
})

test('a group of one is that one, a group of none asks nothing, what is not whole is left out', () => {
  expect(filterOf({ match: 'any', parts: [isA] })).toBe(isA)
  expect(filterOf({ match: 'all', parts: [] })).toBeUndefined()
  expect(filterOf({ match: 'all', parts: [isA, { match: 'any', conditions: [] }] })).toBe(isA)
  expect(
    filterOf({ match: 'all', parts: [{ match: 'any', conditions: [isMine, { field: 'name', op: 'contains' }] }] }),
  ).toBe(isMine)
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
  expect(isComplete({ field: 'createdAt', op: 'lastDays' })).toBe(false)
  expect(isComplete({ field: 'createdAt', op: 'lastDays', value: 7 })).toBe(true)
})

test('another operator keeps the value where it takes the same kind', () => {
  expect(withOperator({ field: 'level', op: 'in', value: ['a'] }, 'notIn')).toEqual({
    field: 'level',
    op: 'notIn',
    value: ['a'],
  })
  expect(withOperator({ field: 'level', op: 'in', value: ['a'] }, 'empty')).toEqual({ field: 'level', op: 'empty' })
  expect(withOperator({ field: 'createdAt', op: 'preset', value: 'today' }, 'lastDays')).toEqual({
    field: 'createdAt',
    op: 'lastDays',
    value: 30,
  })
})
