import { type RawBuilder, sql } from 'kysely'
import { tableOf, visible } from '../../access/visible.ts'
import { invalid } from '../../errors.ts'
import { columnOf, type LineValue, type ObjectDefinition } from '../../objects/index.ts'
import { valueSql } from '../../query/value-sql.ts'
import type { Context } from '../context.ts'
import { lineFields } from '../lines.ts'
import { isReferenceField } from '../row.ts'
import { titlesOf } from '../titles.ts'
import { type Change, lock, updateMany } from '../update.ts'

/** What is merged into what. */
export interface Merged {
  into: string
  from: readonly string[]
}

/** A noun whose records name merged ones: in fields of their own, in their lines. */
interface Holder {
  object: ObjectDefinition
  fields: string[]
  /** By the field that holds the lines: the line's noun, its way back, and which of its fields name the merged. */
  lines: { name: string; line: ObjectDefinition; by: string; fields: string[] }[]
}

/** How many records are moved together. */
const some = 2000

/**
 * Makes everything that names one of the merged records name the one that remains, whatever the noun: with history and in the batch of the context, so
 * that an undo returns it. Done with the rights of `ctx.actor`. Gives how many records of each noun were moved.
 */
export async function moveReferences(
  ctx: Context,
  object: ObjectDefinition,
  merged: Merged,
): Promise<Record<string, number>> {
  const title = (await titlesOf(ctx, object, [merged.into])).get(merged.into) ?? ''
  const moved: Record<string, number> = {}
  await settleAncestors(ctx, object, merged)
  for (const holder of holdersOf(ctx, object)) {
    const ids = await idsOf(ctx, holder, merged.from, { where: isLiving })
    for (let at = 0; at < ids.length; at += some)
      await moveSome(ctx, holder, { merged, title, ids: ids.slice(at, at + some) })
    if (ids.length > 0) moved[holder.object.name] = ids.length
  }
  return moved
}

/** How many records of each noun that the actor may see name one of these (at most 10,000 of each are counted). */
export async function countReferences(
  ctx: Context,
  object: ObjectDefinition,
  ids: readonly string[],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const holder of holdersOf(ctx, object)) {
    const where = (alias: string) => visible(ctx, holder.object, alias)
    const count = (await idsOf(ctx, holder, ids, { where, most: 10_000 })).length
    if (count > 0) counts[holder.object.name] = count
  }
  return counts
}

function holdersOf(ctx: Context, object: ObjectDefinition): Holder[] {
  const named = (other: ObjectDefinition): string[] =>
    Object.entries(other.fields)
      .filter(
        ([name, field]) =>
          isReferenceField(field) &&
          field.object === object.name &&
          !(other.lineOf?.object === object.name && other.lineOf.field === name),
      )
      .map(([name]) => name)
  return [...ctx.catalog.objects.values()]
    .filter(other => !other.lineOf)
    .map(other => ({
      object: other,
      fields: named(other),
      lines: lineFields(ctx, other)
        .map(({ name, line, by }) => ({ name, line, by, fields: named(line).filter(field => field !== by) }))
        .filter(({ fields }) => fields.length > 0),
    }))
    .filter(({ fields, lines }) => fields.length > 0 || lines.length > 0)
}

const isLiving = (alias: string): RawBuilder<boolean> => sql<boolean>`${sql.ref(`${alias}.deleted_at`)} is null`

async function idsOf(
  ctx: Context,
  { object, fields, lines }: Holder,
  from: readonly string[],
  { where, most }: { where: (alias: string) => RawBuilder<boolean>; most?: number },
): Promise<string[]> {
  const list = sql`${[...from]}::uuid[]`
  const found = new Set<string>()
  const limit = most === undefined ? sql`` : sql`limit ${most}`
  for (const name of fields) {
    const field = object.fields[name]
    if (!field) continue
    const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(tableOf(object))} t
      where (${valueSql('t', name, field)})::uuid = any(${list}) and ${where('t')} ${limit}`.execute(ctx.db)
    for (const { id } of rows) found.add(id)
  }
  for (const { line, by, fields: inLine } of lines)
    for (const name of inLine) {
      const { rows } = await sql<{ id: string }>`
        select distinct p.id from ${sql.table(tableOf(line))} l join ${sql.table(tableOf(object))} p on p.id = ${sql.ref(`l.${columnOf(by, 'reference')}`)}
        where ${sql.ref(`l.${columnOf(name, 'reference')}`)} = any(${list}) and l.deleted_at is null and ${where('p')} ${limit}`.execute(
        ctx.db,
      )
      for (const { id } of rows) found.add(id)
    }
  return [...found].filter(id => !from.includes(id)).sort()
}

async function moveSome(
  ctx: Context,
  { object, fields, lines }: Holder,
  { merged: { into, from }, title, ids }: { merged: Merged; title: string; ids: readonly string[] },
): Promise<void> {
  const isFrom = (value: unknown): boolean => from.includes((value as { id?: string } | null | undefined)?.id ?? '')
  const target = (id: string): { id: string; title: string } | null => (id === into ? null : { id: into, title })
  const before = await lock(ctx, object, ids, 'update')
  const changes = [...before].map(([id, record]): Change => {
    const own = fields.filter(name => isFrom(record[name])).map(name => [name, target(id)] as const)
    const inLines = lines.flatMap(({ name, fields: inLine }) => {
      const given = (record[name] ?? []) as LineValue[]
      const changed = given.map(line => ({
        ...line,
        ...Object.fromEntries(inLine.filter(one => isFrom(line[one])).map(one => [one, { id: into, title }])),
      }))
      return given.some(line => inLine.some(one => isFrom(line[one]))) ? [[name, changed] as const] : []
    })
    return { id, values: Object.fromEntries([...own, ...inLines]) }
  })
  const { refused } = await updateMany(
    ctx,
    object,
    changes.filter(({ values }) => Object.keys(values).length > 0),
    { verb: 'update', writing: 'byVerb', silent: true, history: true },
  )
  if (refused[0]) throw invalid(refused[0].fields)
}

/** Where the one that remains stands below one that goes (a subsidiary becomes its parent), it takes the place of the highest of these. */
async function settleAncestors(ctx: Context, object: ObjectDefinition, { into, from }: Merged): Promise<void> {
  for (const [name, field] of Object.entries(object.fields)) {
    if (field.object !== object.name || !isReferenceField(field)) continue
    const { rows } = await sql<{ id: string; above: string | null }>`
      with recursive above as (
        select t.id, (${valueSql('t', name, field)})::uuid as up, 0 as height from ${sql.table(tableOf(object))} t where t.id = ${into}::uuid
        union all
        select t.id, (${valueSql('t', name, field)})::uuid, a.height + 1 from above a join ${sql.table(tableOf(object))} t on t.id = a.up
        where a.height < 1000)
      select id, up as above from above order by height`.execute(ctx.db)
    const highest = rows.findLast(row => from.includes(row.id))
    if (!highest) continue
    const place = highest.above === into ? null : highest.above
    const { refused } = await updateMany(
      ctx,
      object,
      [{ id: into, values: { [name]: place && { id: place, title: '' } } }],
      {
        verb: 'merge',
        writing: 'byVerb',
        silent: true,
        history: true,
      },
    )
    if (refused[0]) throw invalid(refused[0].fields)
  }
}
