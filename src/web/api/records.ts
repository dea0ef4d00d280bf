import {
  infiniteQueryOptions,
  type QueryKey,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import type { Json } from '#platform/objects/field.ts'
import type { Filter } from '#platform/objects/filter.ts'
import { api } from './client.ts'
import { queryClient } from './query-client.ts'

/** A record as the API gives it: its fields by name, and what this person may do with it. */
export interface ApiRecord {
  id: string
  version: number
  can: string[]
  [field: string]: Json | undefined
}

/** Another record as it stands in a field. */
export interface ApiReference {
  id: string
  title: string
}

export interface ListQuery {
  filter?: Filter
  /** As the API takes it: `['-createdAt', 'name']`. */
  sort?: string[]
  fields?: string[]
  /** 50 unless told. */
  limit?: number
  /** Ask how many there are (capped) and what these money fields add up to, by currency. */
  count?: boolean
  sums?: string[]
}

export interface ListPage {
  records: ApiRecord[]
  next: string | null
  count?: { value: number; capped: boolean }
  /** field → currency → decimal string. */
  sums?: Record<string, Record<string, string>>
}

/** Keys of everything that was read of an object: `recordKeys.of('customers')` covers lists and records alike. */
export const recordKeys = {
  of: (path: string): QueryKey => ['records', path],
  list: (path: string, query: ListQuery): QueryKey => ['records', path, 'list', query],
  record: (path: string, id: string): QueryKey => ['records', path, 'record', id],
  timeline: (path: string, id: string): QueryKey => ['records', path, 'timeline', id],
}

/** One page of records, read directly. Count and sums come with the first page only. */
export const fetchRecords = (path: string, query: ListQuery, after?: string | null, signal?: AbortSignal) =>
  api.get<ListPage>(`/${path}`, {
    query: { ...query, limit: query.limit ?? 50, after, ...(after ? { count: undefined, sums: undefined } : {}) },
    ...(signal ? { signal } : {}),
  })

/** A list by key, page after page; the rows shown stay while filter or sort change. */
export const recordsQuery = (path: string, query: ListQuery) =>
  infiniteQueryOptions({
    queryKey: recordKeys.list(path, query),
    queryFn: ({ pageParam, signal }) => fetchRecords(path, query, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    // Never the rows of another kind of record.
    placeholderData: (previous, query) => (query?.queryKey[1] === path ? previous : undefined),
  })

/** The list as rows; `fetchNextPage` reads on. `count` and `sums` when they were asked for. */
export function useRecords(path: string, query: ListQuery, options: { enabled?: boolean } = {}) {
  const result = useInfiniteQuery({ ...recordsQuery(path, query), enabled: options.enabled ?? true })
  const pages = result.data?.pages
  return { ...result, records: pages?.flatMap(page => page.records), count: pages?.[0]?.count, sums: pages?.[0]?.sums }
}

export const recordQuery = (path: string, id: string) =>
  queryOptions({
    queryKey: recordKeys.record(path, id),
    queryFn: ({ signal }) => api.get<ApiRecord>(`/${path}/${id}`, { signal }),
  })

/** One record. */
export const useRecord = (path: string, id: string | undefined) =>
  useQuery({ ...recordQuery(path, id ?? ''), enabled: id !== undefined })

/** One line of a record's past. */
export interface TimelineEntry {
  id: string
  /** ISO instant; null when it is not known. */
  at: string | null
  precision: 'instant' | 'day' | 'unknown'
  /** Null for the system; `byName` is how the actor was called then. */
  by: ApiReference | null
  byName: string
  verb: string
  reason: string | null
  /** An import or another change of many records at once. */
  batch: { id: string; kind: string } | null
  changes: { field: string; before: Json; after: Json }[]
  /** A record of another noun that stands here because it names this one; the verb is then `told`. */
  record?: { object: string } & ApiRecord
  /** Whose past it was: a record that was merged into this one since. */
  mergedFrom?: ApiReference
}

/** What happened to a record, newest first, page after page. */
export function useTimeline(path: string, id: string) {
  const result = useInfiniteQuery({
    queryKey: recordKeys.timeline(path, id),
    queryFn: ({ pageParam, signal }) =>
      api.get<{ entries: TimelineEntry[]; next: string | null }>(`/${path}/${id}/timeline`, {
        query: { after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  })
  return { ...result, entries: result.data?.pages.flatMap(page => page.entries) }
}

interface Saving {
  id?: string
  version?: number
  values: Record<string, unknown>
  /** Of the form that sends it: the same request again makes nothing anew. */
  idempotencyKey?: string
}

interface Acting {
  id: string
  input?: Record<string, unknown>
  idempotencyKey?: string
}

const keyed = (idempotencyKey: string | undefined) => (idempotencyKey ? { idempotencyKey } : {})

/** Makes a record (no `id`), or changes one: `values` are then the changed fields and `version` the one they were read with. */
export const useSaveRecord = (path: string) =>
  useMutation({
    mutationFn: ({ id, version, values, idempotencyKey }: Saving) =>
      id === undefined
        ? api.post<ApiRecord>(`/${path}`, values, keyed(idempotencyKey))
        : api.patch<ApiRecord>(`/${path}/${id}`, { version, ...values }, keyed(idempotencyKey)),
    onSuccess: record => noteRecord(path, record),
  })

/** Does a verb (`win`) on a record. */
export const useVerb = (path: string, verb: string) =>
  useMutation({
    mutationFn: ({ id, input = {}, idempotencyKey }: Acting) =>
      api.post<ApiRecord>(`/${path}/${id}/${verb}`, input, keyed(idempotencyKey)),
    onSuccess: record => noteRecord(path, record),
  })

/** Moves a record into the bin; `useRestoreRecord` takes it out again. */
export const useRemoveRecord = (path: string) =>
  useMutation({
    mutationFn: (id: string) => api.delete<void>(`/${path}/${id}`),
    onSuccess: (_nothing, id) => {
      queryClient.removeQueries({ queryKey: recordKeys.record(path, id) })
      return refreshObject(path)
    },
  })

export const useRestoreRecord = (path: string) =>
  useMutation({
    mutationFn: (id: string) => api.post<ApiRecord>(`/${path}/${id}/restore`),
    onSuccess: record => noteRecord(path, record),
  })

/** Puts a record that the server answered into the cache and reads lists, timelines and boards of its object anew. */
export function noteRecord(path: string, record: ApiRecord): Promise<void> {
  // A change may take a record out of one's own sight (handed to a colleague); then there is nothing to note.
  if (!record.isGone) queryClient.setQueryData(recordKeys.record(path, record.id), record)
  return refreshObject(path)
}

/** Reads anew whatever shows records of this object. */
export const refreshObject = (path: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: recordKeys.of(path), refetchType: 'active' })
