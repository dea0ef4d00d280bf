import { sql } from 'kysely'
import type { Queryable } from '../db/server.ts'
import { fieldType } from '../fields/index.ts'
import type { ContactPoint, ObjectDefinition } from '../objects/index.ts'
import { haystackOf, phoneTokens, tokensOf } from './tokens.ts'

/** What is found of a record by one of its fields. */
export interface SearchEntry {
  object: string
  record_id: string
  field: string
  owner_id: string | null
  haystack: string
  tokens: string[]
}

/** The entries of a record: one for each searchable field that holds something. `values` are in API form. */
export function entriesOf(object: ObjectDefinition, id: string, values: Record<string, unknown>): SearchEntry[] {
  const owner = object.owned ? ((values.owner as { id: string } | null | undefined)?.id ?? null) : null
  return Object.entries(object.fields).flatMap(([name, field]) => {
    const value = values[name]
    if (!field.search || value === null || value === undefined) return []
    const found = field.type === 'phones' ? ofPhones(value as ContactPoint[]) : ofText(field.type, value)
    return found.tokens.length === 0
      ? []
      : [{ object: object.name, record_id: id, field: name, owner_id: owner, ...found }]
  })
}

/** Writes entries in place of those that the records' fields had. */
export async function writeEntries(db: Queryable, entries: readonly SearchEntry[]): Promise<void> {
  if (entries.length === 0) return
  await sql`insert into search_entries (object, record_id, field, owner_id, haystack, tokens)
    select object, record_id, field, owner_id, haystack, tokens
    from jsonb_populate_recordset(null::search_entries, ${JSON.stringify(entries)}::jsonb)
    on conflict (object, record_id, field) do update
      set owner_id = excluded.owner_id, haystack = excluded.haystack, tokens = excluded.tokens`.execute(db)
}

/** Takes records of an object, or some of their fields, out of search. */
export async function removeEntries(
  db: Queryable,
  object: ObjectDefinition,
  ids: readonly string[],
  fields?: readonly string[],
): Promise<void> {
  const which = fields ? sql`and field = any(${[...fields]}::text[])` : sql``
  await sql`delete from search_entries where object = ${object.name} and record_id = any(${[...ids]}::uuid[]) ${which}`.execute(
    db,
  )
}

const ofText = (type: string, value: unknown): { haystack: string; tokens: string[] } => {
  const haystack = haystackOf(textOf(type, value))
  return { haystack, tokens: tokensOf(haystack) }
}

const textOf = (type: string, value: unknown): string => {
  if (type === 'emails' || type === 'wechats') return (value as ContactPoint[]).map(point => point.normalised).join(' ')
  // What is no text has one in files: the line of an address, the words of a rich text.
  return typeof value === 'string' && type !== 'richText' ? value : fieldType(type).toCell(value, { type })
}

const ofPhones = (points: ContactPoint[]): { haystack: string; tokens: string[] } => {
  const each = points.map(point => phoneTokens(point.normalised))
  return { haystack: each.map(one => one.haystack).join('|'), tokens: [...new Set(each.flatMap(one => one.tokens))] }
}
