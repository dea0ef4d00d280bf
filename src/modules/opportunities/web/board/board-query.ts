import { type QueryKey, queryOptions } from '@tanstack/react-query'
import type { Filter } from '#platform/objects/filter.ts'
import { api, type ListPage, queryClient, recordKeys } from '#web/api/index.ts'
import { withFresh } from './board-state.ts'
import type { Board, BoardCard } from './board-types.ts'

/** What of a pipeline the board shows. */
export interface BoardAsked {
  /** Undefined: the company's first one. */
  pipeline: string | undefined
  filter: Filter | undefined
}

export const boardKey = (asked: BoardAsked): QueryKey => [...recordKeys.of('opportunities'), 'board', asked]

/** The board; `keep` names the cards that stay when it is read again, though they stand beyond the first ones. */
export const boardQuery = (asked: BoardAsked, keep: ReadonlySet<string>) =>
  queryOptions<Board>({
    queryKey: boardKey(asked),
    queryFn: async ({ signal }): Promise<Board> => {
      const { pipeline, filter } = asked
      const fresh = await api.get<Board>('/opportunities/board', { query: { pipeline, filter }, signal })
      const shown = queryClient.getQueryData<Board>(boardKey(asked))
      return shown ? withFresh(shown, fresh, keep) : fresh
    },
    refetchOnMount: 'always',
    // The board of the same pipeline stays while the filter changes.
    placeholderData: (previous: Board | undefined) =>
      asked.pipeline === undefined || previous?.pipeline.id === asked.pipeline ? previous : undefined,
  })

/** The next cards of one column. What the list does not know of a card, since when it stands there, stays open. */
export async function fetchMoreCards(
  asked: BoardAsked,
  stage: string,
  after: string,
): Promise<{ records: BoardCard[]; next: string | null }> {
  const inStage: Filter = { field: 'stage', op: 'in', value: [stage] }
  const page = await api.get<ListPage>('/opportunities', {
    query: {
      filter: asked.filter ? { and: [inStage, asked.filter] } : inStage,
      fields: ['name', 'customer', 'amount', 'currency', 'expectedCloseOn', 'nextStep', 'owner', 'state'],
      limit: 30,
      after,
    },
  })
  return { records: page.records as unknown as BoardCard[], next: page.next }
}
