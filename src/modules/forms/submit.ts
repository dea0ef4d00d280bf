import { sql } from 'kysely'
import { noteTouch } from '#modules/conversions/index.ts'
import { newId } from '#platform/db/id.ts'
import type { Database, Transaction } from '#platform/db/server.ts'
import { transaction } from '#platform/db/transaction.ts'
import { type FieldProblem, invalid } from '#platform/errors.ts'
import { successorsAmong } from '#platform/handovers/hand-on.ts'
import { notify } from '#platform/notify/notify.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { rehearse } from '#platform/records/create.ts'
import { type Context, createMany } from '#platform/records/index.ts'
import { isEmpty } from '#platform/records/validate.ts'
import { type Known, knownAmong, sameReach } from './known.ts'
import type { PublicForm } from './public-form.ts'
import { type SpamReason, spamIn } from './spam.ts'

type Values = Record<string, unknown>

/** What a stranger sent, and from where. */
export interface Sent {
  values: Values
  hasConsented: boolean
  trap: unknown
  stamp: unknown
  needsStamp: boolean
  ip: string
  userAgent: string | undefined
  origin: string | undefined
}

export type SubmissionState = 'accepted' | 'duplicate' | 'quarantined' | 'discarded'

/**
 * Takes what a stranger sent. It becomes a lead by the same rules as one that is entered; whoever is known already has it noted with him; what
 * looks like spam is kept to be looked at. The stranger learns only what he has to mend.
 * @throws Problem 422 `invalid`
 */
export async function submit(ctx: Context & { db: Database }, form: PublicForm, sent: Sent): Promise<void> {
  const content = assertAsked(form, sent)
  const taking: Context & { db: Database } = { ...ctx, isWithinVerb: true }
  const reason = spamIn(form.key, {
    ...sent,
    texts: Object.values(content).flatMap(textsIn),
    now: ctx.now().getTime(),
  })
  if (reason !== null) {
    await assertSound(taking, form, content)
    await transaction(ctx.db, db => keep({ ...taking, db }, { form, sent, content, state: 'quarantined', reason }))
    return
  }
  await transaction(ctx.db, db => takeOne({ ...taking, db }, { form, sent, content }))
}

/** What the form asks for and nothing else; what it needs must be there, and so must consent. */
function assertAsked(form: PublicForm, { values, hasConsented }: Sent): Values {
  const asked = new Set(form.fields.map(({ field }) => field))
  const problems: FieldProblem[] = Object.keys(values)
    .filter(name => !asked.has(name))
    .map(path => ({ path, code: 'field.unknown' }))
  for (const { field, isRequired } of form.fields)
    if (isRequired && isBlank(values[field])) problems.push({ path: field, code: 'field.required' })
  if (form.consent && !hasConsented) problems.push({ path: 'consent', code: 'form.consent_needed' })
  if (problems.length > 0) throw invalid(problems)
  return Object.fromEntries(
    form.fields.flatMap(({ field }) => (isBlank(values[field]) ? [] : [[field, values[field]]])),
  )
}

/** What looks like spam is still told what is wrong with it, as anybody is: otherwise it would be lost, or known for spam. */
async function assertSound(ctx: Context, form: PublicForm, content: Values): Promise<void> {
  const { problems } = await rehearse(ctx, objectOf(ctx.catalog, 'lead'), [
    { values: await leadOf(ctx, form, content) },
  ])
  const wrong = (problems.get(0) ?? []).filter(problem => !isDuplicate(problem))
  if (wrong.length > 0) throw invalid(wrong)
}

interface Taking {
  form: PublicForm
  sent: Sent
  content: Values
}

async function takeOne(ctx: Context & { db: Transaction }, taking: Taking): Promise<void> {
  const known = await sameReach(ctx, taking.content)
  if (known) return keepKnown(ctx, taking, known)
  const outcome = await makeLead(ctx, taking.form, taking.content)
  return 'id' in outcome ? keepNew(ctx, taking, outcome.id) : keepKnown(ctx, taking, outcome.known)
}

