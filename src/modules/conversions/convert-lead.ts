import type { Transaction } from '#platform/db/server.ts'
import { conflict, type FieldProblem, invalid, Problem } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { signCopies } from '#platform/files/copy-files.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { ObjectDefinition } from '#platform/objects/index.ts'
import { openBatch } from '#platform/records/batches.ts'
import { rehearse } from '#platform/records/create.ts'
import { act, type Context, create, getMany } from '#platform/records/index.ts'
import { lock } from '#platform/records/update.ts'
import { validate } from '#platform/records/validate.ts'
import { type Carried, carriedFields } from './carried-fields.ts'
import { withAllFields } from './carrier.ts'
import { joinMade } from './carry-along.ts'
import { convert } from './convert-verb.ts'
import { convertedValue, type Mapping, readMapping } from './mapping.ts'
import { withOwnFiles } from './own-files.ts'

type Values = Record<string, unknown>

/** What is to become of a lead. A part with an `id` is one that is there; other values stand in place of what the lead has. */
export interface Wanted {
  customer?: Values | undefined
  /** Left out: one is made where the customer is a company; null: none. */
  contact?: Values | null | undefined
  /** Left out or null: none. */
  opportunity?: Values | null | undefined
  /** Why somebody is taken on though he is known already; for whoever may override that. */
  duplicateReason?: string | undefined
}

/**
 * Makes of a lead a customer, a contact and an opportunity, in the caller's transaction and one batch. Whatever is wrong with any of them is
 * said at once, at `customer.name`, `contact.phones`.
 * @throws Problem 404, 403; 409 `lead.already_converted` with the customer; 422 `invalid`
 */
export async function convertLead(ctx: Context & { db: Transaction }, id: string, wanted: Wanted): Promise<void> {
  const noun = objectOf(ctx.catalog, 'lead')
  const lead = (await lock(ctx, noun, [id], 'convert')).get(id) ?? {}
  assertPossible(lead)
  const batch = await openBatch(ctx, { kind: 'conversion', object: 'lead' })
  const inside = { ...ctx, batch }
  const carried = await withMapping(inside, lead, await carriedFields(inside, lead))
  const copies = new Map<string, string>()
  const parts = await withFiles(inside, { lead: id, carried, parts: partsOf(carried, wanted), copies })
  await assertSound(inside, id, parts)
  const customer = (await make(inside, 'customer', parts.customer)) ?? ''
  const there = (part: Part) => (part && 'id' in part ? part : null)
  // First the lead, so that from here on it is no duplicate of the contact that it becomes.
  await act(inside, noun, id, 'convert', { customer: { id: customer }, contact: there(parts.contact) })
  await joinMade(inside, id, {
    customer,
    contact: there(parts.contact) ? null : await make(inside, 'contact', ofCustomer(parts.contact, customer)),
    opportunity: await make(inside, 'opportunity', ofCustomer(parts.opportunity, customer)),
  })
  await signCopies(inside, copies)
}

/** A lead's fields as they go over, those that the company has mapped included. */
export async function withMapping(ctx: Context, lead: Values, carried: Carried): Promise<Carried> {
  const noun = objectOf(ctx.catalog, 'lead')
  const mapped = (await readMapping(ctx)).map(mapping => [mapping, valueOf(ctx, { noun, lead, mapping })] as const)
  const of = (object: keyof Carried): Values => ({
    ...carried[object],
    ...Object.fromEntries(
      mapped.flatMap(([mapping, value]) =>
        mapping.object === object && value !== null && value !== undefined ? [[mapping.field, value]] : [],
      ),
    ),
  })
  return { customer: of('customer'), contact: of('contact'), opportunity: of('opportunity') }
}

const valueOf = (
  ctx: Context,
  { noun, lead, mapping }: { noun: ObjectDefinition; lead: Values; mapping: Mapping },
): unknown => convertedValue(ctx, noun, mapping, lead[mapping.leadField])

function assertPossible(lead: Values): void {
  const { state } = lead
  if (state === 'converted') {
    const customer = lead.convertedCustomer as { id: string; title: string } | null
    throw conflict('lead.already_converted', { customer: customer?.title ?? '' }, { customer })
  }
  if (!convert.from?.values.includes(String(state)))
    throw conflict('verb_not_possible', { verb: 'convert', field: 'state', value: String(state) })
}

/** One of the three: one that is there, or the values of a new one, those that somebody gave apart; null: none. */
type Part = { id: string } | { given: Values; values: Values } | null
type Parts = Record<keyof Carried, Part>

