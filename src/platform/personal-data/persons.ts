import { type RawBuilder, sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { Queryable } from '../db/server.ts'
import { notFound, Problem } from '../errors.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { isNounTable, tablesOf } from './tables.ts'
import './words.ts'

/** A record that is one natural person. `why` it is among them: asked for, merged into or from it, made of it, or the same by name and number. */
export interface PersonRecord {
  object: ObjectDefinition
  id: string
  title: string
  isInBin: boolean
  why: 'asked' | 'merged' | 'made' | 'same'
}

/** The nouns whose records may be persons. */
export const personNouns = (ctx: Pick<Context, 'catalog'>): ObjectDefinition[] =>
  [...ctx.catalog.objects.values()].filter(object => object.isPerson !== undefined)

/**
 * Every record of the same person as this one, itself first: what was merged with it, what was made of it or of what it was made, and records of the same name that have
 * one of its numbers or addresses.
 * @throws Problem 404; `personal.no_person` (422) for a record that is a company
 */
export async function personRecords(ctx: Context, object: ObjectDefinition, id: string): Promise<PersonRecord[]> {
  const found = new Map<string, PersonRecord>()
  const add = async (
    noun: ObjectDefinition,
    ids: readonly string[],
    why: PersonRecord['why'],
  ): Promise<PersonRecord[]> => {
    const fresh = (await readPersons(ctx.db, noun, ids)).filter(one => !found.has(one.id)).map(one => ({ ...one, why }))
    for (const one of fresh) found.set(one.id, one)
    return fresh
  }
  const [asked] = await add(object, [id], 'asked')
  if (!asked) throw (await isThere(ctx.db, object, id)) ? new Problem(422, 'personal.no_person') : notFound(object.name)
  let open = [asked]
  while (open.length > 0) {
    const next: PersonRecord[] = []
    for (const one of open) {
      next.push(...(await add(one.object, await mergedWith(ctx.db, one), 'merged')))
      for (const noun of personNouns(ctx)) {
        next.push(...(await add(noun, await madeOf(ctx, one, noun), 'made')))
        next.push(...(await add(noun, await sameAs(ctx.db, one, noun), 'same')))
      }
    }
    open = next
  }
  return [...found.values()]
}

/** SQL that holds for the rows of a noun that are persons. */
const isPerson = (object: ObjectDefinition): RawBuilder<boolean> => {
  if (object.isPerson === undefined) return sql<boolean>`false`
  if (object.isPerson === true) return sql<boolean>`true`
  return sql<boolean>`${sql.ref(`t.${columnOf(object.isPerson.field, 'choice')}`)} = ${object.isPerson.is}`
}

const titleColumn = (object: ObjectDefinition) => sql.ref(`t.${columnOf(object.title, 'text')}`)

const readPersons = async (
  db: Queryable,
  object: ObjectDefinition,
  ids: readonly string[],
): Promise<Omit<PersonRecord, 'why'>[]> => {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string; title: string; isInBin: boolean }>`
    select t.id, ${titleColumn(object)} as title, t.deleted_at is not null as "isInBin" from ${sql.table(tableOf(object))} t
     where t.id = any(${[...ids]}::uuid[]) and ${isPerson(object)}`.execute(db)
  return rows.map(row => ({ ...row, object }))
}

const isThere = async (db: Queryable, object: ObjectDefinition, id: string): Promise<boolean> => {
  const { rows } = await sql`select from ${sql.table(tableOf(object))} where id = ${id}::uuid`.execute(db)
  return rows.length > 0
}

const mergedWith = async (db: Queryable, { id }: PersonRecord): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select from_id as id from redirects where to_id = ${id}::uuid union select to_id from redirects where from_id = ${id}::uuid`.execute(
    db,
  )
  return rows.map(row => row.id)
}

/** What stands beside this record in one row that names several persons: a conversion names the lead, and the contact and customer that it became. */
async function madeOf(ctx: Context, { object, id }: PersonRecord, noun: ObjectDefinition): Promise<string[]> {
  const ids: string[] = []
  for (const table of await tablesOf(ctx.db)) {
    if (isNounTable(ctx, table.name)) continue
    const here = table.references.filter(one => one.to === tableOf(object)).map(one => one.column)
    const there = table.references.filter(one => one.to === tableOf(noun)).map(one => one.column)
    if (here.length === 0 || there.length === 0) continue
    const { rows } = await sql<{ ids: (string | null)[] }>`
      select array[${sql.join(there.map(column => sql.ref(column)))}]::uuid[] as ids from ${sql.table(table.name)}
       where ${id}::uuid in (${sql.join(here.map(column => sql.ref(column)))})`.execute(ctx.db)
    ids.push(...(rows.flatMap(row => row.ids).filter(one => one !== null && one !== id) as string[]))
  }
  return ids
}

const sameAs = async (db: Queryable, { object, id }: PersonRecord, noun: ObjectDefinition): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct t.id from ${sql.table(tableOf(noun))} t
      join contact_points theirs on theirs.object = ${noun.name} and theirs.record_id = t.id
      join contact_points ours on ours.object = ${object.name} and ours.record_id = ${id}::uuid and ours.field = theirs.field
       and ours.normalised = theirs.normalised
     where t.id <> ${id}::uuid and ${isPerson(noun)}
       and ${titleColumn(noun)} = (select ${titleColumn(object)} from ${sql.table(tableOf(object))} t where t.id = ${id}::uuid)`.execute(
    db,
  )
  return rows.map(row => row.id)
}

/** The records that persons name, of nouns with owners: what is written about them speaks of the person, too. */
export async function surroundingIds(ctx: Context, persons: readonly PersonRecord[]): Promise<string[]> {
  const ids = new Set<string>()
  for (const { object, id } of persons) {
    const columns = Object.entries(object.fields)
      .filter(([, field]) => field.type === 'reference' && isOwned(ctx, field.object))
      .map(([name, field]) => columnOf(name, field.type))
    if (columns.length === 0) continue
    const { rows } = await sql<{ ids: (string | null)[] }>`
      select array[${sql.join(columns.map(column => sql.ref(column)))}]::uuid[] as ids from ${sql.table(tableOf(object))} where id = ${id}::uuid`.execute(
      ctx.db,
    )
    for (const one of rows[0]?.ids ?? []) if (one !== null) ids.add(one)
  }
  return [...ids]
}

const isOwned = (ctx: Context, to: string | undefined): boolean => ctx.catalog.objects.get(to ?? '')?.owned === true
