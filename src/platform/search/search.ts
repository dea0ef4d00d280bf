import { type RawBuilder, sql } from 'kysely'
import { ownersWithin } from '../access/actor.ts'
import { mayRead, readableFields } from '../access/readable.ts'
import type { ObjectDefinition } from '../objects/define-object.ts'
import type { Context } from '../records/context.ts'
import { titlesOf } from '../records/titles.ts'
import { entryMatches } from './search-condition.ts'
import { foldQuery } from './tokens.ts'

export interface SearchResult {
  object: string
  id: string
  title: string
  /** The name of the field by which it was found. */
  field: string
}

/**
 * Records that the actor may see and that contain the query in a field he may read: any two Chinese characters, pinyin, initials, the
 * beginning or tail of a phone number. Newest first within an object, whole-text matches before others.
 * @param options.objects only these, by name; `limit` is per object.
 */
export async function search(
  ctx: Context,
  query: string,
  options: { objects?: readonly string[]; limit?: number } = {},
): Promise<SearchResult[]> {
  if (foldQuery(query) === '') return []
  const asked = [...ctx.catalog.objects.values()].filter(
    object => !object.lineOf && mayRead(ctx, object) && (options.objects?.includes(object.name) ?? true),
  )
  const found: SearchResult[] = []
  for (const object of asked) found.push(...(await within(ctx, object, query, options.limit ?? 8)))
  const folded = foldQuery(query)
  const rank = (result: SearchResult): number =>
    foldQuery(result.title) === folded ? 0 : foldQuery(result.title).startsWith(folded) ? 1 : 2
  return found
    .map((result, index) => ({ result, index }))
    .sort((a, b) => rank(a.result) - rank(b.result) || a.index - b.index)
    .map(({ result }) => result)
}

async function within(ctx: Context, object: ObjectDefinition, query: string, limit: number): Promise<SearchResult[]> {
  const fields = readableFields(ctx, object)
    .filter(([, field]) => field.search)
    .map(([name]) => name)
  if (fields.length === 0) return []
  const scope = scopeOfEntries(object.owned ? ownersWithin(ctx.actor, `${object.name}.read`) : 'all')
  const matches = sql<boolean>`e.field = any(${fields}::text[]) and ${entryMatches(query, 'e')}`
  const rows = await newestMatches(ctx, { object: object.name, scope, matches, limit: limit * 2 })
  const ids = [...new Set(rows.map(row => row.record_id))].slice(0, limit)
  const titles = await titlesOf(ctx, object, ids)
  return ids.flatMap(id => {
    const title = titles.get(id)
    return title === undefined
      ? []
      : [{ object: object.name, id, title, field: rows.find(row => row.record_id === id)?.field ?? '' }]
  })
}

interface Match {
  record_id: string
  field: string
}

/** Among so many of the newest entries a common word is met often enough; a word that is not is rare enough for the index of tokens. */
const newestLookedAt = 2000

/**
 * The newest entries that match. A common word is found among the newest entries, a rare one by its tokens. Which of the two a word is,
 * the planner cannot know (it knows nothing of words common in one noun and unheard of in another), so neither way is left to it.
 */
async function newestMatches(
  ctx: Context,
  asked: { object: string; scope: RawBuilder<boolean>; matches: RawBuilder<boolean>; limit: number },
): Promise<Match[]> {
  const { object, scope, matches, limit } = asked
  const { rows: newest } = await sql<Match>`
    select e.record_id, e.field from (
      select e.record_id, e.field, e.tokens, e.haystack from search_entries e
      where e.object = ${object} and ${scope} order by e.record_id desc limit ${newestLookedAt}) as e
    where ${matches} order by e.record_id desc limit ${limit}`.execute(ctx.db)
  if (newest.length === limit) return newest
  const { rows } = await sql<Match>`
    with found as materialized (
      select e.record_id, e.field from search_entries e where e.object = ${object} and ${scope} and ${matches})
    select record_id, field from found order by record_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** One owner is asked for by equality, so that his entries can be walked newest first. */
function scopeOfEntries(owners: 'all' | readonly string[]): RawBuilder<boolean> {
  if (owners === 'all') return sql<boolean>`true`
  return owners.length === 1
    ? sql<boolean>`e.owner_id = ${owners[0]}::uuid`
    : sql<boolean>`e.owner_id = any(${[...owners]}::uuid[])`
}
