import { expect, it } from 'vitest'
import { fieldType, yesNo } from './index.ts'

const type = fieldType('yesNo')
const cell = (text: string) => type.fromCell?.(text, yesNo(), { dateOrder: 'ymd', timeZone: 'UTC' })

it('is true or false and nothing that looks like it', () => {
  expect(type.parse(true, yesNo())).toEqual({ ok: true, value: true })
  expect(type.parse(false, yesNo())).toEqual({ ok: true, value: false })
  for (const value of ['true', 1, 0, {}, []])
    expect(type.parse(value, yesNo())).toMatchObject({ code: 'field.not_yes_no' })
})

it.each(['是', 'Yes', 'Y', '√', '1', '１', 'TRUE', ' 有 '])('reads the cell %s as yes', text => {
  expect(cell(text)).toEqual({ ok: true, value: true })
})

it.each(['否', 'No', 'n', '×', '0', 'FALSE', '没有'])('reads the cell %s as no', text => {
  expect(cell(text)).toEqual({ ok: true, value: false })
})

it('does not guess what else may be meant', () => {
  for (const text of ['也许', '2', '-', 'constructor']) expect(cell(text)).toMatchObject({ code: 'field.not_yes_no' })
})

it.each(['zh', 'en'] as const)('reads back what it writes in %s', locale => {
  for (const value of [true, false]) expect(cell(type.toCell(value, yesNo(), locale))).toEqual({ ok: true, value })
})
