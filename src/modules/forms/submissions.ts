import { sql } from 'kysely'
import { systemActor } from '#platform/access/actor.ts'
import type { Transaction } from '#platform/db/server.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context } from '#platform/records/index.ts'
import { titlesOf } from '#platform/records/titles.ts'
import { writeHistory } from '#platform/records/write.ts'
import { askableFields } from './form-fields.ts'
import { makeLead, type SubmissionState, tellOwner, touch } from './submit.ts'

/** What a stranger sent, as the form's page shows it. */
export interface Submission {
  id: string
  at: string
  state: SubmissionState
  reason: string | null
  /** What was sent, in the order of the form, as people read it. */
  content: { label: string; text: string }[]
  lead: { id: string; title: string } | null
  customer: { id: string; title: string } | null
  consent: { text: string; version: number } | null
  ip: string | null
  origin: string | null
}

interface Row {
  id: string
  at: string
  exact: string
  state: SubmissionState
  reason: string | null
  content: Record<string, unknown>
  lead_id: string | null
  customer_id: string | null
  consent_text: string | null
  consent_version: string | null
  ip: string | null
  origin: string | null
}

const pageSize = 30

/** What was sent by a form, newest first; of one state if one is named. */
export async function submissionsOf(
  ctx: Context,
  form: string,
  { state, after }: { state?: string | undefined; after?: string | undefined },
): Promise<{ submissions: Submission[]; next: string | null; counts: Record<string, number> }> {
  const [at, id] = after?.split('_') ?? []
  const { rows } =
    await sql<Row>`select id, at, at::text as exact, state, reason, content, lead_id, customer_id, consent_text,
      consent_version, ip, origin
    from form_submissions where form_id = ${form}::uuid
      and ${state ? sql<boolean>`state = ${state}` : sql<boolean>`true`}
      and ${at && id ? sql<boolean>`(at, id) < (${at}::timestamptz, ${id}::uuid)` : sql<boolean>`true`}
    order by at desc, id desc limit ${pageSize + 1}`.execute(ctx.db)
  const counted = await sql<{ state: string; count: string }>`select state, count(*) as count from form_submissions
    where form_id = ${form}::uuid group by state`.execute(ctx.db)
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return {
    submissions: await described(ctx, shown),
    next: rows.length > pageSize && last ? `${last.exact}_${last.id}` : null,
    counts: Object.fromEntries(counted.rows.map(row => [row.state, Number(row.count)])),
  }
}

async function described(ctx: Context, rows: readonly Row[]): Promise<Submission[]> {
  const titles = async (noun: string, ids: (string | null)[]) =>
    titlesOf(
      ctx,
      objectOf(ctx.catalog, noun),
      ids.flatMap(id => id ?? []),
    )
  const leads = await titles(
    'lead',
    rows.map(row => row.lead_id),
  )
  const customers = await titles(
    'customer',
    rows.map(row => row.customer_id),
  )
  const fields = new Map(askableFields(ctx).map(one => [one.field, one]))
  return rows.map(row => ({
    id: row.id,
    at: row.at,
    state: row.state,
    reason: row.reason,
    content: Object.entries(row.content).map(([name, value]) => {
      const options = new Map(fields.get(name)?.options.map(({ id, label }) => [id, label]))
      const text = [value].flat().map(one => options.get(String(one)) ?? wordsOf(one))
      return { label: fields.get(name)?.label ?? name, text: text.join('、') }
    }),
    lead: row.lead_id ? { id: row.lead_id, title: leads.get(row.lead_id) ?? '' } : null,
    customer: row.customer_id ? { id: row.customer_id, title: customers.get(row.customer_id) ?? '' } : null,
    consent: row.consent_text ? { text: row.consent_text, version: Number(row.consent_version ?? 1) } : null,
    ip: row.ip,
    origin: row.origin,
  }))
}

const wordsOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : String(value)

/**
 * Decides about something that was set aside: it becomes a lead (or is noted with whom we know) after all, or is put away. It stays listed either
 * way. @throws Problem 404; 409 `form.decided` for what is not set aside; 422 where the lead's fields have changed since
 */
export async function decide(
  ctx: Context & { db: Transaction },
  { form, submission, take }: { form: string; submission: string; take: boolean },
): Promise<void> {
  const { rows } = await sql<Row & { source: string | null; campaign: string | null; lead_owner: string | null }>`
    select s.*, f.source, f.campaign_id as campaign, f.lead_owner_id as lead_owner from form_submissions s
    join forms f on f.id = s.form_id where s.id = ${submission}::uuid and s.form_id = ${form}::uuid for update of s`.execute(
    ctx.db,
  )
  const row = rows[0]
  if (!row) throw notFound('submission')
  if (row.state !== 'quarantined') throw conflict('form.decided')
  const outcome: Outcome = take ? await taken(ctx, row) : { state: 'discarded' }
  await sql`update form_submissions set state = ${outcome.state}, lead_id = ${outcome.lead ?? null}::uuid,
      customer_id = ${outcome.customer ?? null}::uuid, decided_by_id = ${ctx.actor.userId}::uuid,
      decided_at = ${ctx.now().toISOString()}::timestamptz where id = ${submission}::uuid`.execute(ctx.db)
  const noun = objectOf(ctx.catalog, 'form')
  await writeHistory(ctx, [
    { object: noun, id: form, verb: take ? 'acceptSubmission' : 'discardSubmission', version: 1, changes: null },
  ])
}

interface Outcome {
  state: SubmissionState
  lead?: string
  customer?: string
}

async function taken(
  ctx: Context & { db: Transaction },
  row: Row & { source: string | null; campaign: string | null; lead_owner: string | null },
): Promise<Outcome> {
  // It comes from the form, as it would have by itself: whoever decides does not become its owner.
  const asForm: Context & { db: Transaction } = { ...ctx, actor: systemActor('form'), isWithinVerb: true }
  const form = { source: row.source, campaign: row.campaign, leadOwner: row.lead_owner }
  const outcome = await makeLead(asForm, form, row.content)
  if ('id' in outcome) {
    await touch(asForm, form, { lead: outcome.id, submission: row.id })
    return { state: 'accepted', lead: outcome.id }
  }
  const { known } = outcome
  await touch(asForm, form, { [known.object]: known.id, submission: row.id })
  await tellOwner(asForm, known, row.id)
  return { state: 'duplicate', [known.object]: known.id }
}
