import fc from 'fast-check'
import { expect, it } from 'vitest'
import { marginsOf } from './margin.rules.ts'
import { effectiveDiscount } from './quote.rules.ts'

it('a line has a discount that is never negative and, at the company’s price, is what the line and the whole take off', () => {
  const cents = fc.integer({ min: 1, max: 10_000_000 }).map(value => (value / 100).toFixed(2))
  fc.assert(
    fc.property(
      cents,
      cents,
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 1, max: 999 }),
      (price, list, rate, quantity) => {
        const given = { quantity: String(quantity), discountRate: rate, gross: '100', amount: '100' }
        expect(effectiveDiscount({ ...given, unitPrice: price, listPrice: list })).toBeGreaterThanOrEqual(0)
        for (const listPrice of [price, null])
          expect(effectiveDiscount({ ...given, unitPrice: price, listPrice })).toBe(rate)
        expect(effectiveDiscount({ ...given, unitPrice: price, listPrice: price, amount: '0' })).toBe(100)
      },
    ),
    { numRuns: 200 },
  )
})

it('the golden case leaves 5,422.03 after its goods; a line of unknown cost is left out and said', () => {
  const golden = [
    { quantity: '3', revenue: '5251.67', unitCost: '1200' },
    { quantity: '7', revenue: '2068.68', unitCost: '150' },
    { quantity: '1', revenue: '8751.68', unitCost: '6000' },
  ]
  expect(marginsOf(golden)).toMatchObject({
    whole: { revenue: '16072.03', cost: '10650.00', margin: '5422.03', rate: 33.74 },
    isPartial: false,
  })
  const partly = marginsOf([...golden, { quantity: '1', revenue: '500', unitCost: null }])
  expect(partly).toMatchObject({ whole: { margin: '5422.03' }, isPartial: true })
  expect(marginsOf([{ quantity: '2', revenue: '0', unitCost: '5' }]).whole).toMatchObject({
    margin: '-10.00',
    rate: null,
  })
  expect(marginsOf([]).whole.margin).toBeNull()
})
