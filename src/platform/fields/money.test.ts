import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decimal, fieldType, money } from './index.ts'

const field = money({ currency: 'base' })
const parse = (value: unknown) => fieldType('money').parse(value, field)
const settings = { dateOrder: 'ymd' as const, timeZone: 'UTC' }

it.each([
  ['12万', '120000'],
  ['1.5亿', '150000000'],
  ['¥1,234.50', '1234.5'],
  ['１２３', '123'],
  ['-3', '-3'],
  ['-0', '0'],
  ['.5', '0.5'],
  ['300元', '300'],
  ['USD 7', '7'],
  [1054, '1054'],
  ['0.30', '0.3'],
])('reads %s as %s', (written, value) => {
  expect(parse(written)).toEqual({ ok: true, value })
})

it.each([
  'abc',
  '1,23,4',
  '1.2.3',
  '12千',
  '',
  '--1',
  '1e3',
  '1.38E+10',
  'Infinity',
  '0x10',
  '1'.repeat(16),
  '1.00001',
])('refuses %s', written => {
  expect(parse(written).ok).toBe(false)
})

it('never loses or adds anything, in cells neither', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }),
      fc.integer({ min: 0, max: 9999 }),
      (whole, fraction) => {
        const written = `${whole}.${String(fraction).padStart(4, '0')}`
        const read = parse(written)
        if (!read.ok) return false
        const back = fieldType('money').fromCell?.(fieldType('money').toCell(read.value, field), field, settings)
        const canonical = written.replace(/\.?0+$/, '')
        const same = read.value === canonical || (whole === 0n && fraction === 0 && read.value === '0')
        return same && back?.ok === true && back.value === read.value
      },
    ),
  )
})

it('a quantity has eight decimals', () => {
  expect(fieldType('decimal').parse('0.00000001', decimal())).toEqual({ ok: true, value: '0.00000001' })
  expect(fieldType('decimal').parse('0.000000001', decimal())).toMatchObject({ code: 'field.too_many_decimals' })
})
