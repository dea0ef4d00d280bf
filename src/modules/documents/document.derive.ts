import { dayAt, Exact } from '#platform/objects/index.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { type LineGiven, type LineTax, reckonDocument } from './document.rules.ts'
import { fillLines, type LineDraft } from './line.derive.ts'
import { settleRates } from './exchange-rates.ts'
import { inBaseCurrency, roundMoney, sumMoney } from './money.rules.ts'
import { usualEntity } from './usual-entity.ts'

/** How a noun uses the fields of a document. */
export interface DocumentShape {
  /** The field of its lines. */
  lines: string
  /** The date whose exchange rate counts: `quotedOn`, `signedOn`. Without one the rate of today. */
  day: string
}

/**
 * What follows in a document from what people gave, in place, on many drafts at once: legal entity and currency when none is given, words,
 * price and tax of lines from their products, all amounts (facts 18), rate and base amount of the document's day (facts 23). Puts problems on
 * the drafts: a line without name or price, a discount larger than the lines. Call it from the noun's `derive`.
 */
export async function deriveDocument(ctx: Context, drafts: Draft[], shape: DocumentShape): Promise<void> {
  await fillEntity(ctx, drafts)
  for (const { values } of drafts) {
    values.currency ??= ctx.company.baseCurrency
    values.priceIncludesTax ??= true
  }
  const dayOf = ({ values }: Draft): string => (values[shape.day] as string | null) ?? today(ctx)
  await fillLines(ctx, drafts, { lines: shape.lines, dayOf })
  for (const draft of drafts) reckon(draft, shape)
  await settleRates(ctx, drafts, dayOf)
  for (const { values } of drafts)
    values.baseAmount =
      values.amount && values.exchangeRate
        ? inBaseCurrency(String(values.amount), String(values.exchangeRate), ctx.company.baseCurrency)
        : null
}

const today = (ctx: Context): string => dayAt(ctx.now(), ctx.company.timeZone)

async function fillEntity(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const without = drafts.filter(({ values, before }) => before === null && values.legalEntity === undefined)
  if (without.length === 0) return
  const usual = await usualEntity(ctx)
  if (usual) for (const { values } of without) values.legalEntity = usual
}

function reckon(draft: Draft, shape: DocumentShape): void {
  const { values } = draft
  const currency = String(values.currency)
  const lines = (values[shape.lines] ?? []) as LineDraft[]
  if (lines.length === 0) return reckonBare(draft, currency)
  if (draft.problems.length > 0) return
  const given = { currency, priceIncludesTax: values.priceIncludesTax === true, lines: lines.map(givenOf) }
  const discountAmount = values.discountAmount ? roundMoney(String(values.discountAmount), currency) : null
  const before = reckonDocument({ ...given, discountAmount: null })
  if (discountAmount && new Exact(discountAmount).greaterThan(before.linesAmount)) {
    const params = { amount: before.linesAmount }
    draft.problems.push({ path: 'discountAmount', code: 'document.discount_too_large', params })
    return
  }
  const { lines: reckoned, ...whole } = reckonDocument({ ...given, discountAmount })
  Object.assign(values, whole)
  for (const [index, line] of lines.entries()) Object.assign(line, reckoned[index], { currency })
}

/** A document without lines has the amount that was typed, and of tax nothing is known. */
function reckonBare({ values }: Draft, currency: string): void {
  values.amount = values.amount ? sumMoney([String(values.amount)], currency) : null
  values.linesAmount = values.amount
  values.amountExcludingTax = null
  values.tax = null
}

const givenOf = (line: LineDraft): LineGiven => ({
  quantity: String(line.quantity ?? '1'),
  unitPrice: String(line.unitPrice ?? '0'),
  discountRate: line.discountRate as number | null,
  tax: line.taxKind ? { kind: line.taxKind as LineTax['kind'], percent: Number(line.taxPercent ?? 0) } : null,
})
