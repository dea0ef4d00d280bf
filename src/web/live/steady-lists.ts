import { hashKey, type InfiniteData, type Query } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { Filter } from '#platform/objects/filter.ts'
import { fetchRecords, type ListPage, type ListQuery, queryClient, recordKeys } from '#web/api/index.ts'

/**
 * Lists that somebody reads: their rows stay where they are. What changed in a row is put into it; rows that came, went or moved are counted
 * and come with a click.
 */
const steady = new Map<string, number>()
const waiting = new Map<string, Set<string>>()
const listeners = new Set<() => void>()
const none: ReadonlySet<string> = new Set()

/** At once no more than the server takes; a bigger change is only counted. */
const mostAtOnce = 200

export const isSteady = (query: Query): boolean => steady.has(query.queryHash)

/** Keeps the rows of this list in their places while it is shown; gives how many changes wait, and what brings them. */
export function useSteadyList(path: string, query: ListQuery): { count: number; show: () => void } {
  const hash = hashKey(recordKeys.list(path, query))
  useEffect(() => {
    steady.set(hash, (steady.get(hash) ?? 0) + 1)
    return () => {
      const left = (steady.get(hash) ?? 1) - 1
      if (left > 0) steady.set(hash, left)
      else {
        steady.delete(hash)
        waiting.delete(hash)
      }
    }
  }, [hash])
  // Reading the list anew, for whatever reason, brings all that waits.
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe(({ type, query: own }) => {
        if (type === 'updated' && own.queryHash === hash && own.state.fetchStatus === 'fetching') forget(hash)
      }),
    [hash],
  )
  const count = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => (waiting.get(hash) ?? none).size,
  )
  return {
    count,
    show: () => {
      forget(hash)
      void queryClient.invalidateQueries({ queryKey: recordKeys.of(path), refetchType: 'active' })
    },
  }
}

function forget(hash: string): void {
  if (waiting.delete(hash)) for (const listener of listeners) listener()
}

/** Puts what changed into the rows that are there, and counts what would move them. */
export async function updateList(
  query: Query,
  path: string,
  { ids, event }: { ids: readonly string[]; event: 'changed' | 'gone' },
): Promise<void> {
  const shown = query.state.data as InfiniteData<ListPage> | undefined
  if (!shown) return
  const here = new Set(shown.pages.flatMap(page => page.records.map(record => record.id)))
  if (event === 'gone' || ids.length > mostAtOnce) {
    wait(query.queryHash, event === 'gone' ? ids.filter(id => here.has(id)) : ids)
    return
  }
  const asked = query.queryKey[3] as ListQuery
  const ofThese: Filter = { field: 'id', op: 'in', value: [...ids] }
  const page = await fetchRecords(path, {
    ...(asked.fields ? { fields: asked.fields } : {}),
    filter: asked.filter ? { and: [asked.filter, ofThese] } : ofThese,
    limit: mostAtOnce,
  }).catch(() => null)
  // What cannot be asked now is only counted.
  if (!page) return wait(query.queryHash, ids)
  const fresh = new Map(page.records.map(record => [record.id, record]))
  queryClient.setQueryData<InfiniteData<ListPage>>(
    query.queryKey,
    before =>
      before && {
        ...before,
        pages: before.pages.map(one => ({
          ...one,
          records: one.records.map(record => fresh.get(record.id) ?? record),
        })),
      },
  )
  const moved = ids.filter(id => here.has(id) !== fresh.has(id))
  wait(query.queryHash, moved)
}

function wait(hash: string, ids: readonly string[]): void {
  if (ids.length === 0 || !steady.has(hash)) return
  waiting.set(hash, new Set([...(waiting.get(hash) ?? none), ...ids]))
  for (const listener of listeners) listener()
}
