import { type RawBuilder, sql } from 'kysely'
import { conflict } from '../errors.ts'
import { objectOf } from '../objects/catalog.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import { valueSql } from '../query/value-sql.ts'
import type { Context } from './context.ts'
import { isReferenceField } from './row.ts'
import { recordTable } from './write.ts'

/** @throws Problem `record_in_use` (409) when living records refer to one of these; says of which kind and how many (up to 1,000). */
export async function assertUnused(ctx: Context, object: ObjectDefinition, ids: readonly string[]): Promise<void> {
  const uses = await usesOf(ctx, object, ids)
  const first = uses[0]
  if (first) throw conflict('record_in_use', { object: first.object, count: first.count }, { uses })
}

/** Of which kind are the records that refer to one of these, and how many (up to 1,000); with `bin` also those in the bin. */
export async function usesOf(
  ctx: Context,
  object: ObjectDefinition,
  ids: readonly string[],
  { bin }: { bin?: boolean } = {},
): Promise<{ object: string; field: string; count: number }[]> {
  const uses: { object: string; field: string; count: number }[] = []
  for (const other of ctx.catalog.objects.values())
    for (const [name, field] of Object.entries(other.fields)) {
      const isLineOfThis = other.lineOf?.object === object.name && other.lineOf.field === name
      if (
        !isReferenceField(field) ||
        field.object !== object.name ||
        isLineOfThis ||
        !(field.indexed || field.isFast) ||
        field.isLoose
      )
        continue
      const { rows } = await sql<{ n: string | number }>`select count(*) as n from (
        select from ${sql.table(recordTable(other))} t
        where ${valueSql('t', name, field)} = any(${[...ids]}::uuid[]) and ${bin ? sql`true` : isLiving(ctx, other)} limit 1000) as used`.execute(
        ctx.db,
      )
      const count = Number(rows[0]?.n ?? 0)
      if (count > 0) uses.push({ object: other.name, field: name, count })
    }
  return uses
}

/** Whether the row `t` of a noun lives; a line lives with its parent. */
export function isLiving(ctx: Context, { lineOf }: ObjectDefinition): RawBuilder<boolean> {
  if (!lineOf) return sql<boolean>`t.deleted_at is null`
  const parent = sql.table(recordTable(objectOf(ctx.catalog, lineOf.object)))
  return sql<boolean>`t.deleted_at is null and exists (select from ${parent} parent
    where parent.id = ${sql.ref(`t.${columnOf(lineOf.field, 'reference')}`)} and parent.deleted_at is null)`
}
