import { expect, test } from 'vitest'
import { type ReportAddress, readAddress, writeAddress } from './report-address.ts'

test('what is chosen comes back from the address as it was', () => {
  const addresses: ReportAddress[] = [
    { choice: {}, measure: undefined, group: undefined, clicked: null },
    {
      choice: { period: 'thisYear', compare: 'lastYear', currency: 'USD' },
      measure: 'amount',
      group: '"id"',
      clicked: null,
    },
    { choice: { from: '2017-01-01', to: '2017-03-31' }, measure: undefined, group: undefined, clicked: null },
    {
      choice: { period: '2017-Q1' },
      measure: undefined,
      group: undefined,
      clicked: { key: ['2017-Q1', null], measure: 'amount', figure: { USD: '1134672.00' } },
    },
    { choice: {}, measure: undefined, group: undefined, clicked: { key: null, measure: 'share', figure: 0.63 } },
  ]
  for (const address of addresses) expect(readAddress(writeAddress(address))).toEqual(address)
})

test('what cannot be meant is left out, and the rest stays', () => {
  expect(readAddress({ period: 2017, compare: 'sideways', currency: 'dollars' }).choice).toEqual({ period: '2017' })
  expect(readAddress({ period: 'drop table', from: '2017-13', to: '2017-02-01' }).choice).toEqual({ to: '2017-02-01' })
  // Nothing to compare with, where no period is chosen.
  expect(readAddress({ compare: 'previous' }).choice).toEqual({})
  for (const rows of [
    'x',
    7,
    { key: 'x' },
    { key: [{}], measure: 'a', figure: 1 },
    { key: [], measure: 'a', figure: { CNY: 1 } },
  ])
    expect(readAddress({ rows }).clicked).toBeNull()
})
