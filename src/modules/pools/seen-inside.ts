import type { Filter } from '#platform/objects/filter.ts'
import type { ObjectDefinition } from '#platform/objects/index.ts'
import type { FindQuery } from '#platform/records/index.ts'
import type { Door } from './door.ts'
import { isCounted } from './views.ts'

/** The filter of a list, of what lies in this pool. */
export const within = (pool: { id: string }, filter: Filter | undefined): Filter => {
  const isHere: Filter = { field: 'pool', op: 'in', value: [pool.id] }
  return filter ? { and: [isHere, filter] } : isHere
}

/** What a row of a pool says of a record whose opening is counted. */
const ofRows = new Set([
  'name',
  'company',
  'level',
  'state',
  'industry',
  'source',
  'pool',
  'poolCause',
  'recoverRule',
  'enteredPoolAt',
  'previousOwner',
  'lastActivityAt',
])

/** The query of a list or file as the door lets it be: for whom each opened record counts, rows say no more than what makes one open it. */
export const narrowed = <Q extends FindQuery>(door: Door, object: ObjectDefinition, query: Q): Q =>
  isCounted(door)
    ? { ...query, fields: (query.fields ?? Object.keys(object.fields)).filter(name => ofRows.has(name)) }
    : query
