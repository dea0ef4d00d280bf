import { type RawBuilder, sql } from 'kysely'
import { ownersWithin } from '../access/actor.ts'
import { mayRead, mayReadField } from '../access/readable.ts'
import { recordsBeside } from '../access/records-beside.ts'
import { isShared, tableOf, visible } from '../access/visible.ts'
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
  const found = await foundIn(ctx, asked, query, options.limit ?? 8)
  const folded = foldQuery(query)
  const rank = (result: SearchResult): number =>
    foldQuery(result.title) === folded ? 0 : foldQuery(result.title).startsWith(folded) ? 1 : 2
  return found
    .map((result, index) => ({ result, index }))
    .sort((a, b) => rank(a.result) - rank(b.result) || a.index - b.index)
    .map(({ result }) => result)
}

/** The newest matches of each object, in the order of the objects. */
async function foundIn(
  ctx: Context,
  objects: readonly ObjectDefinition[],
  query: string,
  limit: number,
): Promise<SearchResult[]> {
  const parts = objects.flatMap(object => searchable(ctx, object, query, limit * 2))
  const matches = await matchesAmong(
    ctx,
    parts.map(part => part.newest),
  )
  const short = parts.filter(part => matches.filter(match => match.object === part.object.name).length < part.limit)
  const byToken = await matchesAmong(
    ctx,
    short.map(part => part.byToken),
  )
  const complete = [...matches.filter(match => !short.some(part => part.object.name === match.object)), ...byToken]
  const results: SearchResult[] = []
  for (const object of new Set(parts.map(part => part.object)))
    results.push(...(await named(ctx, object, complete, limit)))
  return results
}

interface Match {
  object: string
  record_id: string
  field: string
}

/** Among so many of the newest entries a common word is met often enough; a word that is not is rare enough for the index of tokens. */
const newestLookedAt = 2000

interface Searchable {
  object: ObjectDefinition
  limit: number
  /** Matches among the newest entries: quick for a common word. */
  newest: RawBuilder<Match>
  /** Matches by the index of tokens: quick for a rare one. */
  byToken: RawBuilder<Match>
}

/**
 * How an object is searched. Which of the two ways suits a word, the planner cannot know (it knows nothing of words common in one noun and
 * unheard of in another), so neither is left to it.
 */
function searchable(ctx: Context, object: ObjectDefinition, query: string, limit: number): Searchable[] {
  const fields = Object.keys(object.fields).filter(
    name => object.fields[name]?.search && mayReadField(ctx, object, name),
  )
  if (fields.length === 0) return []
  const owners = object.owned ? ownersWithin(ctx.actor, `${object.name}.read`) : 'all'
  const isByOwner = owners === 'all' || !isShared(object)
  const inScope = sql<boolean>`e.object = ${object.name} and ${scopeOfEntries(isByOwner ? owners : 'all')}`
  const seen = isByOwner
    ? sql``
    : sql`and exists (select from ${sql.table(tableOf(object))} t where t.id = e.record_id and ${visible(ctx, object, 't')})`
  const matches = sql<boolean>`e.field = any(${fields}::text[]) and ${entryMatches(query, 'e')} ${seen}`
  const team = isByOwner && owners !== 'all' && owners.length > 0 ? recordsBeside(ctx, object, 'read') : null
  // What a team lets one see is a branch of its own, found by the ids of its records.
  const ofTeam = sql<Match>`(select e.object, e.record_id, e.field from search_entries e
    where e.object = ${object.name} and e.record_id = any(array(${team ?? sql``})) and ${matches}
      and exists (select from ${sql.table(tableOf(object))} t where t.id = e.record_id and t.deleted_at is null)
    order by e.record_id desc limit ${limit})`
  return [
    ...(team ? [{ object, limit, newest: ofTeam, byToken: ofTeam }] : []),
    {
      object,
      limit,
      newest: sql<Match>`(select e.object, e.record_id, e.field from (
        select e.object, e.record_id, e.field, e.tokens, e.haystack from search_entries e
        where ${inScope} order by e.record_id desc limit ${newestLookedAt}) as e
        where ${matches} order by e.record_id desc limit ${limit})`,
      // `offset 0` keeps the order and limit out of the choice of index.
      byToken: sql<Match>`(select e.object, e.record_id, e.field from (
        select e.object, e.record_id, e.field from search_entries e where ${inScope} and ${matches} offset 0) as e
        order by e.record_id desc limit ${limit})`,
    },
  ]
}

/** One statement for all objects, so that a search is two ways to the database and not twenty. */
async function matchesAmong(ctx: Context, parts: readonly RawBuilder<Match>[]): Promise<Match[]> {
  if (parts.length === 0) return []
  const { rows } = await sql<Match>`${sql.join([...parts], sql` union all `)}`.execute(ctx.db)
  return rows
}

async function named(
  ctx: Context,
  object: ObjectDefinition,
  matches: readonly Match[],
  limit: number,
): Promise<SearchResult[]> {
  const own = matches.filter(match => match.object === object.name).sort((a, b) => (a.record_id < b.record_id ? 1 : -1))
  const ids = [...new Set(own.map(match => match.record_id))].slice(0, limit)
  const titles = await titlesOf(ctx, object, ids)
  return ids.flatMap(id => {
    const title = titles.get(id)
    const field = own.find(match => match.record_id === id)?.field ?? ''
    return title === undefined ? [] : [{ object: object.name, id, title, field }]
  })
}

/** One owner is asked for by equality, so that his entries can be walked newest first. */
function scopeOfEntries(owners: 'all' | readonly string[]): RawBuilder<boolean> {
  if (owners === 'all') return sql<boolean>`true`
  return owners.length === 1
    ? sql<boolean>`e.owner_id = ${owners[0]}::uuid`
    : sql<boolean>`e.owner_id = any(${[...owners]}::uuid[])`
}
