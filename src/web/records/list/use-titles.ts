import { useQueries } from '@tanstack/react-query'
import type { Condition, Filter } from '#platform/objects/filter.ts'
import { type ObjectDescription, queryClient, recordQuery, useCatalog } from '#web/api/index.ts'
import { linesWithin, titleOf } from '#web/fields/reference-search.ts'
import { askedField } from './filter-words.ts'

/** Titles of the records that a filter names by id, so that it can be said in words. */
export function useTitles(object: ObjectDescription, filter: Filter | undefined): ReadonlyMap<string, string> {
  const catalog = useCatalog()
  const wanted = filter ? conditionsIn(filter).flatMap(condition => idsOf(condition, object, catalog)) : []
  const queries = useQueries({
    queries: wanted.map(({ id, target, parent }) => ({
      queryKey: ['title', target.name, id],
      queryFn: async () =>
        parent
          ? lineTitle(target, parent, id)
          : titleOf(target, await queryClient.ensureQueryData(recordQuery(target.path, id))),
      staleTime: 60_000,
      retry: false,
    })),
  })
  return new Map(wanted.flatMap(({ id }, index) => (queries[index]?.data ? [[id, queries[index].data] as const] : [])))
}

const conditionsIn = (filter: Filter): Condition[] => {
  if ('and' in filter) return filter.and.flatMap(conditionsIn)
  if ('or' in filter) return filter.or.flatMap(conditionsIn)
  return 'not' in filter ? conditionsIn(filter.not) : [filter]
}

interface Wanted {
  id: string
  target: ObjectDescription
  /** Where lines stand: a stage in its pipeline. */
  parent?: ObjectDescription | undefined
}

function idsOf(
  { field, value }: Condition,
  object: ObjectDescription,
  catalog: readonly ObjectDescription[],
): Wanted[] {
  const { field: described } = askedField(field, { object, catalog })
  if (!described || !['reference', 'user', 'department', 'tags'].includes(described.type)) return []
  const target = catalog.find(one => one.name === described.object)
  if (!target) return []
  const parent = target.lineOf && catalog.find(one => one.name === target.lineOf?.object)
  const ids = (Array.isArray(value) ? value : [value]).filter(id => typeof id === 'string')
  return ids.map(id => ({ id, target, ...(target.lineOf ? { parent } : {}) }))
}

/** A line has no route of its own; it is found in its parents, of which there are few. */
async function lineTitle(target: ObjectDescription, parent: ObjectDescription, id: string): Promise<string> {
  const lines = await linesWithin(target, parent)
  return lines.find(line => line.id === id)?.title ?? ''
}
