import type { FieldProblem } from '../errors.ts'
import type { Context } from '../records/context.ts'

/**
 * That records of a noun need consent before they count (`behaviour.<noun>.approval` of a module). The noun gets the verbs `submit`, `withdraw`
 * and `resubmit`; into `inReview` and `approved` its state comes by them alone, and people edit it only where it may be submitted.
 */
export interface Approval {
  /** The noun's status field. */
  state: string
  /** Where it may be submitted from. */
  from: readonly string[]
  inReview: string
  approved: string
  /** Where it goes when it is refused or withdrawn. */
  back: string
  /** Where it goes instead when it was submitted from these states: a contract that is being changed goes back to that, and on into effect. */
  ways?: Readonly<Record<string, { back: string; approved: string }>>
  /** In which states people may edit the record; `from` and `back` unless told. */
  editable?: readonly string[]
  /** Fields that people may edit in every state: a remark, files that come later. */
  free?: readonly string[]
  /** The amount by which flows decide, its currency, and the same in the company's base currency. */
  amount?: string
  currency?: string
  baseAmount?: string
  /** The discount that approvers are shown beside the amount. */
  discount?: string
  /** Nouns seen with the record that its approvers read along with it: a contract's collection plan. */
  along?: readonly string[]
  /** What keeps the record from being submitted; asked under the record's lock. */
  check?: (ctx: Context, record: Record<string, unknown> & { id: string }) => Promise<FieldProblem[]> | FieldProblem[]
  /** In the transaction in which the last approver approved, or in which it was submitted and needed nobody. */
  onApproved?: (ctx: Context, id: string) => Promise<void>
  onRefused?: (ctx: Context, id: string) => Promise<void>
}

/** Where a record goes that was submitted from this state. */
export const wayOf = (
  { ways, back, approved }: Approval,
  from: string | undefined,
): { back: string; approved: string } => ways?.[from ?? ''] ?? { back, approved }

/** How the noun is approved; undefined when it needs no consent. */
export const approvalOf = (ctx: Pick<Context, 'behaviour'>, noun: string): Approval | undefined =>
  ctx.behaviour.objects[noun]?.approval

/** Whether people may edit and remove a record in this state. */
export const isEditable = ({ editable, from, back }: Approval, state: string): boolean =>
  (editable ?? [...from, back]).includes(state)

/** Whether a record has been approved: it is neither where it may be submitted nor under review. For rules of other nouns. */
export function isApproved(ctx: Pick<Context, 'behaviour'>, noun: string, record: Record<string, unknown>): boolean {
  const approval = approvalOf(ctx, noun)
  if (!approval) return true
  return ![...approval.from, approval.back, approval.inReview].includes(String(record[approval.state]))
}
