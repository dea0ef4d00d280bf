import { expect, it } from 'vitest'
import { fieldType, normaliseEmail, normalisePhone, phones } from './index.ts'

it.each([
  ['138 0013 8000', '+8613800138000', null],
  ['+86 138-0013-8000', '+8613800138000', null],
  ['0086 13800138000', '+8613800138000', null],
  ['010-88886666', '+861088886666', null],
  ['010-88886666-8012', '+861088886666', '8012'],
  ['(0755)26012345 转 12', '+8675526012345', '12'],
  ['400-800-1234', '+864008001234', null],
  ['+852 2123 4567', '+85221234567', null],
  ['+1 415 555 2671', '+14155552671', null],
  ['１３８００１３８０００', '+8613800138000', null],
])('reads %s as %s', (raw, normalised, extension) => {
  expect(normalisePhone(raw)).toEqual({ ok: true, value: { normalised, extension } })
})

it('refuses what Excel made of a number, with its reason', () => {
  expect(normalisePhone('1.38E+10')).toMatchObject({ ok: false, code: 'field.phone_scientific' })
  for (const raw of ['123', 'abc', '138001380001234567', ''])
    expect(normalisePhone(raw)).toMatchObject({ ok: false, code: 'field.not_phone' })
})

it('gives one primary number and leaves doubles out', () => {
  const read = fieldType('phones').parse(
    ['13800138000', { raw: '138-0013-8000' }, { raw: '13900139000', primary: true, label: '办公' }],
    phones(),
  )
  expect(read).toMatchObject({
    ok: true,
    value: [
      { normalised: '+8613800138000', primary: false },
      { normalised: '+8613900139000', primary: true, label: '办公' },
    ],
  })
})

it('reads addresses without regard to case, and refuses what is none', () => {
  expect(normaliseEmail(' Li@Example.COM ')).toEqual({
    ok: true,
    value: { normalised: 'li@example.com', extension: null },
  })
  for (const raw of ['li', 'li@', '@x.cn', 'a b@x.cn', 'a@x', 'a@x.cn\nbcc: y@z.cn', '<a@x.cn>'])
    expect(normaliseEmail(raw).ok, raw).toBe(false)
})
