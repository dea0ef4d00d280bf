import { sql } from 'kysely'
import type { FieldProblem } from '#platform/errors.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context } from '#platform/records/index.ts'
import { validate } from '#platform/records/validate.ts'

/** Somebody whom we know already. */
export interface Known {
  object: 'lead' | 'customer'
  id: string
  owner: string | null
}

/** The lead that somebody still works on and that is reached in the same way, be it by e-mail or WeChat; the oldest. */
export async function sameReach(ctx: Context, content: Record<string, unknown>): Promise<Known | null> {
  const ways = Object.fromEntries(
    ['phones', 'emails', 'wechats'].flatMap(name => (content[name] === undefined ? [] : [[name, content[name]]])),
  )
  const { values } = validate(ctx, objectOf(ctx.catalog, 'lead'), ways, 'byMaker')
  const points = Object.entries(values).flatMap(([field, given]) =>
    ((given ?? []) as { normalised: string }[]).map(point => ({ field, value: point.normalised })),
  )
  if (points.length === 0) return null
  const { rows } = await sql<{ id: string; owner: string | null }>`
    select l.id, l.owner_id as owner from contact_points p
    join jsonb_to_recordset(${JSON.stringify(points)}::jsonb) as g (field text, value text) on p.field = g.field and p.normalised = g.value
    join leads l on l.id = p.record_id
    where p.object = 'lead' and l.deleted_at is null and l.state not in ('converted', 'invalid')
    order by l.created_at, l.id limit 1`.execute(ctx.db)
  const found = rows[0]
  return found ? { object: 'lead', ...found } : null
}

/** Who it is by what the check of duplicates says of a refused lead: a lead before a customer. */
export async function knownAmong(ctx: Context, problems: readonly FieldProblem[]): Promise<Known | null> {
  const matches = problems.flatMap(({ params }) => (params?.matches ?? []) as { object: string; id: string }[])
  const match = matches.find(({ object }) => object === 'lead') ?? matches.find(({ object }) => object === 'customer')
  if (!match) return null
  const table = match.object === 'lead' ? 'leads' : 'customers'
  const { rows } = await sql<{ owner: string | null }>`select owner_id as owner from ${sql.table(table)}
    where id = ${match.id}::uuid`.execute(ctx.db)
  return rows[0] ? { object: match.object as Known['object'], id: match.id, owner: rows[0].owner } : null
}
