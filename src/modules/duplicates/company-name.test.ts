import fc from 'fast-check'
import { expect, it } from 'vitest'
import pairs from '#test/data/company-names.json' with { type: 'json' }
import { nameKey, nearKeys, takeApart } from './company-name.ts'

const isSame = (one: string, other: string): boolean => nameKey(one) === nameKey(other)
const areNear = (one: string, other: string): boolean => {
  const keys = new Set(nearKeys(one))
  return nearKeys(other).some(key => keys.has(key))
}

it('finds at least 98 of 100 pairs of the same company, and at most 5 of 100 that it finds are not', () => {
  const told = pairs as [string, string, string, string][]
  expect(new Set(told.flatMap(([one, other]) => [one, other])).size).toBeGreaterThan(500)
  const wrong = told.filter(([one, other, label]) => isSame(one, other) !== (label === 'same'))
  const same = told.filter(([, , label]) => label === 'same').length
  const missed = wrong.filter(([, , label]) => label === 'same')
  const invented = wrong.filter(([, , label]) => label !== 'same')
  const found = same - missed.length
  expect(found / same, JSON.stringify(missed)).toBeGreaterThanOrEqual(0.98)
  expect(found / (found + invented.length), JSON.stringify(invented)).toBeGreaterThanOrEqual(0.95)
})

it('knows names as people write them: figures, two languages, notes, moved places, sole traders, 集团 and 股份', () => {
  const told = (pairs as [string, string, string, string][]).slice(-120)
  const kinds = new Set(told.map(([, , , kind]) => kind))
  expect([...kinds]).toEqual(
    expect.arrayContaining([
      'figures',
      'two languages',
      'note in brackets',
      'place moved',
      'sole trader',
      '集团 and 股份',
    ]),
  )
  expect(told.filter(([one, other, label]) => isSame(one, other) !== (label === 'same'))).toEqual([])
  // What is mistyped, or left out, is not forbidden, but shown.
  const shown = told.filter(([, , , kind]) => kind === 'typo' || kind === 'trade left out')
  const missed = shown.filter(([one, other]) => !areNear(one, other))
  expect(missed.length, JSON.stringify(missed)).toBeLessThanOrEqual(1)
})

it('takes 北京华星科技 and 上海华星科技, 华星科技 and its branch for different ones, though similar', () => {
  const names = ['北京华星科技', '上海华星科技', '华星科技', '华星科技北京分公司']
  for (const one of names)
    for (const other of names) {
      expect(isSame(one, other), `${one} ${other}`).toBe(one === other)
      expect(areNear(one, other), `${one} ${other}`).toBe(true)
    }
  expect(takeApart('华星科技有限公司北京市第二分公司')).toEqual({
    core: '华星科技',
    regions: [],
    branch: '110000第二分公司',
  })
})

it('calls a name with one wrong character similar, and another company not', () => {
  expect(areNear('北京华星科技有限公司', '北京华兴科技有限公司')).toBe(true)
  expect(areNear('北京华星科技有限公司', '北京华星星科技有限公司')).toBe(true)
  expect(areNear('北京华星科技有限公司', '北京远大贸易有限公司')).toBe(false)
})

it('gives one key to all writings, whatever they are, and never an empty one', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), name => {
      const key = nameKey(name)
      expect(nameKey(` ${name}\t`)).toBe(key)
      expect(nameKey(name.toUpperCase().normalize('NFKC'))).toBe(nameKey(name.toUpperCase()))
      if (/[\p{L}\p{N}]/u.test(name)) expect(takeApart(name).core).not.toBe('')
    }),
  )
})
