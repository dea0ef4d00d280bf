import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { Queryable } from '../db/server.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { type PersonRecord, personNouns } from './persons.ts'

/** Words by which a person can be known again. */
export interface Traces {
  /** Names that are long enough and nobody else's: taken out wherever they stand. */
  names: string[]
  /** All names: taken out of what is written about the person and his surroundings. */
  anyNames: string[]
  /** Numbers and addresses that are nobody else's, as they were written and as they are compared. */
  points: string[]
  /** Those that somebody else has too, a switchboard: they stay his. */
  sharedPoints: string[]
  /** Remarks, addresses and what else stood in the records: taken out of what the program keeps beside them. */
  texts: string[]
}

/** Types of fields that hold words of or about a person; of all others an erased record keeps its values, so that figures stand. */
export const wordTypes: ReadonlySet<string> = new Set([
  'text',
  'longText',
  'richText',
  'url',
  'address',
  'birthday',
  'phones',
  'emails',
  'wechats',
  'files',
  'images',
])

/** What is known of these records, today and by their history. */
export async function tracesOf(ctx: Context, persons: readonly PersonRecord[]): Promise<Traces> {
  const words = new Set<string>()
  const names = new Set<string>()
  const points = new Set<string>()
  for (const person of persons) {
    for (const [name, value] of [...(await valuesOf(ctx.db, person)), ...(await formerValuesOf(ctx.db, person))]) {
      const field = person.object.fields[name]
      if (!field || !wordTypes.has(field.type)) continue
      const found = textsIn(value)
      if (name === person.object.title) for (const text of found) names.add(text)
      else if (pointTypes.has(field.type)) for (const text of found) points.add(text)
      else if (field.type !== 'birthday') for (const text of found) words.add(text)
    }
    for (const text of await pointsOf(ctx.db, person)) points.add(text)
  }
  const ids = persons.map(person => person.id)
  const shared = await sharedWith(ctx.db, [...points], ids)
  const others = await otherTitles(ctx, [...names], ids)
  return {
    names: [...names].filter(name => isTelling(name) && !others.some(title => title.includes(name))),
    anyNames: [...names].filter(name => name.length >= 2),
    points: [...points].filter(point => point.length >= 5 && !shared.has(point)),
    sharedPoints: [...points].filter(point => shared.has(point)),
    texts: [...words].filter(text => text.length >= 6 && !names.has(text)),
  }
}

const pointTypes: ReadonlySet<string> = new Set(['phones', 'emails', 'wechats'])

/** Two characters are part of too many other words; Latin names need more letters to be one. */
const isTelling = (name: string): boolean => (/\p{Script=Han}/u.test(name) ? name.length >= 3 : name.length >= 6)

const valuesOf = async (db: Queryable, { object, id }: PersonRecord): Promise<[string, unknown][]> => {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(t) as row from ${sql.table(tableOf(object))} t where t.id = ${id}::uuid`.execute(db)
  const row = rows[0]?.row ?? {}
  const custom = (row.custom ?? {}) as Record<string, unknown>
  return Object.entries(object.fields).map(([name, field]) => [
    name,
    field.custom ? custom[name] : row[columnOf(name, field.type)],
  ])
}

const formerValuesOf = async (db: Queryable, { id }: PersonRecord): Promise<[string, unknown][]> => {
  const { rows } = await sql<{ changes: Record<string, unknown> }>`
    select changes from history where record_id = ${id}::uuid and changes is not null`.execute(db)
  return rows.flatMap(({ changes }) => Object.entries(changes))
}

const pointsOf = async (db: Queryable, { object, id }: PersonRecord): Promise<string[]> => {
  const { rows } = await sql<{ raw: string; normalised: string }>`
    select raw, normalised from contact_points where object = ${object.name} and record_id = ${id}::uuid`.execute(db)
  return rows.flatMap(({ raw, normalised }) => [raw.trim(), normalised])
}

/** Every text in a value, of whatever shape: ids, kinds and options of it are none. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return isWords(value) ? [value.trim()] : []
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => (notWords.has(name) ? [] : textsIn(inner)))
}

const notWords: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'code',
  'country',
  'province',
  'city',
  'district',
  'type',
  'label',
  'extension',
])
const isWords = (text: string): boolean => text.trim() !== '' && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)

const sharedWith = async (db: Queryable, points: readonly string[], ids: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ raw: string; normalised: string }>`
    select raw, normalised from contact_points
     where (normalised = any(${[...points]}::text[]) or raw = any(${[...points]}::text[])) and record_id <> all(${[...ids]}::uuid[])`.execute(
    db,
  )
  const taken = new Set(rows.flatMap(({ raw, normalised }) => [raw.trim(), normalised]))
  return new Set(points.filter(point => taken.has(point)))
}

/** Names of other persons, customers and colleagues in which one of these stands. */
async function otherTitles(ctx: Context, names: readonly string[], ids: readonly string[]): Promise<string[]> {
  const user = ctx.catalog.objects.get('user')
  const nouns: ObjectDefinition[] = [...personNouns(ctx), ...(user ? [user] : [])]
  const patterns = names.map(name => `%${name.replace(/[\\%_]/g, '\\$&')}%`)
  const titles: string[] = []
  for (const noun of nouns) {
    const column = sql.ref(columnOf(noun.title, 'text'))
    const { rows } = await sql<{ title: string }>`select ${column} as title from ${sql.table(tableOf(noun))}
      where ${column} like any(${patterns}::text[]) and id <> all(${[...ids]}::uuid[]) limit 1000`.execute(ctx.db)
    titles.push(...rows.map(row => row.title))
  }
  return titles
}
