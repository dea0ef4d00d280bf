import { expect, it } from 'vitest'
import { choices, fieldType, joinWords, splitWords } from './index.ts'

const type = fieldType('choices')
const field = choices({ options: ['a', 'b', 'c'] })

it('holds several options once each, in their own order', () => {
  expect(type.parse(['c', 'a', 'c'], field)).toEqual({ ok: true, value: ['a', 'c'] })
  expect(type.parse('b', field)).toEqual({ ok: true, value: ['b'] })
  expect(type.parse([], field)).toEqual({ ok: true, value: [] })
})

it('refuses what is no option, whatever it is called', () => {
  for (const value of [['a', 'd'], ['__proto__'], [1], [null], {}, [['a']]])
    expect(type.parse(value, field), JSON.stringify(value)).toMatchObject({ code: 'field.unknown_option' })
})

it('reads back the cell that it writes', () => {
  const read = type.fromCell?.(type.toCell(['a', 'c'], field), field, { dateOrder: 'ymd', timeZone: 'UTC' })
  expect(read).toEqual({ ok: true, value: ['a', 'c'] })
})

it.each([
  ['A;B；C', ['A', 'B', 'C']],
  ['A、B', ['A', 'B']],
  ['a, b', ['a', 'b']],
  ['Smith, Inc;B', ['Smith, Inc', 'B']],
  [' A \n A \n', ['A']],
])('parts %j into words', (cell, words) => {
  expect(splitWords(cell)).toEqual(words)
  expect(splitWords(joinWords(words))).toEqual(words)
})