/** A lead of what was sent; or who it is of whom we know already. @throws Problem 422 */
export async function makeLead(
  ctx: Context,
  form: Pick<PublicForm, 'source' | 'campaign' | 'leadOwner'>,
  content: Values,
): Promise<{ id: string } | { known: Known }> {
  const values = await leadOf(ctx, form, content)
  const { ids, refused } = await createMany(ctx, objectOf(ctx.catalog, 'lead'), [{ values }])
  if (ids[0]) return { id: ids[0] }
  const problems = refused[0]?.fields ?? []
  const others = problems.filter(problem => !isDuplicate(problem))
  const known = others.length === 0 ? await knownAmong(ctx, problems) : null
  if (!known) throw invalid(others.length > 0 ? others : problems)
  return { known }
}

/** When the owner whom the form names has left, it is as if it named none: a stranger's question is not lost by that. */
async function leadOf(
  ctx: Context,
  { source, campaign, leadOwner }: Pick<PublicForm, 'source' | 'campaign' | 'leadOwner'>,
  content: Values,
): Promise<Values> {
  const isHere = leadOwner !== null && (await successorsAmong(ctx, [leadOwner])).has(leadOwner)
  return {
    ...content,
    ...(source ? { source } : {}),
    ...(campaign ? { campaign: { id: campaign } } : {}),
    ...(isHere ? { owner: { id: leadOwner } } : {}),
  }
}

const isDuplicate = ({ code }: FieldProblem): boolean => code.startsWith('duplicate.')

async function keepNew(ctx: Context & { db: Transaction }, taking: Taking, lead: string): Promise<void> {
  const submission = await keep(ctx, { ...taking, state: 'accepted', lead })
  await touch(ctx, taking.form, { lead, submission })
}

/** With whom we know it is noted, and whoever is responsible for him is told. */
async function keepKnown(ctx: Context & { db: Transaction }, taking: Taking, known: Known): Promise<void> {
  const submission = await keep(ctx, { ...taking, state: 'duplicate', [known.object]: known.id })
  await touch(ctx, taking.form, { [known.object]: known.id, submission })
  await tellOwner(ctx, known, submission)
}

/** Tells whoever is responsible for somebody we know that he has written again. */
export async function tellOwner(ctx: Context, known: Known, submission: string): Promise<void> {
  if (!known.owner) return
  await notify(ctx, {
    kind: 'form.again',
    to: [known.owner],
    about: { object: known.object, id: known.id },
    cause: `form.again ${submission}`,
  })
}

export const touch = (
  ctx: Context,
  form: Pick<PublicForm, 'source' | 'campaign'>,
  of: { lead?: string; customer?: string; submission: string },
): Promise<void> =>
  noteTouch(ctx, {
    kind: 'form',
    ...of,
    source: form.source,
    campaign: form.campaign,
    at: ctx.now().toISOString(),
  })

interface Keeping extends Taking {
  state: SubmissionState
  reason?: SpamReason
  lead?: string
  customer?: string
}

/** Writes down what was sent, with what was agreed to. */
async function keep(
  ctx: Context & { db: Transaction },
  { form, sent, content, state, reason, lead, customer }: Keeping,
): Promise<string> {
  const id = newId()
  const consent = sent.hasConsented ? form.consent : null
  await sql`insert into form_submissions (id, form_id, at, state, reason, content, lead_id, customer_id, locale, consent_text,
      consent_version, ip, user_agent, origin)
    values (${id}, ${form.id}::uuid, ${ctx.now().toISOString()}::timestamptz, ${state}, ${reason ?? null},
      ${JSON.stringify(content)}::jsonb, ${lead ?? null}::uuid, ${customer ?? null}::uuid, ${ctx.locale},
      ${consent?.text ?? null}, ${consent?.version ?? null}, ${sent.ip}, ${sent.userAgent?.slice(0, 400) ?? null},
      ${sent.origin?.slice(0, 200) ?? null})`.execute(ctx.db)
  return id
}

const isBlank = (value: unknown): boolean => isEmpty(value) || (typeof value === 'string' && value.trim() === '')

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
