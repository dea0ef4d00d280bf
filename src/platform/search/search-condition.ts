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
  const text = sql<boolean>`(${tokens} @> ${queryTokens(folded)}::text[] and ${haystack} like ${`%${likeSafe(folded)}%`})`
  if (folded === '') return sql<boolean>`false`
  if (!phone) return text
  return sql<boolean>`(${text} or ${tokens} @> ${[phone.start]}::text[]
    or (${tokens} @> ${[phone.tail]}::text[] and ${haystack} ~ ${`${phone.digits}([|]|$)`}))`
}

const likeSafe = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
