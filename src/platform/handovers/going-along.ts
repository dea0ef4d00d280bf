import { sql } from 'kysely'
import { z } from 'zod'
import { tableOf, visible } from '../access/visible.ts'
import { selectionOf } from '../bulk/bulk-input.ts'
import { notFound } from '../errors.ts'
import { translate } from '../i18n/index.ts'
import { objectOf } from '../objects/catalog.ts'
import type { Filter } from '../objects/filter.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { filterSql } from '../query/filter-sql.ts'
import type { Context } from '../records/context.ts'
import { isTransferable } from './hand-on.ts'
import { isOpen, namesOf } from './held-fields.ts'

export const goingAlongSchema = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(5000).optional(),
  filter: z.unknown().optional(),
})

/** How much could go along with these records, by noun: what the dialog of a transfer offers beside its switches. */
export async function countGoingAlong(
  ctx: Context,
  object: ObjectDefinition,
  asked: z.output<typeof goingAlongSchema>,
): Promise<{ object: string; label: string; count: number }[]> {
  const verb = ctx.catalog.verbs.find(one => one.object.name === object.name && one.verb === 'transfer')
  if (!verb) throw notFound('verb')
  const selection = selectionOf({ ...asked, verb: 'transfer' })
  const chosen =
    'ids' in selection
      ? sql<boolean>`w.id = any(${selection.ids}::uuid[])`
      : filterSql(ctx, object, (selection.filter ?? undefined) as Filter | undefined, 'w')
  const counts: { object: string; label: string; count: number }[] = []
  for (const name of verb.input.along?.options ?? []) {
    const other = objectOf(ctx.catalog, name)
    const refers = sql.join(
      namesOf(other, object).map(column => sql`${sql.ref(`t.${column}`)} = w.id`),
      sql` or `,
    )
    const reach = visible(ctx, other, 't', isTransferable(ctx, other) ? 'transfer' : 'update')
    const { rows } = await sql<{ count: number }>`select count(distinct t.id) as count
      from ${sql.table(tableOf(object))} w join ${sql.table(tableOf(other))} t on (${refers}) and t.owner_id = w.owner_id
      where ${chosen} and ${visible(ctx, object, 'w', 'transfer')} and ${isOpen(ctx, other, 't')} and ${reach}`.execute(
      ctx.db,
    )
    counts.push({ object: name, label: translate(ctx.locale, `${name}.plural`), count: Number(rows[0]?.count ?? 0) })
  }
  return counts
}
