import { Exact } from '#platform/fields/decimal-text.ts'
import type { Board, BoardCard, BoardColumn } from './board-types.ts'

/** Where a card stands now; null when the board does not show it. */
export function placeOf(board: Board, cardId: string): { column: BoardColumn; card: BoardCard } | null {
  for (const column of board.columns) {
    const card = column.records.find(record => record.id === cardId)
    if (card) return { column, card }
  }
  return null
}

/**
 * The board as it will look when the card has moved: first in its new column unless told its place there, with counts and sums of both
 * columns adjusted. A board that does not show the card, or shows it there already, comes back as it is.
 */
export function withMoved(board: Board, card: BoardCard, to: { stage: string; place?: number }): Board {
  const from = placeOf(board, card.id)?.column.stage.id
  if (from === undefined || from === to.stage) return board
  return {
    ...board,
    columns: board.columns.map(column => {
      const others = column.records.filter(record => record.id !== card.id)
      if (column.stage.id === from) return { ...counted(column, card, -1), records: others }
      if (column.stage.id !== to.stage) return column
      return { ...counted(column, card, 1), records: others.toSpliced(to.place ?? 0, 0, card) }
    }),
  }
}

/** The board without a card that has been won, lost or found invalid. */
export function withEnded(board: Board, cardId: string): Board {
  return {
    ...board,
    columns: board.columns.map(column => {
      const card = column.records.find(record => record.id === cardId)
      if (!card) return column
      return { ...counted(column, card, -1), records: column.records.filter(record => record.id !== cardId) }
    }),
  }
}

/** The board with the next cards of one column behind those it has; a card that stands already somewhere is not doubled. */
export function withMore(board: Board, stage: string, more: { records: BoardCard[]; next: string | null }): Board {
  const shown = new Set(board.columns.flatMap(column => column.records.map(record => record.id)))
  return {
    ...board,
    columns: board.columns.map(column =>
      column.stage.id === stage
        ? {
            ...column,
            records: [...column.records, ...more.records.filter(card => !shown.has(card.id))],
            next: more.next,
          }
        : column,
    ),
  }
}

/**
 * A board that was read again, with those cards of the old one that `keep` names and the server did not send, because they stand further
 * down: a column that was read on does not shrink, and a card that was just moved does not vanish below the fold.
 */
export function withFresh(old: Board, fresh: Board, keep: ReadonlySet<string>): Board {
  if (old.pipeline.id !== fresh.pipeline.id) return fresh
  const sent = new Set(fresh.columns.flatMap(column => column.records.map(card => card.id)))
  return {
    ...fresh,
    columns: fresh.columns.map(column => {
      const before = old.columns.find(other => other.stage.id === column.stage.id)
      // Without a next page the server has sent all there are; what is missing has gone.
      if (!before || column.next === null) return column
      const firstSent = before.records.findIndex(card => sent.has(card.id))
      const kept = (card: BoardCard): boolean => keep.has(card.id) && !sent.has(card.id)
      const above = before.records.slice(0, Math.max(0, firstSent)).filter(kept)
      const below = before.records.slice(Math.max(0, firstSent)).filter(kept)
      const records = [...above, ...column.records, ...below]
      return { ...column, records, next: below.length > 0 ? before.next : column.next }
    }),
  }
}

function counted(column: BoardColumn, card: BoardCard, by: 1 | -1): BoardColumn {
  const { count } = column
  const value = Math.max(0, count.value + by)
  const likelihood = new Exact(column.stage.probability ?? 0).div(100)
  return {
    ...column,
    // Beyond the cap nobody knows the number, so one more or less changes nothing.
    count: count.capped ? count : { ...count, value },
    sums: added(column.sums, card, new Exact(by)),
    weighted: added(column.weighted, card, likelihood.times(by)),
  }
}

function added(
  sums: Record<string, string>,
  card: BoardCard,
  factor: InstanceType<typeof Exact>,
): Record<string, string> {
  if (card.amount === null || card.currency === null) return sums
  const sum = new Exact(sums[card.currency] ?? 0).plus(factor.times(card.amount))
  return { ...sums, [card.currency]: sum.toFixed(2) }
}
