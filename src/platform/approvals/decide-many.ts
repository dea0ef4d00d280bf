import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { invalid, Problem } from '../errors.ts'
import { translate } from '../i18n/index.ts'
import type { Context } from '../records/context.ts'
import { approve, refuse } from './decide.ts'

/** What is asked of many approvals at once. */
export interface ManyDecisions {
  ids: readonly string[]
  decision: 'approve' | 'refuse'
  opinion?: string | undefined
}

/** Decides each for itself, in a transaction of its own: what cannot be decided is told and keeps none of the others. @throws Problem `invalid` */
export async function decideMany(
  ctx: Context,
  { ids, decision, opinion }: ManyDecisions,
): Promise<{ done: string[]; refused: { id: string; code: string; message: string }[] }> {
  if (decision === 'refuse' && (opinion ?? '').length < 2) throw invalid([{ path: 'opinion', code: 'field.required' }])
  const done: string[] = []
  const refused: { id: string; code: string; message: string }[] = []
  for (const id of new Set(ids))
    try {
      await transaction(ctx.db as Database, db =>
        decision === 'approve'
          ? approve({ ...ctx, db }, id, opinion || null)
          : refuse({ ...ctx, db }, id, opinion ?? ''),
      )
      done.push(id)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const message = translate(ctx.locale, `problems.${error.code}`, error.params)
      refused.push({ id, code: error.code, message })
    }
  return { done, refused }
}
