import { type RawBuilder, sql } from 'kysely'
import type { ObjectDefinition } from '../objects/define-object.ts'
import type { Context } from '../records/context.ts'
import { foldQuery, phoneQuery, queryTokens } from './tokens.ts'

/** "This record's field contains the text", answered by the search entries; no record matches fewer than two characters. */
export function searchCondition(
  _ctx: Context,
  object: ObjectDefinition,
  field: string,
  query: string,
  alias: string,
): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${alias}.id`)} in (
    select e.record_id from search_entries e
    where e.object = ${object.name} and e.field = ${field} and ${entryMatches(query, 'e')})`
}

/** The condition on one search entry: all its two-character pieces, then the text as a whole; numbers also by their tail. */
export function entryMatches(query: string, alias: string): RawBuilder<boolean> {
  const folded = foldQuery(query)
  const phone = phoneQuery(query)
  const tokens = sql.ref(`${alias}.tokens`)
  const haystack = sql.ref(`${alias}.haystack`)
  // Two characters are one token and need no second look; strpos, because the planner takes `like` for far rarer than it is.
  const hasTokens = sql<boolean>`${tokens} @> ${queryTokens(folded)}::text[]`
  const text =
    [...folded].length === 2 ? hasTokens : sql<boolean>`(${hasTokens} and strpos(${haystack}, ${folded}) > 0)`
  if (folded === '') return sql<boolean>`false`
  if (!phone) return text
  return sql<boolean>`(${text} or ${tokens} @> ${[phone.start]}::text[]
    or (${tokens} @> ${[phone.tail]}::text[] and ${haystack} ~ ${`${phone.digits}([|]|$)`}))`
}
