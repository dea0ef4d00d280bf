import { sql } from 'kysely'
import { decimalsOf } from '#modules/documents/index.ts'
import type { FieldProblem } from '#platform/errors.ts'
import { Exact } from '#platform/fields/index.ts'
import type { Context } from '#platform/records/index.ts'
import { needsPlan, planGap } from './collection-plan.rules.ts'

/** What of a contract its plan is held against. */
interface Planned {
  paymentTerms?: unknown
  type?: unknown
  amount?: unknown
  currency?: unknown
}

/** What keeps a contract with this plan from counting: no amount, no plan where its terms ask for one (Q3), one that misses the amount. Pure. */
export function planProblem(contract: Planned, amounts: readonly string[]): FieldProblem | null {
  if (contract.type === 'framework') return null
  if (contract.amount === null || contract.amount === undefined) return { path: 'amount', code: 'contract.no_amount' }
  if (amounts.length === 0)
    return needsPlan(contract.paymentTerms) ? { path: 'plan', code: 'contract.no_collection_plan' } : null
  const [amount, currency] = [String(contract.amount), String(contract.currency)]
  const gap = new Exact(planGap(amount, amounts, currency))
  if (gap.isZero()) return null
  const params = { gap: gap.abs().toFixed(decimalsOf(currency)), currency, amount }
  return { path: 'plan', code: gap.isPositive() ? 'contract.plan_too_small' : 'contract.plan_too_large', params }
}

/** The same of a contract and the plan that it has. */
export async function planProblemOf(ctx: Context, contract: Planned & { id: string }): Promise<FieldProblem | null> {
  const { rows } = await sql<{ amount: string }>`select amount::text as amount from collection_plans
    where contract_id = ${contract.id}::uuid and deleted_at is null`.execute(ctx.db)
  return planProblem(
    contract,
    rows.map(row => row.amount),
  )
}
