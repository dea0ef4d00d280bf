import { sql } from 'kysely'
import { mayReadField } from '#platform/access/readable.ts'
import { visible } from '#platform/access/visible.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, getMany } from '#platform/records/index.ts'

/** A customer who may be the one that the lead speaks of. */
export interface Match {
  id: string
  title: string
  kind: string
  owner: { id: string; title: string } | null
  /** By what: the name, or a way to reach him. */
  by: 'name' | 'reach'
}

/** Customers among those whom the actor may see that are called like the lead's company or are reached like the lead; five at most. */
export async function matchesOf(ctx: Context, lead: Record<string, unknown>): Promise<Match[]> {
  const noun = objectOf(ctx.catalog, 'customer')
  const name = String(lead.company ?? lead.name ?? '')
  const ways = ['phones', 'emails', 'wechats'].flatMap(field =>
    mayReadField(ctx, noun, field)
      ? ((lead[field] ?? []) as { normalised: string }[]).map(point => point.normalised)
      : [],
  )
  const { rows } = await sql<{ id: string; by: 'name' | 'reach' }>`
    select t.id, found.by from (
      select c.id, 'name' as by, 0 as place from customers c where import_key(c.name) = import_key(${name}) and c.deleted_at is null
      union all
      select p.record_id, 'reach', 1 from contact_points p where p.object = 'customer' and p.normalised = any(${ways}::text[])
      union all
      select o.customer_id, 'reach', 1 from contact_points p join contacts o on o.id = p.record_id and o.deleted_at is null
        where p.object = 'contact' and p.normalised = any(${ways}::text[])
    ) as found join customers t on t.id = found.id
    where ${visible(ctx, noun, 't')} order by found.place, t.id limit 20`.execute(ctx.db)
  const by = new Map<string, 'name' | 'reach'>()
  for (const row of rows) if (!by.has(row.id)) by.set(row.id, row.by)
  const ids = [...by.keys()].slice(0, 5)
  const records = new Map((await getMany(ctx, noun, ids)).map(record => [record.id, record]))
  return ids.flatMap(id => {
    const record = records.get(id)
    return record
      ? [
          {
            id,
            title: String(record.name ?? ''),
            kind: String(record.kind ?? ''),
            owner: (record.owner as Match['owner']) ?? null,
            by: by.get(id) ?? 'name',
          },
        ]
      : []
  })
}
