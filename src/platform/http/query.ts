import { badRequest } from '../errors.ts'
import type { Filter } from '../objects/index.ts'
import type { FindQuery } from '../records/read.ts'

/** The filter of a URL. @throws Problem `filter.malformed` (400) */
export function readFilter(text: string | undefined): Filter | undefined {
  if (text === undefined || text === '') return undefined
  if (text.length > 20_000) throw badRequest('filter.too_large')
  try {
    return JSON.parse(text) as Filter
  } catch {
    throw badRequest('filter.malformed')
  }
}

/** What a list's URL asks for. Values given twice count as malformed. */
export interface ListQuery extends FindQuery {
  count: 'none' | 'capped' | 'exact'
  sums: string[]
  /** Numbers and amounts of which sum, average, least and greatest are wanted. */
  figures: string[]
}

/** Reads the query of a list's URL. @throws Problem 400 */
export function readListQuery(query: unknown): ListQuery {
  const given = query as Record<string, string | string[] | undefined>
  for (const value of Object.values(given)) if (Array.isArray(value)) throw badRequest('query.twice')
  const one = given as Record<string, string | undefined>
  const limit = one.limit === undefined ? 50 : Number(one.limit)
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw badRequest('query.bad_limit')
  return {
    filter: readFilter(one.filter),
    ...(one.sort ? { sort: one.sort.split(',') } : {}),
    ...(one.after ? { after: one.after } : {}),
    ...(one.fields ? { fields: one.fields.split(',') } : {}),
    limit,
    inBin: one.bin === '1',
    count: one.count === 'exact' ? 'exact' : one.count === '1' ? 'capped' : 'none',
    sums: one.sums ? one.sums.split(',').slice(0, 5) : [],
    figures: one.figures ? one.figures.split(',').slice(0, 20) : [],
  }
}
