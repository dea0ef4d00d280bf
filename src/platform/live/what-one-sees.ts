import { sql } from 'kysely'
import { may, ownersWithin } from '../access/actor.ts'
import { tableOf, visible, withinScope } from '../access/visible.ts'
import { kebabCase, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'

/** Ids by the path of their noun. */
export type IdsByPath = Record<string, string[]>

/**
 * Of changed records those that the actor sees (`changed`), and those that he saw until this change (`gone`): in the bin by now, or handed from
 * one of his own to somebody else. Of all others he hears nothing.
 */
export async function whatOneSees(
  ctx: Context,
  changes: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<{ changed: IdsByPath; gone: IdsByPath }> {
  const changed: IdsByPath = {}
  const gone: IdsByPath = {}
  for (const [name, all] of changes) {
    const object = ctx.catalog.objects.get(name)
    if (!object || object.lineOf || !may(ctx.actor, `${object.name}.read`)) continue
    const ids = [...all]
    const seen = new Set(await idsWhere(ctx, object, ids, visible(ctx, object, 't')))
    const path = kebabCase(object.plural)
    if (seen.size > 0) changed[path] = [...seen]
    const left = await leftSight(
      ctx,
      object,
      ids.filter(id => !seen.has(id)),
    )
    if (left.length > 0) gone[path] = left
  }
  return { changed, gone }
}

async function leftSight(ctx: Context, object: ObjectDefinition, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const inBin = sql<boolean>`(t.deleted_at is not null and ${withinScope(ctx, object, 't')})`
  const owners = ownersWithin(ctx.actor, `${object.name}.read`)
  const handed =
    owners === 'all' || owners.length === 0 || !object.owned
      ? sql<boolean>`false`
      : sql<boolean>`exists (select from history h where h.record_id = t.id and h.at > now() - interval '5 minutes'
          and h.changes->'owner'->0->>'id' = any(${[...owners]}::text[]))`
  return idsWhere(ctx, object, ids, sql<boolean>`(${inBin} or ${handed})`)
}

async function idsWhere(
  ctx: Context,
  object: ObjectDefinition,
  ids: readonly string[],
  condition: ReturnType<typeof visible>,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(tableOf(object))} t
    where t.id = any(${[...ids]}::uuid[]) and ${condition}`.execute(ctx.db)
  return rows.map(row => row.id)
}
