import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumMoney } from '#modules/documents/index.ts'
import { later, type PlanPattern, paidState, planFrom, planGap } from './collection-plan.rules.ts'
import { nextTerm } from './contract.copies.ts'

const runs = { numRuns: process.env.NIGHTLY ? 10_000 : 1_000 }

test('30/60/10 of the golden case', () => {
  const plan = planFrom(
    { kind: 'shares', shares: [{ percent: 30 }, { percent: 60, afterDays: 30 }, { percent: 10, on: '2027-01-15' }] },
    { amount: '18016.61', currency: 'CNY', from: '2026-01-15' },
  )
  expect(plan).toEqual([
    { instalmentNo: 1, kind: 'normal', dueOn: '2026-01-15', releaseOn: null, amount: '5404.98' },
    { instalmentNo: 2, kind: 'normal', dueOn: '2026-02-14', releaseOn: null, amount: '10809.97' },
    { instalmentNo: 3, kind: 'normal', dueOn: '2027-01-15', releaseOn: null, amount: '1801.66' },
  ])
})

test('every n months keeps the day of the first, or the last of a shorter month', () => {
  const pattern: PlanPattern = { kind: 'every', count: 4, every: 1, unit: 'month' }
  const plan = planFrom(pattern, { amount: '100.00', currency: 'CNY', from: '2026-01-31' })
  expect(plan.map(row => row.dueOn)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
  expect(
    planFrom({ ...pattern, every: 3 }, { amount: '9', currency: 'JPY', from: '2026-11-30' }).map(row => row.dueOn),
  ).toEqual(['2026-11-30', '2027-02-28', '2027-05-30', '2027-08-30'])
})

test('质保金 stands last, with the day on which it is released', () => {
  const plan = planFrom(
    { kind: 'days', days: ['2026-05-01', '2026-04-01'], retention: { percent: 5, releaseOn: '2027-05-01' } },
    { amount: '1000.01', currency: 'CNY', from: '2026-04-01' },
  )
  expect(plan.map(row => [row.kind, row.dueOn, row.releaseOn, row.amount])).toEqual(
    [
      ['normal', '2026-04-01', null, '475.00'],
      ['normal', '2026-05-01', null, '475.01'],
      ['retention', '2027-05-01', '2027-05-01', '50.00'],
    ].map(row => row),
  )
})

const currency = fc.constantFrom('CNY', 'JPY', 'USD')
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map(at => at.toISOString().slice(0, 10))
const retention = fc.option(fc.record({ percent: fc.integer({ min: 1, max: 30 }), releaseOn: day }))
const pattern: fc.Arbitrary<PlanPattern> = fc.oneof(
  fc.record({
    kind: fc.constant('shares' as const),
    shares: fc
      .array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 })
      .map(parts => parts.map(part => ({ percent: (part / parts.reduce((a, b) => a + b, 0)) * 100 }))),
    retention,
  }),
  fc.record({
    kind: fc.constant('every' as const),
    count: fc.integer({ min: 1, max: 36 }),
    every: fc.integer({ min: 1, max: 12 }),
    unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const),
    retention,
  }),
  fc.record({ kind: fc.constant('days' as const), days: fc.array(day, { minLength: 1, maxLength: 12 }), retention }),
)

test('any pattern comes to the contract to the last cent, in the order of its days, without an empty instalment', () => {
  fc.assert(
    fc.property(pattern, currency, day, fc.integer({ min: 1, max: 2_000_000_000 }), (wanted, money, from, units) => {
      const amount = money === 'JPY' ? String(units) : (units / 100).toFixed(2)
      const plan = planFrom(wanted, { amount, currency: money, from })
      expect(
        sumMoney(
          plan.map(row => row.amount),
          money,
        ),
      ).toBe(sumMoney([amount], money))
      expect(
        planGap(
          amount,
          plan.map(row => row.amount),
          money,
        ),
      ).toBe('0')
      expect(plan.map(row => row.instalmentNo)).toEqual(plan.map((_row, index) => index + 1))
      const days = plan.filter(row => row.kind === 'normal').map(row => row.dueOn)
      expect(days).toEqual([...days].sort())
      expect(plan.every(row => Number(row.amount) > 0)).toBe(true)
    }),
    runs,
  )
})

test('so many months later and back is never later than the day itself', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (from, months) => {
      expect(later(later(from, months, 'month'), -months, 'month') <= from).toBe(true)
    }),
    runs,
  )
})

test.each([
  ['100.00', '0', 'pending', '100'],
  ['100.00', '0.01', 'partial', '99.99'],
  ['100.00', '100', 'paid', '0'],
  ['100.00', '120', 'paid', '0'],
])('of %s with %s received: %s, rest %s', (amount, received, state, rest) => {
  expect(paidState(amount, received)).toEqual({ state, rest })
})

test('the next term is as long as the one before: in months where those are whole, else in days', () => {
  const none = { startOn: null, endOn: null }
  expect(nextTerm({ startOn: '2025-03-01', endOn: '2026-02-28' }, none)).toEqual({
    startOn: '2026-03-01',
    endOn: '2027-02-28',
  })
  expect(nextTerm({ startOn: '2026-01-10', endOn: '2026-01-19' }, none)).toEqual({
    startOn: '2026-01-20',
    endOn: '2026-01-29',
  })
  expect(nextTerm({ startOn: '2026-01-10', endOn: null }, none)).toEqual({ startOn: null, endOn: null })
})
