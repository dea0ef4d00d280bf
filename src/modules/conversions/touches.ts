import { sql } from 'kysely'
import { newId } from '#platform/db/id.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, get } from '#platform/records/index.ts'
import { titlesOf } from '#platform/records/titles.ts'

/** Once somebody came to us (facts 13): by a lead that was converted, by a form. */
export interface NewTouch {
  kind: 'conversion' | 'form'
  customer?: string | null
  lead?: string | null
  source: string | null
  campaign: string | null
  /** ISO. */
  at: string
  conversion?: string
  submission?: string
}

type Named = { id: string; title: string } | null

export interface Touch {
  id: string
  kind: string
  at: string
  source: string | null
  campaign: Named
  lead: Named
  form: Named
  /** What the stranger wrote; null where nobody wrote anything. */
  text: string | null
}

/** Writes down that somebody came to us, in the caller's transaction. */
export async function noteTouch(ctx: Context, touch: NewTouch): Promise<void> {
  await sql`insert into touches (id, kind, customer_id, lead_id, source, campaign_id, at, conversion_id, submission_id)
    values (${newId()}, ${touch.kind}, ${touch.customer ?? null}::uuid, ${touch.lead ?? null}::uuid, ${touch.source},
      ${touch.campaign}::uuid, ${touch.at}::timestamptz, ${touch.conversion ?? null}::uuid, ${touch.submission ?? null}::uuid)`.execute(
    ctx.db,
  )
}

/** How this customer, or lead, came to us, and came again; newest first. @throws Problem 404 for a record that the actor may not see */
export async function touchesOf(ctx: Context, noun: 'customer' | 'lead', id: string): Promise<Touch[]> {
  await get(ctx, objectOf(ctx.catalog, noun), id)
  return touchesWith(ctx, noun, id)
}

/** The same of a record that the actor has been shown. */
export async function touchesWith(ctx: Context, noun: 'customer' | 'lead', id: string): Promise<Touch[]> {
  const whose = noun === 'customer' ? sql.ref('t.customer_id') : sql.ref('t.lead_id')
  const { rows } = await sql<Row>`
    select t.id, t.kind, t.at, t.source, t.campaign_id, t.lead_id, f.id as form_id, f.name as form_name,
      s.content ->> 'need' as text
    from touches t left join form_submissions s on s.id = t.submission_id left join forms f on f.id = s.form_id
    where ${whose} = ${id}::uuid order by t.at desc, t.id desc limit 100`.execute(ctx.db)
  const campaigns = await titlesOf(
    ctx,
    objectOf(ctx.catalog, 'campaign'),
    rows.flatMap(row => row.campaign_id ?? []),
  )
  const leads = await titlesOf(
    ctx,
    objectOf(ctx.catalog, 'lead'),
    rows.flatMap(row => row.lead_id ?? []),
  )
  const named = (id: string | null, titles: ReadonlyMap<string, string>): Named =>
    id ? { id, title: titles.get(id) ?? '' } : null
  return rows.map(row => ({
    id: row.id,
    kind: row.kind,
    at: row.at,
    source: row.source,
    campaign: named(row.campaign_id, campaigns),
    lead: noun === 'lead' ? null : named(row.lead_id, leads),
    form: row.form_id ? { id: row.form_id, title: row.form_name ?? '' } : null,
    text: row.text,
  }))
}

interface Row {
  id: string
  kind: string
  at: string
  source: string | null
  campaign_id: string | null
  lead_id: string | null
  form_id: string | null
  form_name: string | null
  text: string | null
}
