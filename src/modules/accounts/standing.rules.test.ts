import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  allocationProblems,
  lineFigures,
  openOf,
  type Row,
  receiptFigures,
  shareOut,
  takeBack,
} from '#modules/receipts/index.ts'
import { Exact } from '#platform/objects/index.ts'
import { agingStep, differences, type Entry, standingOn } from './standing.rules.ts'

const runs = { numRuns: process.env.NIGHTLY ? 10_000 : 1_000 }
const total = (amounts: readonly string[]): string =>
  amounts.reduce((sum, amount) => sum.plus(amount), new Exact(0)).toFixed()
const cents = fc.integer({ min: 1, max: 5_000_000 }).map(amount => new Exact(amount).div(100).toFixed())
const day = fc
  .integer({ min: 0, max: 400 })
  .map(days => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))
const lines = fc
  .array(fc.record({ amount: cents, dueOn: day }), { minLength: 1, maxLength: 6 })
  .map(some => some.map((line, index) => ({ id: `p${index}`, ...line })))

/** A customer's year: lines, money on some of them, some of it reversed or refunded, discounts; with the entries that it leaves. */
const year = fc
  .record({
    lines,
    effectiveOn: day,
    deeds: fc.array(
      fc.record({
        kind: fc.constantFrom('receipt', 'discount', 'refund', 'reverse'),
        amount: cents,
        on: day,
        pick: fc.nat(),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ lines: due, effectiveOn, deeds }) => {
    const entries: Entry[] = due.map(({ id, amount, dueOn }) => ({ on: effectiveOn, bucket: id, dueOn, amount }))
    const rows = new Map<string, Row[]>(due.map(({ id }) => [id, []]))
    const receipts: { credit: string; rows: (Row & { line: string })[]; refunds: string[] }[] = []
    const put = (line: string, row: Row): void => {
      rows.get(line)?.push(row)
      entries.push({
        on: row.on ?? '',
        bucket: line,
        dueOn: null,
        amount: new Exact(row.amount).negated().toFixed(),
      })
      if (row.kind === 'receipt' || row.kind === 'refund')
        entries.push({ on: row.on ?? '', bucket: null, dueOn: null, amount: row.amount })
    }
    for (const { kind, amount, on, pick } of deeds) {
      const open = due.map(({ id, dueOn, amount: whole }) => ({ id, dueOn, rest: openOf(whole, rows.get(id) ?? []) }))
      const receipt = receipts[pick % Math.max(receipts.length, 1)]
      if (kind === 'receipt') {
        const made = { credit: amount, rows: [] as (Row & { line: string })[], refunds: [] as string[] }
        receipts.push(made)
        entries.push({ on, bucket: null, dueOn: null, amount: new Exact(amount).negated().toFixed() })
        for (const share of shareOut(amount, open).shares) {
          const row: Row = { kind: 'receipt', state: 'posted', amount: share.amount, on }
          made.rows.push({ ...row, line: share.id })
          put(share.id, row)
        }
      } else if (kind === 'discount') {
        const line = open[pick % open.length]
        if (line && new Exact(line.rest).greaterThanOrEqualTo(amount))
          put(line.id, { kind: 'discount', state: 'posted', amount, on })
      } else if (kind === 'refund' && receipt) {
        const { restAmount } = receiptFigures({ amount: receipt.credit, fee: null, ...receipt })
        const has = new Exact(restAmount).plus(total(receipt.rows.map(row => row.amount)))
        if (has.lessThan(amount)) continue
        const fromLines = Exact.max(0, new Exact(amount).minus(restAmount)).toFixed()
        receipt.refunds.push(amount)
        entries.push({ on, bucket: null, dueOn: null, amount })
        const parts = receipt.rows.map(row => ({ id: row.line, amount: row.amount }))
        for (const share of takeBack(fromLines, parts).shares) {
          const row: Row = { kind: 'refund', state: 'posted', amount: new Exact(share.amount).negated().toFixed(), on }
          receipt.rows.push({ ...row, line: share.id })
          put(share.id, row)
        }
      } else if (kind === 'reverse' && receipt && receipt.refunds.length === 0) {
        for (const row of receipt.rows.slice()) {
          const back: Row = { ...row, amount: new Exact(row.amount).negated().toFixed(), on }
          receipt.rows.push({ ...back, line: row.line })
          put(row.line, back)
        }
      }
    }
    return { due, rows, receipts, entries }
  })

test('what is put on lines never exceeds what was received, nor what a line has open', () => {
  fc.assert(
    fc.property(cents, lines, (amount, due) => {
      const open = due.map(({ id, dueOn, amount: rest }) => ({ id, dueOn, rest }))
      const { shares, left } = shareOut(amount, open)
      expect(total([...shares.map(share => share.amount), left])).toBe(new Exact(amount).toFixed())
      const known = new Map(open.map(({ id, rest }) => [id, rest]))
      expect(allocationProblems(shares, known, amount, 'CNY')).toEqual([])
      const more = shares.map(share => ({
        ...share,
        amount: new Exact(share.amount).plus(open.length * 1e6).toFixed(),
      }))
      if (more.length > 0) expect(allocationProblems(more, known, amount, 'CNY')).not.toEqual([])
    }),
    runs,
  )
})

test('allocated never exceeds the receipt, received is the sum of its rows, and arrears are what is due less what is settled', () => {
  fc.assert(
    fc.property(year, day, ({ due, rows, receipts, entries }, today) => {
      for (const receipt of receipts)
        expect(
          new Exact(receiptFigures({ amount: receipt.credit, fee: null, ...receipt }).restAmount).isNegative(),
        ).toBe(false)
      const last = '9999-12-31'
      const settled = due.map(({ id, amount, dueOn }) => {
        const figures = lineFigures(amount, rows.get(id) ?? [])
        const own = rows.get(id) ?? []
        expect(figures.receivedAmount).toBe(total(own.filter(row => row.kind !== 'discount').map(row => row.amount)))
        expect(figures.restAmount).toBe(new Exact(amount).minus(total(own.map(row => row.amount))).toFixed())
        return { dueOn, rest: figures.restAmount }
      })
      expect(standingOn(entries, last).receivable).toBe(total(settled.map(({ rest }) => rest)))
      expect(standingOn(entries, last).arrears).toBe(total(settled.map(({ rest }) => rest)))
      const then = standingOn(entries, today)
      expect(total(Object.values(then.aging))).toBe(then.arrears)
      expect(then.balance).toBe(new Exact(then.receivable).minus(then.prepayment).toFixed())
    }),
    runs,
  )
})

test('opening + debits − credits = closing, over any period', () => {
  fc.assert(
    fc.property(year, day, day, ({ entries }, a, b) => {
      const [from, to] = [a, b].toSorted() as [string, string]
      const before = standingOn(entries, from).balance
      const moved = total(entries.filter(({ on }) => on > from && on <= to).map(({ amount }) => amount))
      expect(standingOn(entries, to).balance).toBe(total([before, moved]))
    }),
    runs,
  )
})

test('what is entered later does not move a day that is past', () => {
  fc.assert(
    fc.property(year, fc.array(fc.record({ amount: cents, on: day }), { maxLength: 5 }), day, (one, later, closed) => {
      const before = standingOn(one.entries, closed)
      const more = later
        .filter(({ on }) => on > closed)
        .map(({ on, amount }) => ({ on, bucket: 'p0', dueOn: null, amount: `-${amount}` }))
      expect(standingOn([...one.entries, ...more], closed)).toEqual(before)
    }),
    runs,
  )
})

test('a reversal restores all of it', () => {
  fc.assert(
    fc.property(year, cents, ({ due, rows, entries }, amount) => {
      const open = due.map(({ id, dueOn, amount: whole }) => ({ id, dueOn, rest: openOf(whole, rows.get(id) ?? []) }))
      const { shares } = shareOut(amount, open)
      const there = shares.flatMap(share => [
        { on: '2027-12-01', bucket: share.id, dueOn: null, amount: `-${share.amount}` },
        { on: '2027-12-01', bucket: null, dueOn: null, amount: share.amount },
      ])
      const back = there.map(entry => ({ ...entry, amount: new Exact(entry.amount).negated().toFixed() }))
      const last = '9999-12-31'
      expect(standingOn([...entries, ...there, ...back], last)).toEqual(standingOn(entries, last))
      for (const { id, amount: whole } of due) {
        const own = rows.get(id) ?? []
        const put: Row[] = shares
          .filter(share => share.id === id)
          .flatMap(share => [
            { kind: 'receipt', state: 'posted', amount: share.amount, on: '2027-12-01' },
            { kind: 'receipt', state: 'posted', amount: `-${share.amount}`, on: '2027-12-01' },
          ])
        expect({ ...lineFigures(whole, [...own, ...put]), paidOn: null }).toEqual({
          ...lineFigures(whole, own),
          paidOn: null,
        })
      }
    }),
    runs,
  )
})

test('what an account lacks is added, and nothing twice', () => {
  const wanted = new Map([
    ['a', '10'],
    ['b', '5'],
  ])
  const lacking = differences(wanted, new Map([['b', '7']]))
  expect([...lacking]).toEqual([
    ['a', '10'],
    ['b', '-2'],
  ])
  expect(differences(wanted, wanted).size).toBe(0)
})

test('ages are 0–30, 31–60, 61–90 and more days', () => {
  expect([0, 30, 31, 60, 61, 90, 91].map(agingStep)).toEqual(['d30', 'd30', 'd60', 'd60', 'd90', 'd90', 'over'])
})

test('a line that was postponed is due on its new day from the day of the postponement on, and on the old one before', () => {
  const entries: Entry[] = [
    { on: '2026-01-01', bucket: 'p', dueOn: '2026-02-01', amount: '100' },
    { on: '2026-03-10', bucket: 'p', dueOn: '2026-02-01', amount: '-100' },
    { on: '2026-03-10', bucket: 'p', dueOn: '2026-05-01', amount: '100' },
  ]
  expect(standingOn(entries, '2026-03-09').arrears).toBe('100')
  expect(standingOn(entries, '2026-03-10').arrears).toBe('0')
  expect(standingOn(entries, '2026-05-01').arrears).toBe('100')
})

test('the golden case: 18,016.61 due, 6,000 and 12,000 received, 1,000 refunded, 1,016.61 in arrears', () => {
  const plan = [
    { id: 'a', dueOn: '2026-01-31', rest: '5404.98' },
    { id: 'b', dueOn: '2026-02-28', rest: '10809.97' },
    { id: 'c', dueOn: '2026-03-31', rest: '1801.66' },
  ]
  const first = shareOut('6000', plan).shares
  const rest = plan.map(line => ({
    ...line,
    rest: new Exact(line.rest).minus(first.find(({ id }) => id === line.id)?.amount ?? 0).toFixed(),
  }))
  const second = shareOut('12000', rest).shares
  const back = takeBack('1000', [...first, ...second]).shares
  const entries: Entry[] = [
    ...plan.map(({ id, dueOn, rest: amount }) => ({ on: '2026-01-01', bucket: id, dueOn, amount })),
    ...[...first, ...second].map(({ id, amount }) => ({
      on: '2026-04-01',
      bucket: id,
      dueOn: null,
      amount: `-${amount}`,
    })),
    ...back.map(({ id, amount }) => ({ on: '2026-04-02', bucket: id, dueOn: null, amount })),
  ]
  expect(standingOn(entries, '2026-04-02').arrears).toBe('1016.61')
})
