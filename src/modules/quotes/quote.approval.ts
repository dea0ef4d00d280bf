import { dayAt } from '#platform/fields/index.ts'
import type { FieldProblem } from '#platform/errors.ts'
import type { Approval } from '#platform/approvals/index.ts'
import type { Context } from '#platform/records/index.ts'

/** Quotes need consent as the company's flows say, by discount, amount and department. What was approved changes by its next version alone. */
export const quoteApproval: Approval = {
  state: 'state',
  from: ['draft'],
  inReview: 'inReview',
  approved: 'approved',
  back: 'draft',
  free: ['remark'],
  amount: 'amount',
  currency: 'currency',
  baseAmount: 'baseAmount',
  discount: 'greatestDiscount',
  check: readyToSubmit,
}

function readyToSubmit(ctx: Context, record: Record<string, unknown>): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (record.amount === null || record.amount === undefined)
    problems.push({ path: 'lines', code: 'quote.nothing_offered' })
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  if (record.validUntil && String(record.validUntil) < today)
    problems.push({ path: 'validUntil', code: 'quote.validity_past' })
  return problems
}
