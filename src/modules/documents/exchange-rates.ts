import { sql } from 'kysely'
import { invalid } from '#platform/errors.ts'
import type { Context, Draft } from '#platform/records/index.ts'

/**
 * Rate and rate date of documents, in place (facts 23): 1 of the base currency; of another what was given, else the newest rate on or before
 * the document's day; unknown when there is none. A document that has a rate keeps it until its currency changes.
 */
export async function settleRates(
  ctx: Context,
  drafts: readonly Draft[],
  dayOf: (draft: Draft) => string,
): Promise<void> {
  const base = ctx.company.baseCurrency
  const open: Draft[] = []
  for (const draft of drafts) {
    const { values, before } = draft
    const isOther =
      before !== null && before.currency !== values.currency && before.exchangeRate === values.exchangeRate
    if (values.currency === base) Object.assign(values, { exchangeRate: '1', rateOn: dayOf(draft) })
    else if (!values.exchangeRate || isOther) open.push(draft)
    else if (before?.exchangeRate !== values.exchangeRate) values.rateOn = dayOf(draft)
  }
  if (open.length === 0) return
  const asked = open.map((draft, index) => ({ index, currency: draft.values.currency, on: dayOf(draft) }))
  const { rows } = await sql<{ index: number; rate: string | null; on: string | null }>`
    select asked.index, known.rate::text, known.on::text
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked(index int, currency text, "on" date)
    left join lateral (
      select rate, "on" from exchange_rates r
      where r.currency = asked.currency and r."on" <= asked."on" and r.deleted_at is null
      order by r."on" desc, r.id desc limit 1) known on true`.execute(ctx.db)
  for (const { index, rate, on } of rows) Object.assign(open[index]?.values ?? {}, { exchangeRate: rate, rateOn: on })
}

/** The same of one that would come out of the bin. @throws Problem */
export async function keepOutTwice(ctx: Context, draft: Draft): Promise<void> {
  await refuseTwice(ctx, [draft])
  if (draft.problems.length > 0) throw invalid(draft.problems)
}

/** A currency has one rate of a day: a second is refused where it is given. */
export async function refuseTwice(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const asked = drafts.flatMap(({ id, values: { currency, on } }, index) =>
    currency && on ? [{ index, id, currency, on }] : [],
  )
  if (asked.length === 0) return
  const { rows } = await sql<{ index: number }>`
    with asked as (select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as asked(index int, id uuid, currency text, "on" date))
    select asked.index from asked
    where exists (select from exchange_rates r
        where r.currency = asked.currency and r."on" = asked."on" and r.id <> asked.id and r.deleted_at is null)
      or exists (select from asked earlier
        where earlier.currency = asked.currency and earlier."on" = asked."on" and earlier.index < asked.index)`.execute(
    ctx.db,
  )
  for (const { index } of rows) drafts[index]?.problems.push({ path: 'on', code: 'exchangeRate.twice' })
}
