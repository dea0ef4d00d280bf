import { conflict, type FieldProblem, invalid } from '#platform/errors.ts'
import { dayAt } from '#platform/fields/index.ts'
import { type ActionDefinition, type Context, defineAction } from '#platform/records/index.ts'
import { accept, decline, expire, revise, send } from './quote.verbs.ts'
import { assertNoNextVersion, makeNextVersion } from './next-version.ts'

/** What is done with a quote beside its approval. */
export const quoteActions: ActionDefinition[] = [
  defineAction(send, async (ctx, _record, { sentOn, remark }) => {
    assertPast(ctx, 'sentOn', sentOn)
    return { changes: { state: 'sent', sentOn: sentOn ?? today(ctx) }, ...(remark ? { reason: remark } : {}) }
  }),
  defineAction(accept, async (ctx, record, { decidedBy, decidedOn, word }) => {
    const on = decidedOn ?? today(ctx)
    assertPast(ctx, 'decidedOn', decidedOn)
    if (record.validUntil && on > record.validUntil)
      throw invalid([{ path: 'decidedOn', code: 'quote.decided_too_late', params: { day: record.validUntil } }])
    return { changes: { state: 'accepted', decidedOn: on, decidedBy, decisionWord: word, declineReason: null } }
  }),
  defineAction(decline, async (ctx, _record, { reason, decidedBy, decidedOn, word }) => {
    assertPast(ctx, 'decidedOn', decidedOn)
    const decided = { decidedOn: decidedOn ?? today(ctx), decidedBy, decisionWord: word }
    return { changes: { state: 'declined', ...decided, declineReason: reason } }
  }),
  defineAction(revise, async (ctx, record, { reason }) => {
    await assertNoNextVersion(ctx, record.id)
    return {
      changes: { state: 'superseded' },
      ...(reason ? { reason } : {}),
      afterwards: trx => makeNextVersion(trx, record.id),
    }
  }),
  defineAction(expire, async (ctx, { validUntil }) => {
    if (!validUntil || validUntil >= today(ctx)) throw conflict('quote.still_valid', { day: validUntil ?? '' })
    return { changes: { state: 'expired' } }
  }),
]

const today = (ctx: Context): string => dayAt(ctx.now(), ctx.company.timeZone)

/** What has happened lies not in the future. @throws Problem 422 */
function assertPast(ctx: Context, path: string, day: string | null): void {
  if (!day || day <= today(ctx)) return
  const problem: FieldProblem = { path, code: 'quote.day_ahead' }
  throw invalid([problem])
}
