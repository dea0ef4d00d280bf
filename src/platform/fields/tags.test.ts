import { expect, it } from 'vitest'
import { fieldType, tags } from './index.ts'

const type = fieldType('tags')
const one = '01a203c2-f0a2-7000-b978-29bed4ed43d2'
const two = '01a203c2-f0a2-7000-b978-29bed4ed43d3'

it('is a list of ids, each once, alone or as they were read', () => {
  expect(type.parse([one, { id: two, title: 'VIP' }, one.toUpperCase()], tags())).toEqual({
    ok: true,
    value: [
      { id: one, title: '' },
      { id: two, title: '' },
    ],
  })
  expect(type.parse(one, tags())).toEqual({ ok: true, value: [{ id: one, title: '' }] })
})

it('refuses what is no id, and too many', () => {
  for (const value of ['VIP', ['VIP'], [{}], [{ id: 1 }], [null], [`${one}' or 1=1`], 7])
    expect(type.parse(value, tags()), JSON.stringify(value)).toMatchObject({ code: 'field.not_reference' })
  const many = Array.from({ length: 51 }, (_, index) => one.slice(0, -2) + String(10 + index))
  expect(type.parse(many, tags())).toMatchObject({ code: 'field.too_many', params: { max: 50 } })
})

it('stands in a cell by its names', () => {
  expect(
    type.toCell(
      [
        { id: one, title: 'VIP' },
        { id: two, title: '老客户' },
      ],
      tags(),
    ),
  ).toBe('VIP;老客户')
})
