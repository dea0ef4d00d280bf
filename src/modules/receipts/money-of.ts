import { Exact } from '#platform/objects/index.ts'
import type { Money } from './allocate.ts'

/** A locked receipt as its rules need it. */
export interface ReceiptRecord {
  id: string
  number: string | null
  kind: 'receipt' | 'refund' | 'opening'
  state: string
  payer: string
  amount: string
  fee: string | null
  currency: string
  receivedOn: string
  postedOn: string | null
  customer: Named
  contract: Named
  legalEntity: Named
  bankAccount: Named
  method: string | null
  restAmount: string | null
  owner: Named
  refundOf: Named
}
type Named = { id: string; title: string } | null

/** What of it is on no line: everything, where nothing was said of it yet. */
export const restOf = ({ restAmount, amount, fee }: ReceiptRecord): string =>
  restAmount ?? new Exact(amount).plus(fee ?? 0).toFixed()

/** The money of a receipt for this customer. */
export const moneyOf = (receipt: ReceiptRecord, customer: string): Money => ({
  receipt: receipt.id,
  customer,
  currency: receipt.currency,
  legalEntity: receipt.legalEntity?.id ?? null,
  available: restOf(receipt),
})
