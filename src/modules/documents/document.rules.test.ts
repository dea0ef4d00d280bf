import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Exact } from '#platform/objects/index.ts'
import { inCapitals } from './capitals.rules.ts'
import { type LineGiven, reckonDocument } from './document.rules.ts'
import { splitByPercent, splitEvenly, spreadMoney, sumMoney } from './money.rules.ts'

const runs = { numRuns: process.env.NIGHTLY ? 10_000 : 1_000 }

test('the golden case holds to the cent', () => {
  const rate = (percent: number) => ({ kind: 'rate' as const, percent })
  const document = reckonDocument({
    currency: 'CNY',
    priceIncludesTax: true,
    discountAmount: '200.00',
    lines: [
      { quantity: '3', unitPrice: '1999.99', discountRate: null, tax: rate(13) },
      { quantity: '7', unitPrice: '333.33', discountRate: 5, tax: rate(6) },
      { quantity: '1', unitPrice: '10000', discountRate: null, tax: rate(13) },
    ],
  })
  expect(document).toMatchObject({
    linesAmount: '18216.61',
    amount: '18016.61',
    amountExcludingTax: '16072.03',
    tax: '1944.58',
  })
  expect(splitByPercent('18016.61', [30, 60, 10], 'CNY')).toEqual(['5404.98', '10809.97', '1801.66'])
  expect(inCapitals('18016.61')).toBe('人民币壹万捌仟零壹拾陆元陆角壹分')
})

const currency = fc.constantFrom('CNY', 'USD', 'JPY')
const line: fc.Arbitrary<LineGiven> = fc.record({
  quantity: fc.integer({ min: 0, max: 1_000_000 }).map(n => new Exact(n).div(1000).toFixed()),
  unitPrice: fc.integer({ min: 0, max: 2_000_000_000 }).map(n => new Exact(n).div(10_000).toFixed()),
  discountRate: fc.option(fc.integer({ min: 0, max: 10_000 }).map(n => n / 100)),
  tax: fc.option(
    fc.record({
      kind: fc.constantFrom('rate', 'levy', 'exempt', 'nonTaxable'),
      percent: fc.constantFrom(0, 1, 3, 5, 6, 9, 13),
    }),
  ),
})
const document = fc
  .record({
    currency,
    priceIncludesTax: fc.boolean(),
    lines: fc.array(line, { maxLength: 12 }),
    part: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ part, ...rest }) => {
    const whole = reckonDocument({ ...rest, discountAmount: null }).linesAmount
    const discountAmount = sumMoney([new Exact(whole).times(part).div(100).toFixed()], rest.currency)
    return { ...rest, discountAmount }
  })

test('of any document the lines come to the whole, and excluding plus tax is including', () => {
  fc.assert(
    fc.property(document, given => {
      const { lines, ...whole } = reckonDocument(given)
      const sum = (of: (line: (typeof lines)[number]) => string) => sumMoney(lines.map(of), given.currency)
      expect(sum(one => one.amount)).toBe(whole.amount)
      expect(sum(one => one.gross)).toBe(whole.linesAmount)
      expect(new Exact(whole.linesAmount).minus(given.discountAmount).equals(whole.amount)).toBe(true)
      expect(new Exact(whole.amountExcludingTax).plus(whole.tax).equals(whole.amount)).toBe(true)
      for (const one of lines) {
        expect(new Exact(one.amountExcludingTax).plus(one.tax).equals(one.amount)).toBe(true)
        expect(new Exact(one.gross).minus(one.discountShare).equals(one.amount)).toBe(true)
        expect(new Exact(one.amount).isNegative() && !new Exact(one.amount).isZero()).toBe(false)
      }
    }),
    runs,
  )
})

test('of a discount every line bears at most a unit more or less than its due', () => {
  fc.assert(
    fc.property(document, given => {
      const { lines, linesAmount } = reckonDocument(given)
      const unit = given.currency === 'JPY' ? 1 : 0.01
      for (const one of lines) {
        const due = new Exact(linesAmount).isZero()
          ? new Exact(0)
          : new Exact(given.discountAmount).times(one.gross).div(linesAmount)
        expect(due.minus(one.discountShare).abs().lessThan(unit)).toBe(true)
      }
    }),
    runs,
  )
})

test('instalments come to the amount to the last unit', () => {
  const amount = fc.integer({ min: 0, max: 2_000_000_000 })
  const percents = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(amount, currency, fc.integer({ min: 1, max: 60 }), percents, (units, money, count, shares) => {
      const whole = sumMoney([money === 'JPY' ? String(units) : new Exact(units).div(100).toFixed()], money)
      expect(sumMoney(splitEvenly(whole, count, money), money)).toBe(whole)
      expect(sumMoney(splitByPercent(whole, shares, money), money)).toBe(whole)
    }),
    runs,
  )
})

test('a refund is spread as its payment was: negative amounts, too', () => {
  expect(spreadMoney('-100.00', ['1', '1', '1'], 'CNY')).toEqual(['-33.34', '-33.33', '-33.33'])
})

test.each([
  ['0', '人民币零元整'],
  ['1000.00', '人民币壹仟元整'],
  ['1409.50', '人民币壹仟肆佰零玖元伍角'],
  ['6007.14', '人民币陆仟零柒元壹角肆分'],
  ['16409.02', '人民币壹万陆仟肆佰零玖元零贰分'],
  ['325.04', '人民币叁佰贰拾伍元零肆分'],
  ['0.05', '人民币伍分'],
  ['100000000', '人民币壹亿元整'],
  ['100010000.00', '人民币壹亿零壹万元整'],
  ['-12.30', '人民币负壹拾贰元叁角'],
])('%s is written %s', (amount, written) => {
  expect(inCapitals(amount)).toBe(written)
})
