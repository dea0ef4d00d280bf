import { expect, it } from 'vitest'
import type { FieldDefinition } from '../objects/field.ts'
import { fieldType, number, percent } from './index.ts'

const parse = (value: unknown, field: FieldDefinition = number({ decimals: 1, min: -5 })) =>
  fieldType(field.type).parse(value, field)

it('reads numbers and what people write', () => {
  expect(parse(3.5)).toEqual({ ok: true, value: 3.5 })
  expect(parse('１，２００'.normalize('NFKC'))).toEqual({ ok: true, value: 1200 })
})

it('says what is wrong', () => {
  expect(parse('drei')).toMatchObject({ code: 'field.not_number' })
  expect(parse(Number.NaN)).toMatchObject({ code: 'field.not_number' })
  expect(parse(1.25)).toMatchObject({ code: 'field.too_many_decimals' })
  expect(parse(-6)).toMatchObject({ code: 'field.too_small' })
  expect(parse(101, percent())).toMatchObject({ code: 'field.too_large' })
})

it('takes the sign of a percentage off a cell', () => {
  const field = percent()
  expect(fieldType('percent').fromCell?.('60%', field, { dateOrder: 'ymd', timeZone: 'UTC' })).toEqual({
    ok: true,
    value: 60,
  })
})
