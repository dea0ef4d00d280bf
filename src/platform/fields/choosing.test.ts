import { expect, it } from 'vitest'
import { choice, currency, fieldType, lines, reference, serial, status } from './index.ts'

it('a choice knows its options, whatever they are called', () => {
  const field = choice({ options: ['a', 'b'] })
  expect(fieldType('choice').parse('a', field)).toEqual({ ok: true, value: 'a' })
  for (const value of ['c', 1, '__proto__', ''])
    expect(fieldType('choice').parse(value, field)).toMatchObject({ code: 'field.unknown_option' })
})

it('a status is set by verbs alone and keeps its transitions', () => {
  expect(status({ options: ['open'] })).toMatchObject({ setBy: 'verb', tracked: true })
})

it('a currency is one of ISO 4217, in any case', () => {
  expect(fieldType('currency').parse('usd', currency())).toEqual({ ok: true, value: 'USD' })
  for (const value of ['XXX', 'constructor', '$', 5])
    expect(fieldType('currency').parse(value, currency())).toMatchObject({ code: 'field.unknown_currency' })
})

it('a reference is an id, alone or in what was read', () => {
  const id = '01A203C2-F0A2-7000-B978-29BED4ED43D2'
  for (const value of [id, { id, title: 'x' }])
    expect(fieldType('reference').parse(value, reference('book'))).toEqual({
      ok: true,
      value: { id: id.toLowerCase(), title: '' },
    })
  for (const value of ['x', {}, { id: 1 }, 7, `${id} or 1=1`])
    expect(fieldType('reference').parse(value, reference('book'))).toMatchObject({ code: 'field.not_reference' })
})

it('lines are a list of at most 500 objects', () => {
  expect(fieldType('lines').parse([{ a: 1 }], lines('chapter', { by: 'book' })).ok).toBe(true)
  for (const value of [{}, [1], [[]], [null], Array.from({ length: 501 }, () => ({}))])
    expect(fieldType('lines').parse(value, lines('chapter', { by: 'book' })).ok).toBe(false)
})

it('a number is drawn, not typed', () => {
  expect(serial({ prefix: 'B' })).toMatchObject({ setBy: 'verb', unique: true, width: 6 })
})
