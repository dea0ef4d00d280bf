import { type RawBuilder, sql } from 'kysely'
import { linkFiles } from '#platform/files/file-links.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, noteFacts } from '#platform/records/index.ts'
import { updateMany } from '#platform/records/update.ts'
import { asCarrier } from './carrier.ts'
import { noteTouch } from './touches.ts'

/** A lead that is being converted, and into what. */
export interface Becoming {
  conversion: string
  lead: Record<string, unknown> & { id: string }
  customer: string
  contact: string | null
}

/**
 * What hangs on a lead stands with the customer from now on, too, and stays with the lead: follow-ups, files, open tasks, events. Where the
 * lead came from is a touch of the customer; when it is to be contacted next is taken over where the customer has nothing planned.
 */
export async function carryAlong(ctx: Context, becoming: Becoming): Promise<void> {
  const carrying: Context = { ...ctx, actor: asCarrier(ctx.actor) }
  const planned = await nextContactOf(ctx, becoming.customer)
  await carryRecords(carrying, { noun: 'activity', table: 'activities', among: sql`true` }, becoming)
  await carryRecords(carrying, { noun: 'task', table: 'tasks', among: sql`r.state = 'open'` }, becoming)
  await carryRecords(carrying, { noun: 'event', table: 'events', among: sql`true` }, becoming)
  await settleNextContact(carrying, becoming, planned)
  const { lead, customer, conversion } = becoming
  await linkFiles(ctx, { from: { object: 'lead', id: lead.id }, to: { object: 'customer', id: customer }, conversion })
  await noteTouch(ctx, {
    kind: 'conversion',
    customer,
    lead: lead.id,
    source: (lead.source as string | null) ?? null,
    campaign: (lead.campaign as { id: string } | null)?.id ?? null,
    at: (lead.createdAt as string | null) ?? ctx.now().toISOString(),
    conversion,
  })
}

/**
 * What was made of a lead after it was converted, in the same batch: it is written down, and what was taken along names the contact, too.
 */
export async function joinMade(
  ctx: Context,
  lead: string,
  { customer, contact, opportunity }: { customer: string; contact: string | null; opportunity: string | null },
): Promise<void> {
  await sql`update conversions set contact_id = coalesce(${contact}::uuid, contact_id), opportunity_id = ${opportunity}::uuid
    where lead_id = ${lead}::uuid and undone_at is null`.execute(ctx.db)
  if (contact === null) return
  const planned = await nextContactOf(ctx, customer)
  for (const [noun, table] of [
    ['activity', 'activities'],
    ['task', 'tasks'],
    ['event', 'events'],
  ] as const) {
    const { rows } = await sql<{ id: string }>`select r.id from ${sql.table(table)} r
      where r.lead_id = ${lead}::uuid and r.contact_id is null and r.deleted_at is null
        and exists (select from history h where h.batch_id = ${ctx.batch}::uuid and h.record_id = r.id) order by r.id`.execute(
      ctx.db,
    )
    const changes = rows.map(({ id }) => ({ id, values: { contact: { id: contact } } }))
    await updateMany({ ...ctx, actor: asCarrier(ctx.actor) }, objectOf(ctx.catalog, noun), changes, quietly)
  }
  await notePlan(ctx, customer, planned)
}

const notePlan = (ctx: Context, id: string, nextContactAt: string | null): Promise<void> =>
  noteFacts(ctx, objectOf(ctx.catalog, 'customer'), [{ id, values: { nextContactAt } }])

const quietly = { verb: 'update', writing: 'byVerb', silent: true, history: true } as const

async function carryRecords(
  ctx: Context,
  { noun, table, among }: { noun: string; table: string; among: RawBuilder<unknown> },
  { lead, customer, contact }: Becoming,
): Promise<void> {
  const { rows } = await sql<{
    id: string
    contact_id: string | null
  }>`select r.id, r.contact_id from ${sql.table(table)} r
    where r.lead_id = ${lead.id}::uuid and r.customer_id is null and r.deleted_at is null and ${among} order by r.id`.execute(
    ctx.db,
  )
  const changes = rows.map(row => ({
    id: row.id,
    values: { customer: { id: customer }, ...(contact && !row.contact_id ? { contact: { id: contact } } : {}) },
  }))
  await updateMany(ctx, objectOf(ctx.catalog, noun), changes, quietly)
}

const nextContactOf = async (ctx: Context, customer: string): Promise<string | null> =>
  (
    await sql<{ at: string | null }>`select next_contact_at as at from customers where id = ${customer}::uuid`.execute(
      ctx.db,
    )
  ).rows[0]?.at ?? null

/** The follow-ups that came along do not decide for a customer who has a plan of his own. */
async function settleNextContact(ctx: Context, { lead, customer }: Becoming, planned: string | null): Promise<void> {
  const noun = objectOf(ctx.catalog, 'customer')
  await notePlan(ctx, customer, planned)
  if (planned !== null || !lead.nextContactAt) return
  const change = { id: customer, values: { nextContactAt: lead.nextContactAt } }
  await updateMany(ctx, noun, [change], quietly)
}
