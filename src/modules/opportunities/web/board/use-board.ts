import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type ApiRecord, api, noteRecord, queryClient } from '#web/api/index.ts'
import { type BoardAsked, boardKey, boardQuery, fetchMoreCards } from './board-query.ts'
import { withEnded, withMore, withMoved } from './board-state.ts'
import type { Board, BoardCard, BoardColumn, MoveVerb } from './board-types.ts'

/** A move of a card: where it stood, where it goes, by which verb, with which input. */
export interface Move {
  card: BoardCard
  from: BoardColumn
  to: BoardColumn['stage']
  verb: MoveVerb
  input: Record<string, unknown>
}

/** The board and what can be done with it. The screen follows at once; what the server refuses is put back. */
export function useBoard(asked: BoardAsked) {
  const keep = useRef(new Set<string>())
  const query = useQuery(boardQuery(asked, keep.current))
  const [readingMore, setReadingMore] = useState<string | null>(null)
  const change = (next: (board: Board) => Board) =>
    queryClient.setQueryData<Board>(boardKey(asked), board => board && next(board))

  const moving = useMutation({
    mutationFn: ({ card, verb, input }: Move) => api.post<ApiRecord>(`/opportunities/${card.id}/${verb}`, input),
    onMutate: async ({ card, from, to }) => {
      await queryClient.cancelQueries({ queryKey: boardKey(asked) })
      keep.current.add(card.id)
      const place = from.records.findIndex(record => record.id === card.id)
      change(board => withMoved(board, { ...card, stageSince: new Date().toISOString() }, { stage: to.id }))
      return { place: Math.max(0, place) }
    },
    onError: (_error, { card, from }, before) =>
      change(board => withMoved(board, card, { stage: from.stage.id, place: before?.place ?? 0 })),
    onSuccess: record => noteRecord('opportunities', record),
  })

  /** Reads the next cards of a column. */
  async function readMore(column: BoardColumn): Promise<void> {
    if (column.next === null || readingMore) return
    setReadingMore(column.stage.id)
    try {
      const more = await fetchMoreCards(asked, column.stage.id, column.next)
      for (const card of more.records) keep.current.add(card.id)
      change(board => withMore(board, column.stage.id, more))
    } finally {
      setReadingMore(null)
    }
  }

  /** Takes a card off the board whose opportunity has ended. */
  const ended = (card: BoardCard) => change(board => withEnded(board, card.id))

  return { query, move: moving.mutateAsync, ended, readMore, readingMore }
}
