import { maySeeField } from '../access/readable.ts'
import { Problem } from '../errors.ts'
import type { Filter, ObjectDefinition } from '../objects/index.ts'
import { filterSql } from '../query/filter-sql.ts'
import { sortKeys } from '../query/sort.ts'
import type { Context } from '../records/context.ts'

/** A part of a view that its viewer may ask for, and how many parts were left out. */
export interface Pruned<T> {
  value: T
  dropped: number
}

/**
 * A filter without the conditions that the actor may not ask: the query itself decides, so a hidden field, a masked one and one that is gone
 * are treated alike. What is left never shows more than the actor may see, since the list is within his scope anyway.
 */
export function pruneFilter(ctx: Context, object: ObjectDefinition, filter: Filter | null): Pruned<Filter | null> {
  if (filter === null) return { value: null, dropped: 0 }
  if ('and' in filter || 'or' in filter) {
    const parts = ('and' in filter ? filter.and : filter.or).map(part => pruneFilter(ctx, object, part))
    const kept = parts.flatMap(({ value }) => value ?? [])
    const dropped = parts.reduce((sum, part) => sum + part.dropped, 0)
    if (kept.length === 0) return { value: null, dropped }
    return { value: 'and' in filter ? { and: kept } : { or: kept }, dropped }
  }
  if ('not' in filter) {
    const inner = pruneFilter(ctx, object, filter.not)
    return inner.dropped > 0 || inner.value === null
      ? { value: null, dropped: inner.dropped }
      : { value: filter, dropped: 0 }
  }
  return isAllowed(() => filterSql(ctx, object, filter, 't'))
    ? { value: filter, dropped: 0 }
    : { value: null, dropped: 1 }
}

/** An order without the keys that the actor may not sort by. */
export function pruneSort(ctx: Context, object: ObjectDefinition, sort: string[] | null): Pruned<string[] | null> {
  if (sort === null) return { value: null, dropped: 0 }
  const kept = sort.filter(key => isAllowed(() => sortKeys(ctx, object, [key])))
  return { value: kept.length > 0 ? kept : null, dropped: sort.length - kept.length }
}

/** Columns that the actor may read; a column left out says nothing, so it is not counted. */
export const pruneColumns = (ctx: Context, object: ObjectDefinition, columns: string[] | null): string[] | null =>
  columns?.filter(name => maySeeField(ctx, object, name)) ?? null

function isAllowed(ask: () => unknown): boolean {
  try {
    ask()
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
