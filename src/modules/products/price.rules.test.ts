import { expect, test } from 'vitest'
import { type Offered, priceOf } from './price.rules.ts'

const offer = (id: string, more: Partial<Offered> = {}): Offered => ({
  id,
  list: 'A',
  currency: 'CNY',
  level: null,
  minQuantity: null,
  price: '10',
  from: null,
  until: null,
  ...more,
})
const asked = { level: 'a', quantity: '10', currency: 'CNY', on: '2026-05-01' }

test('the price that says most about what is asked holds, whatever the order', () => {
  const offers = [
    offer('all'),
    offer('many', { minQuantity: '10' }),
    offer('level', { level: 'a' }),
    offer('levelMany', { level: 'a', minQuantity: '10' }),
    offer('levelMore', { level: 'a', minQuantity: '10.1' }),
    offer('other', { level: 'b', minQuantity: '10' }),
    offer('dollars', { currency: 'USD', level: 'a', minQuantity: '10' }),
    offer('over', { level: 'a', minQuantity: '10', until: '2026-04-30' }),
  ]
  for (const order of [offers, [...offers].reverse()]) {
    expect(priceOf(order, asked)?.id).toBe('levelMany')
    expect(priceOf(order, { ...asked, quantity: '9.99' })?.id).toBe('level')
    expect(priceOf(order, { ...asked, level: null })?.id).toBe('many')
    expect(priceOf(order, { ...asked, on: '2026-04-30', quantity: '9' })?.id).toBe('level')
  }
  expect(priceOf(offers, { ...asked, currency: 'EUR' })).toBeNull()
})

test('of two that say as much the later beginning holds, then the lower price', () => {
  const early = offer('early', { from: '2026-01-01' })
  const late = offer('late', { from: '2026-05-01', price: '12' })
  expect(priceOf([early, late], asked)?.id).toBe('late')
  expect(priceOf([early, late], { ...asked, on: '2026-04-30' })?.id).toBe('early')
  expect(priceOf([offer('dear'), offer('cheap', { price: '9' })], asked)?.id).toBe('cheap')
})
