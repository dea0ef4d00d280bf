import { sql } from 'kysely'
import { invalid } from '#platform/errors.ts'
import { type Context, defineAction } from '#platform/records/index.ts'
import { causeWords, suggestionsOf } from './hot.suggestions.ts'
import { clearHot, dismissHot, flagHot } from './flagging.ts'

/** Since when a customer is hot stays when its reason is only put in other words. */
export const flagHotAction = defineAction(flagHot, async (ctx, record, { reason }) => {
  const said = reason?.trim() ? reason.trim() : await suggestedReason(ctx, record.id)
  if (!said) throw invalid([{ path: 'reason', code: 'hot.reason_needed' }])
  return {
    changes: {
      isHot: true,
      hotReason: said,
      hotSince: record.isHot && record.hotSince ? record.hotSince : ctx.now().toISOString(),
      hotBy: ctx.actor.userId ? { id: ctx.actor.userId, title: ctx.actor.name } : null,
    },
  }
})

export const clearHotAction = defineAction(clearHot, async (_ctx, record) => ({
  changes: { isHot: false, hotReason: null, hotSince: null, hotBy: null },
  ...(record.hotReason ? { reason: String(record.hotReason) } : {}),
}))

/** Writes down what gave rise to the suggestion, in the verb's transaction. */
export const dismissHotAction = defineAction(dismissHot, async (ctx, record) => {
  for (const { kind, cause } of await suggestionsOf(ctx, [record.id]))
    await sql`insert into hot_dismissals (customer_id, kind, cause, dismissed_at, dismissed_by_id)
      values (${record.id}::uuid, ${kind}, ${cause}, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid)
      on conflict do nothing`.execute(ctx.db)
  return { changes: {} }
})

/** All causes of a suggestion in one line, in the company's language; null when nothing suggests this customer. */
async function suggestedReason(ctx: Context, id: string): Promise<string | null> {
  const found = await suggestionsOf(ctx, [id])
  const { locale, timeZone } = ctx.company
  const line = found.map(one => causeWords(locale, one, timeZone)).join(locale === 'zh' ? '；' : '; ')
  return [...line].slice(0, 300).join('') || null
}
