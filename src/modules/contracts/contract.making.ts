import { sql } from 'kysely'
import { opportunity } from '#modules/opportunities/index.ts'
import { quote } from '#modules/quotes/index.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { dayAt } from '#platform/fields/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { choice, defineVerb, lines, text } from '#platform/objects/index.ts'
import { type ActionResult, type Context, create, defineAction } from '#platform/records/index.ts'
import { needsPlan } from './collection-plan.rules.ts'
import { copiedLines } from './contract.copies.ts'
import { contract } from './contract.object.ts'

const making = {
  name: text({ max: 200 }),
  paymentTerms: choice({ options: contract.fields.paymentTerms.options, fixed: true }),
  plan: lines('collectionPlan', { by: 'contract' }),
} as const

/** A contract of what the customer accepted, in one step, with the plan that its terms ask for. */
const makeContractOfQuote = defineVerb({
  object: quote,
  verb: 'makeContract',
  event: 'becameContract',
  from: { field: 'state', values: ['approved', 'sent', 'accepted'] },
  input: making,
  tone: 'panel',
})

/** The same of an opportunity with its product lines. */
const makeContractOfOpportunity = defineVerb({
  object: opportunity,
  verb: 'makeContract',
  event: 'becameContract',
  from: { field: 'state', values: ['open', 'won'] },
  input: making,
  tone: 'panel',
})

interface Making {
  name: string | null
  paymentTerms: string | null
  plan: unknown[] | null
}

/** What a quote or an opportunity becomes: once, with its lines, and with a plan where the terms ask for one. */
export const makingActions = [
  defineAction(makeContractOfQuote, async (ctx, record, input): Promise<ActionResult> => {
    assertPlanned(input)
    await assertFirst(ctx, 'quote', record.id)
    const isAccepted = record.state === 'accepted'
    const acceptance = { state: 'accepted', decidedOn: dayAt(ctx.now(), ctx.company.timeZone) }
    return {
      changes: isAccepted ? {} : acceptance,
      afterwards: inside =>
        make(inside, input, {
          name: record.name,
          customer: record.customer,
          opportunity: record.opportunity,
          quote: { id: record.id },
          customerSigner: record.contact,
          legalEntity: record.legalEntity,
          currency: record.currency,
          priceIncludesTax: record.priceIncludesTax,
          discountAmount: record.discountAmount,
          terms: record.terms,
          owner: record.owner,
          lines: copiedLines(record.lines),
          ...(((record.lines ?? []) as unknown[]).length === 0 ? { amount: record.amount } : {}),
        }),
    }
  }),
  defineAction(makeContractOfOpportunity, async (ctx, record, input): Promise<ActionResult> => {
    if (!record.customer) throw invalid([{ path: 'customer', code: 'contract.opportunity_without_customer' }])
    assertPlanned(input)
    await assertFirst(ctx, 'opportunity', record.id)
    const lines = copiedLines(record.lines)
    return {
      changes: {},
      afterwards: inside =>
        make(inside, input, {
          name: record.name,
          customer: record.customer,
          opportunity: { id: record.id },
          currency: record.currency,
          owner: record.owner,
          lines,
          ...(lines.length === 0 ? { amount: record.amount } : {}),
        }),
    }
  }),
]

function assertPlanned({ paymentTerms, plan }: Making): void {
  if (needsPlan(paymentTerms) && (plan ?? []).length === 0)
    throw invalid([{ path: 'plan', code: 'contract.no_collection_plan' }])
}

/** @throws Problem `contract.made_already` (409) with the contract, when this became one that was not voided */
async function assertFirst(ctx: Context, field: 'quote' | 'opportunity', id: string): Promise<void> {
  const { rows } = await sql<{ id: string; title: string }>`select id, name as title from contracts
    where ${sql.ref(`${field}_id`)} = ${id}::uuid and deleted_at is null and state <> 'voided' limit 1`.execute(ctx.db)
  if (rows[0]) throw conflict('contract.made_already', { contract: rows[0].title }, { contract: rows[0] })
}

/** What is empty there is left to what is usual. */
async function make(
  { isWithinVerb: _within, ...ctx }: Context,
  { name, paymentTerms, plan }: Making,
  values: Record<string, unknown>,
): Promise<void> {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined))
  await create(ctx, objectOf(ctx.catalog, contract.name), {
    ...given,
    ...(name ? { name } : {}),
    ...(paymentTerms ? { paymentTerms } : {}),
    ...(plan && plan.length > 0 ? { plan } : {}),
  })
}
