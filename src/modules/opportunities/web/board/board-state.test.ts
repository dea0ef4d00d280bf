import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeOf, withEnded, withFresh, withMore, withMoved } from './board-state.ts'
import type { Board, BoardCard } from './board-types.ts'

const card = (id: string, amount: string | null = '100', currency = 'CNY'): BoardCard => ({
  id,
  version: 1,
  name: id,
  customer: null,
  amount,
  currency,
  expectedCloseOn: null,
  nextStep: null,
  owner: null,
  stageSince: null,
  state: 'open',
  can: ['move'],
})

/** Columns of these cards; counts and sums as the server would give them. */
function boardOf(columns: BoardCard[][], more: (string | null)[] = []): Board {
  return {
    pipeline: { id: 'p', name: 'P', version: 1 },
    columns: columns.map((records, place) => {
      const stage = {
        id: `s${place}`,
        name: `S${place}`,
        kind: 'open' as const,
        probability: 50,
        normDays: null,
        steps: null,
        risks: null,
        avoidance: null,
        exitStandard: null,
        guidance: null,
      }
      const sums: Record<string, string> = {}
      for (const { amount, currency } of records)
        if (amount && currency) sums[currency] = (Number(sums[currency] ?? 0) + Number(amount)).toFixed(2)
      const weighted = Object.fromEntries(
        Object.entries(sums).map(([name, sum]) => [name, (Number(sum) / 2).toFixed(2)]),
      )
      return {
        stage,
        count: { value: records.length, capped: false },
        sums,
        weighted,
        records,
        next: more[place] ?? null,
      }
    }),
  }
}

test('a move there and back to its place leaves the board as it was, whatever moves between', () => {
  const columns = fc.array(fc.array(fc.option(fc.integer({ min: 1, max: 9999 })), { maxLength: 6 }), {
    minLength: 2,
    maxLength: 4,
  })
  fc.assert(
    fc.property(columns, fc.nat(), fc.nat(), (amounts, which, where) => {
      const board = boardOf(
        amounts.map((column, c) => column.map((amount, r) => card(`${c}-${r}`, amount?.toString() ?? null))),
      )
      const all = board.columns.flatMap(({ records }) => records)
      const moved = all[which % Math.max(1, all.length)]
      const stage = `s${where % board.columns.length}`
      if (!moved) return
      const from = placeOf(board, moved.id)?.column
      const place = from?.records.findIndex(({ id }) => id === moved.id) ?? 0
      const there = withMoved(board, moved, { stage })
      expect(placeOf(there, moved.id)?.column.stage.id).toBe(stage)
      expect(there.columns.reduce((sum, { count }) => sum + count.value, 0)).toBe(all.length)
      const back = withMoved(there, moved, { stage: from?.stage.id ?? '', place })
      // A sum that came down to nothing says 0.00 where there was none before; the cards say it right.
      expect(back.columns.map(({ records, count }) => [records, count])).toEqual(
        board.columns.map(({ records, count }) => [records, count]),
      )
      for (const [index, column] of back.columns.entries())
        expect(Number(column.sums.CNY ?? 0)).toBe(Number(board.columns[index]?.sums.CNY ?? 0))
    }),
  )
})

test('sums move with their card per currency, weighted by the stage; what ends leaves both', () => {
  const board = boardOf([[card('a', '0.10'), card('b', '0.20'), card('c', '7', 'USD')], []])
  const moved = withMoved(board, card('b', '0.20'), { stage: 's1' })
  expect(moved.columns.map(({ sums }) => sums)).toEqual([{ CNY: '0.10', USD: '7.00' }, { CNY: '0.20' }])
  expect(moved.columns.map(({ weighted }) => weighted.CNY)).toEqual(['0.05', '0.10'])
  const ended = withEnded(moved, 'c')
  expect(ended.columns[0]).toMatchObject({ count: { value: 1 }, sums: { USD: '0.00' } })
  expect(placeOf(ended, 'c')).toBeNull()
})

test('beyond the cap the number stays, because nobody knows it', () => {
  const board = boardOf([[card('a')], []])
  const [first] = board.columns
  if (first) first.count = { value: 10_000, capped: true }
  expect(withMoved(board, card('a'), { stage: 's1' }).columns.map(({ count }) => count.value)).toEqual([10_000, 1])
})

test('read again, a column keeps what was read on and what was just moved, and nothing that has gone', () => {
  const shown = withMore(boardOf([[card('moved'), card('a'), card('gone')], [card('x')]], ['page2', null]), 's0', {
    records: [card('later'), card('x')],
    next: 'page3',
  })
  // What stands in another column already is not doubled.
  expect(shown.columns[0]?.records.map(({ id }) => id)).toEqual(['moved', 'a', 'gone', 'later'])
  const fresh = boardOf([[card('a'), card('new')], [card('x')]], ['page2', null])
  const merged = withFresh(shown, fresh, new Set(['moved', 'later']))
  expect(merged.columns[0]?.records.map(({ id }) => id)).toEqual(['moved', 'a', 'new', 'later'])
  expect(merged.columns[0]?.next).toBe('page3')
  const whole = boardOf([[card('a')], [card('x')]])
  expect(withFresh(shown, whole, new Set(['moved', 'later'])).columns[0]?.records.map(({ id }) => id)).toEqual(['a'])
})
