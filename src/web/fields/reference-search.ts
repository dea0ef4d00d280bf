import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { FieldDescription, ObjectDescription } from '#platform/objects/description.ts'
import type { Filter } from '#platform/objects/filter.ts'
import { type ApiRecord, api, fetchRecords, queryClient, recordQuery, useObjectNamed } from '#web/api/index.ts'
import { offeredPathOf } from '#web/shell/define-web-module.ts'
import type { Values } from './field-face.ts'

/** A record that may be chosen. */
export interface Candidate {
  id: string
  title: string
  /** What it belongs to: the pipeline of a stage. */
  group?: string
}

/**
 * The records that a reference may point at: those that match what was typed (any two characters or pinyin, where the title
 * takes part in search), or the first ones when nothing was typed. Asked only while `isWanted`.
 */
export function useCandidates(
  field: FieldDescription,
  { typed, isWanted, narrowedBy }: { typed: string; isWanted: boolean; narrowedBy: Values },
): { candidates: Candidate[]; isSearching: boolean } {
  const target = useObjectNamed(field.object)
  const parent = useObjectNamed(target?.lineOf?.object)
  const settled = useSettled(typed.trim(), 180)
  const query = useQuery({
    queryKey: ['candidates', target?.name, target?.lineOf ? '' : settled],
    queryFn: () => (target ? candidatesOf(target, parent, settled) : []),
    enabled: isWanted && target !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  })
  const isStale = settled !== typed.trim() || query.isPlaceholderData
  // Enter takes the first candidate: while those for what was typed are on their way, only the ones that plainly fit are offered.
  const all = (query.data ?? []).filter(candidate => !isStale || fits(candidate, typed))
  const candidates = target?.lineOf ? narrowed(all, narrowedBy[target.lineOf.field], settled) : all
  return { candidates, isSearching: query.isFetching || settled !== typed.trim() }
}

async function candidatesOf(
  target: ObjectDescription,
  parent: ObjectDescription | undefined,
  typed: string,
): Promise<Candidate[]> {
  if (target.lineOf) return parent ? linesWithin(target, parent) : []
  const offered = typed === '' ? offeredPathOf(target.name) : undefined
  if (offered) return (await api.get<{ records: Candidate[] }>(offered)).records
  const title = target.fields.find(field => field.name === target.title)
  // Search begins at two characters; before that, how the title begins.
  const op = [...typed].length < 2 ? 'startsWith' : 'contains'
  const isFound = typed !== '' && title?.operators.includes(op)
  const filters: Filter[] = [
    ...(isFound ? [{ field: target.title, op, value: typed } as const] : []),
    // What was retired stays where it is, and is offered no more.
    ...(canRetire(target) ? [{ field: 'state', op: 'in', value: livingStates(target) } as const] : []),
  ]
  const page = await fetchRecords(target.path, {
    fields: [target.title],
    limit: 20,
    ...(filters.length > 0 ? { filter: { and: filters } } : {}),
  })
  return page.records.map(record => ({ id: record.id, title: titleOf(target, record) }))
}

const stateOf = (target: ObjectDescription): FieldDescription | undefined =>
  target.fields.find(field => field.name === 'state' && field.type === 'status')

const canRetire = (target: ObjectDescription): boolean =>
  stateOf(target)?.options?.some(option => option.id === 'retired') === true

const livingStates = (target: ObjectDescription): string[] =>
  (stateOf(target)?.options ?? []).flatMap(option => (option.id === 'retired' ? [] : [option.id]))

/** Lines have no list of their own: they stand in their parents, in their order. */
export async function linesWithin(
  target: ObjectDescription,
  parent: ObjectDescription,
): Promise<(Candidate & { parent: string })[]> {
  const inParent = parent.fields.find(field => field.type === 'lines' && field.object === target.name)
  if (!inParent) return []
  const parents = await fetchRecords(parent.path, { fields: [parent.title], limit: 50 })
  const whole = await Promise.all(
    parents.records.map(record => queryClient.ensureQueryData(recordQuery(parent.path, record.id))),
  )
  return whole.flatMap(record => {
    const lines = Array.isArray(record[inParent.name]) ? (record[inParent.name] as unknown as ApiRecord[]) : []
    return lines.map(line => ({
      id: line.id,
      title: titleOf(target, line),
      group: titleOf(parent, record),
      parent: record.id,
    }))
  })
}

function narrowed(candidates: Candidate[], parent: unknown, typed: string): Candidate[] {
  const id = idOf(parent)
  return candidates
    .filter(candidate => id === null || !('parent' in candidate) || candidate.parent === id)
    .filter(candidate => fits(candidate, typed))
}

const fits = (candidate: Candidate, typed: string): boolean =>
  candidate.title.toLowerCase().includes(typed.trim().toLowerCase())

/** The id in a reference, written either way. */
export const idOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : null
}

/** The title of a record, in words; a title that is itself a reference gives that record's title. */
export function titleOf(object: Pick<ObjectDescription, 'title'>, record: Values): string {
  const title = record[object.title]
  if (typeof title === 'object' && title !== null && 'title' in title) return String(title.title)
  return typeof title === 'string' ? title : ''
}

/** Titles of records by id, for filters that came by the address and hold ids alone. Unknown until loaded, or when one may not see it. */
export function useReferenceTitles(field: FieldDescription, ids: readonly string[]): Map<string, string> {
  const target = useObjectNamed(field.object)
  const isLine = target?.lineOf !== undefined
  const { candidates } = useCandidates(field, { typed: '', isWanted: isLine && ids.length > 0, narrowedBy: {} })
  const records = useQueries({
    queries: (isLine ? [] : ids).map(id => ({
      queryKey: ['title', target?.name, id],
      queryFn: async () =>
        target ? titleOf(target, await queryClient.ensureQueryData(recordQuery(target.path, id))) : '',
      enabled: target !== undefined,
      staleTime: 60_000,
      retry: false,
    })),
  })
  const known = new Map<string, string>()
  for (const candidate of candidates) known.set(candidate.id, candidate.title)
  records.forEach((query, index) => {
    const id = ids[index]
    if (id && query.data) known.set(id, query.data)
  })
  return known
}

/** A value as it was when it last stood still for so many milliseconds. */
function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}