function partsOf(carried: Carried, wanted: Wanted): Parts {
  const part = (name: keyof Carried, given: Values): Part => {
    if ('id' in given) return { id: String(given.id) }
    const reason = wanted.duplicateReason ? { duplicateReason: wanted.duplicateReason } : {}
    return { given, values: { ...carried[name], ...given, ...(name === 'opportunity' ? {} : reason) } }
  }
  const customer = part('customer', wanted.customer ?? {})
  const isPerson = customer !== null && 'values' in customer && customer.values.kind === 'person'
  const contact = wanted.contact === null || (wanted.contact === undefined && isPerson) ? null : (wanted.contact ?? {})
  if (contact === null && customer !== null && 'values' in customer) addWays(customer, carried)
  return {
    customer,
    contact: contact === null ? null : part('contact', contact),
    opportunity: wanted.opportunity ? part('opportunity', wanted.opportunity) : null,
  }
}

/** Without a contact the customer himself carries how to reach the lead. */
function addWays(customer: { values: Values }, { contact }: Carried): void {
  for (const name of ['phones', 'wechats', 'emails'])
    if (customer.values[name] === undefined && contact[name] !== undefined) customer.values[name] = contact[name]
}

/** The parts with copies of the lead's files in their own fields. */
async function withFiles(
  ctx: Context,
  { lead, carried, parts, copies }: { lead: string; carried: Carried; parts: Parts; copies: Map<string, string> },
): Promise<Parts> {
  const own = { ...parts }
  for (const name of names) {
    const part = parts[name]
    if (part === null || 'id' in part) continue
    const { values } = part
    own[name] = {
      ...part,
      values: await withOwnFiles(ctx, { lead, part: name, carried: carried[name], values }, copies),
    }
  }
  return own
}

/** @throws Problem `invalid` (422) with all that is wrong with any of them, before anything is made */
async function assertSound(ctx: Context, lead: string, parts: Parts): Promise<void> {
  const problems = names.flatMap(name => strangeIn(ctx, name, parts[name]))
  problems.push(...(await outOfSight(ctx, parts)))
  for (const name of names) problems.push(...(await triedOut(ctx, name, parts[name])).filter(isOfOther(lead)))
  if (problems.length > 0) throw invalid(eachOnce(problems))
}

const names = ['customer', 'contact', 'opportunity'] as const

/** A lead is no duplicate of what it becomes. */
const isOfOther =
  (lead: string) =>
  ({ code, params }: FieldProblem): boolean => {
    const matches = (params?.matches ?? []) as { id: string }[]
    return code !== 'duplicate.forbidden' || matches.length === 0 || matches.some(({ id }) => id !== lead)
  }

const ofCustomer = (part: Part, customer: string): Part =>
  part && 'values' in part ? { ...part, values: { ...part.values, customer: { id: customer } } } : part

/** What is wrong with what somebody gave, by his own rights: what the lead brings goes over whatever he may write. */
function strangeIn(ctx: Context, name: keyof Carried, part: Part): FieldProblem[] {
  if (part === null) return []
  if ('id' in part) return isId(part.id) ? [] : [{ path: name, code: 'field.no_such_record' }]
  return under(name, validate(ctx, objectOf(ctx.catalog, name), part.given, 'byMaker').problems)
}

/** Nobody converts into what he may not see. */
async function outOfSight(ctx: Context, parts: Parts): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = []
  for (const [path, part] of Object.entries(parts))
    if (
      part &&
      'id' in part &&
      isId(part.id) &&
      (await getMany(ctx, objectOf(ctx.catalog, path), [part.id])).length === 0
    )
      problems.push({ path, code: 'field.no_such_record' })
  return problems
}

async function triedOut(ctx: Context, name: keyof Carried, part: Part): Promise<FieldProblem[]> {
  if (part === null || 'id' in part) return []
  const { problems } = await rehearse(carrying(ctx), objectOf(ctx.catalog, name), [{ values: part.values }])
  return under(name, problems.get(0) ?? [])
}

async function make(ctx: Context, name: keyof Carried, part: Part): Promise<string | null> {
  if (part === null) return null
  if ('id' in part) return part.id
  try {
    return await create(carrying(ctx), objectOf(ctx.catalog, name), part.values)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid') throw error
    throw new Problem(422, 'invalid', { fields: under(name, error.fields), details: error.details })
  }
}

/** What somebody gave is read twice: by his own rights, and with what the lead brings. */
const eachOnce = (problems: readonly FieldProblem[]): FieldProblem[] => [
  ...new Map(problems.map(problem => [`${problem.path} ${problem.code}`, problem])).values(),
]

const carrying = (ctx: Context): Context => ({ ...ctx, actor: withAllFields(ctx.actor) })

const under = (name: string, problems: readonly FieldProblem[]): FieldProblem[] =>
  problems.map(problem => ({ ...problem, path: `${name}.${problem.path}` }))
