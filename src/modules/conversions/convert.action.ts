import { sql } from 'kysely'
import { newId } from '#platform/db/id.ts'
import { type FieldProblem, invalid } from '#platform/errors.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { openBatch } from '#platform/records/batches.ts'
import { type Context, defineAction, getMany } from '#platform/records/index.ts'
import { carryAlong } from './carry-along.ts'
import { convert } from './convert-verb.ts'

type Named = { id: string } | null

/** Takes everything of the lead along to the customer, and writes down what became of it. The lead is locked, so it is done once. */
export const convertAction = defineAction(convert, async (ctx, record, { customer, contact, opportunity }) => {
  await assertInSight(ctx, { customer, contact, opportunity })
  const batch = ctx.batch ?? (await openBatch(ctx, { kind: 'conversion', object: 'lead' }))
  const conversion = newId()
  const lead = record as unknown as Record<string, unknown> & { id: string }
  const at = ctx.now().toISOString()
  await sql`insert into conversions (id, lead_id, batch_id, customer_id, contact_id, opportunity_id, state_before, at, by_id)
    values (${conversion}, ${lead.id}::uuid, ${batch}::uuid, ${customer?.id}::uuid, ${contact?.id ?? null}::uuid,
      ${opportunity?.id ?? null}::uuid, ${String(lead.state)}, ${at}::timestamptz, ${ctx.actor.userId}::uuid)`.execute(
    ctx.db,
  )
  await carryAlong({ ...ctx, batch }, { conversion, lead, customer: customer?.id ?? '', contact: contact?.id ?? null })
  return { changes: { state: 'converted', convertedAt: at, convertedCustomer: customer } }
})

/** Nobody converts into what he may not see. */
async function assertInSight(
  ctx: Context,
  named: { customer: Named; contact: Named; opportunity: Named },
): Promise<void> {
  const problems: FieldProblem[] = []
  for (const [noun, one] of Object.entries(named))
    if (one && (await getMany(ctx, objectOf(ctx.catalog, noun), [one.id])).length === 0)
      problems.push({ path: noun, code: 'field.no_such_record' })
  if (problems.length > 0) throw invalid(problems)
}
