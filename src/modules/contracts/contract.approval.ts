import type { Approval } from '#platform/approvals/index.ts'
import { endChange } from './contract.changes.ts'
import { planProblemOf } from './plan.assert.ts'

/**
 * A contract needs consent before it counts, and again when one in effect was changed. It comes with the plan that its terms ask for, so that
 * whoever approves sees when the money comes.
 */
export const contractApproval: Approval = {
  state: 'state',
  from: ['draft', 'changing'],
  ways: { changing: { back: 'changing', approved: 'inEffect' } },
  inReview: 'inReview',
  approved: 'approved',
  back: 'draft',
  free: ['remark', 'files'],
  amount: 'amount',
  currency: 'currency',
  baseAmount: 'baseAmount',
  discount: 'discountAmount',
  along: ['collectionPlan'],
  check: async (ctx, record) => {
    const problem = await planProblemOf(ctx, record)
    return problem ? [problem] : []
  },
  onApproved: (ctx, id) => endChange(ctx, id, true),
}
