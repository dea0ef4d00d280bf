import type { Query } from '@tanstack/react-query'
import { queryClient, recordKeys } from '#web/api/index.ts'
import { noticesKey } from '#web/notices/notice-requests.ts'
import { workbenchKey } from '#web/workbench/workbench-requests.ts'
import type { LiveMessage } from './live-messages.ts'
import { isSteady, updateList } from './steady-lists.ts'

/** What of a noun is read as a list, a record, its past. */
const kindOf = ({ queryKey }: Query): string | undefined => queryKey[2] as string | undefined

/**
 * Brings what is on the screen up to date. Nothing that somebody types is touched: forms hold their own words, and a list that is being read
 * keeps its rows in their places.
 */
export function apply({ event, ids }: LiveMessage): void {
  switch (event) {
    case 'gap':
      void queryClient.invalidateQueries({
        refetchType: 'active',
        predicate: query => query.queryKey[0] !== 'session' && query.queryKey[0] !== 'catalog',
      })
      return
    case 'bell':
      void queryClient.invalidateQueries({ queryKey: noticesKey })
      return
    default:
      for (const [path, own] of Object.entries(ids)) changeOne(path, own, event)
      if (Object.keys(ids).length > 0) {
        void queryClient.invalidateQueries({ queryKey: workbenchKey })
        void queryClient.invalidateQueries({ queryKey: ['approvals'] })
      }
  }
}

function changeOne(path: string, ids: readonly string[], event: 'changed' | 'gone'): void {
  const changed = new Set(ids)
  for (const query of queryClient.getQueryCache().findAll({ queryKey: recordKeys.of(path) })) {
    const kind = kindOf(query)
    const isOfOne = kind === 'record' || kind === 'timeline'
    if (isOfOne && !changed.has(String(query.queryKey[3]))) continue
    if (event === 'gone' && isOfOne && !query.isActive())
      queryClient.removeQueries({ queryKey: query.queryKey, exact: true })
    else if (isSteady(query)) void updateList(query, path, { ids, event })
    else void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true, refetchType: 'active' })
  }
  // A follow-up stands in the timelines of what it names, and moves their facts.
  if (path === 'activities')
    void queryClient.invalidateQueries({
      refetchType: 'active',
      predicate: query => query.queryKey[0] === 'records' && ['record', 'timeline'].includes(kindOf(query) ?? ''),
    })
}
