import type { Database, Transaction } from '#platform/db/server.ts'
import { transaction } from '#platform/db/transaction.ts'
import { conflict } from '#platform/errors.ts'
import { hasMessage, translate } from '#platform/i18n/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { asUndoer } from '#platform/records/batches.ts'
import type { Context } from '#platform/records/index.ts'
import { type KeptRecord, undoBatch } from '#platform/records/undo-batch.ts'
import { changeOne, lock } from '#platform/records/update.ts'
import { type Added, addedSince } from './added-since.ts'
import { conversionOf } from './conversion.ts'

/**
 * Takes a conversion back, as long as nothing has been added to what it made: customer, contact and opportunity go into the bin, what was taken
 * along is the lead's alone, the lead is where it was. `ctx.db` must not be a transaction. Gives what had to be kept all the same, because it
 * was changed at that very moment.
 * @throws Problem 404, 403; 409 `lead.not_converted`, `conversion.added_since` with `added`
 */
export async function undoConversion(ctx: Context & { db: Database }, lead: string): Promise<KeptRecord[]> {
  const noun = objectOf(ctx.catalog, 'lead')
  const conversion = await transaction(ctx.db, async db => {
    const inside = { ...ctx, db }
    await lock(inside, noun, [lead], 'convert')
    const found = await conversionOf(inside, lead)
    if (!found) throw conflict('lead.not_converted')
    const added = await addedSince(inside, found)
    if (added.length > 0) throw conflict('conversion.added_since', { things: inWords(ctx, added) }, { added })
    return found
  })
  const undoer = { ...ctx, actor: asUndoer(ctx.actor) }
  const kept: KeptRecord[] = []
  for await (const step of undoBatch(undoer, conversion.batch)) kept.push(...step.kept)
  await transaction(ctx.db, db => returnLead({ ...undoer, db }, lead, conversion.stateBefore))
  return kept
}

/** A lead whose fields somebody changed meanwhile is converted no more all the same. */
async function returnLead(ctx: Context & { db: Transaction }, lead: string, state: string): Promise<void> {
  if (!(await conversionOf(ctx, lead))) return
  const values = { state, convertedAt: null, convertedCustomer: null }
  const options = { verb: 'update', writing: 'byVerb', history: true } as const
  await changeOne(ctx, objectOf(ctx.catalog, 'lead'), { id: lead, values }, options)
}

/** 「商机：二期设备、任务：寄送样品」 */
function inWords({ locale }: Context, added: readonly Added[]): string {
  const words = added.slice(0, 5).map(({ object, title, how }) => {
    const noun = hasMessage(locale, `${object}.name`) ? translate(locale, `${object}.name`) : object
    return translate(locale, `conversions.added.${how}`, { noun, title })
  })
  return words.join(locale === 'zh' ? '、' : ', ')
}
