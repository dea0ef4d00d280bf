import { expect, it } from 'vitest'
import type { FieldDefinition } from '../objects/field.ts'
import { fieldType, longText, text } from './index.ts'

const parse = (value: unknown, field: FieldDefinition = text({ max: 5 })) => fieldType(field.type).parse(value, field)

it('tidies one line: no spaces around, no breaks within', () => {
  expect(parse('  a\r\nb ')).toEqual({ ok: true, value: 'a b' })
})

it('counts characters, not bytes or halves of them', () => {
  expect(parse('华星科技𠮷')).toEqual({ ok: true, value: '华星科技𠮷' })
  expect(parse('华星科技公司')).toMatchObject({ ok: false, code: 'field.too_long', params: { max: 5 } })
})

it('refuses what is no text, and the character that PostgreSQL cannot hold', () => {
  for (const value of [1, true, {}, []]) expect(parse(value)).toMatchObject({ code: 'field.not_text' })
  expect(parse('a\u0000')).toMatchObject({ code: 'field.control_character' })
})

it('keeps the lines of a long text', () => {
  expect(parse('一\r\n二 \n', longText())).toEqual({ ok: true, value: '一\n二' })
})
