import { sql } from 'kysely'
import { reckonDocument } from '#modules/documents/index.ts'
import type { FieldProblem } from '#platform/errors.ts'
import { Exact, longText } from '#platform/objects/index.ts'
import type { Context } from '#platform/records/index.ts'
import type { ImportDraft } from '#platform/transfer/object-import.ts'

/**
 * What is sold by a contract of a file: a cell with one line of text for each, its parts by `|`: product (code or name) | quantity | unit price |
 * discount % | tax %. The last two may be left out. `控制器 | 3 | 1999.99 | 0 | 13`
 */
export const lineColumns = { items: longText({ max: 20_000 }) }

interface Item {
  what: string
  quantity: string
  unitPrice: string
  discountRate: number | null
  taxPercent: number | null
}

/** Makes lines of the cells, in place. What the file names as the contract's amount must be what they come to. */
export async function takeImportedLines(ctx: Context, drafts: readonly ImportDraft[]): Promise<void> {
  const given = drafts.flatMap(draft => {
    const { items } = draft.values
    delete draft.values.items
    return draft.isNew && items ? [{ draft, items: readItems(draft, String(items)) }] : []
  })
  if (given.length === 0) return
  const all = given.flatMap(({ items }) => items)
  const products = await productsCalled(
    ctx,
    all.map(({ what }) => what),
  )
  const rates = await ratesOf(ctx)
  for (const { draft, items } of given) {
    const { values } = draft
    values.lines = items.map(item => {
      const product = products.get(item.what.toLowerCase())
      const rate = item.taxPercent === null ? undefined : rates.get(item.taxPercent)
      if (item.taxPercent !== null && !rate)
        draft.problems.push({ path: 'items', code: 'contract.import_tax', params: { percent: item.taxPercent } })
      return {
        ...(product ? { product: { id: product } } : { name: item.what }),
        quantity: item.quantity,
        unitPrice: item.unitPrice,
        discountRate: item.discountRate,
        ...(rate ? { taxRate: { id: rate } } : {}),
      }
    })
    if (draft.problems.length === 0) settleAmount(ctx, draft, items)
  }
}

/** `3 | 1,999.99`: one number, its thousands parted or not. */
const decimal = /^\d{1,3}(,\d{3})+(\.\d{1,8})?$|^\d{1,14}(\.\d{1,8})?$/

function readItems({ problems }: ImportDraft, cell: string): Item[] {
  const texts = cell.split(/\r?\n|[;；]/).filter(text => text.trim() !== '')
  return texts.flatMap(text => {
    const [what = '', quantity = '', unitPrice = '', discount = '', tax = '', ...more] = text
      .split(/[|｜]/)
      .map(part => part.trim())
    const [off, percent] = [discount, tax].map(part => part.replace(/[%％]$/, '').trim())
    const numbers = [quantity, unitPrice, ...[off, percent].filter(Boolean)]
    const isSound =
      what !== '' && more.length === 0 && numbers.every(part => decimal.test(part ?? '')) && Number(off || 0) <= 100
    if (!isSound) {
      const problem: FieldProblem = { path: 'items', code: 'contract.import_line', params: { line: text.trim() } }
      problems.push(problem)
      return []
    }
    const plain = (part: string): string => part.replaceAll(',', '')
    return {
      what,
      quantity: plain(quantity),
      unitPrice: plain(unitPrice),
      discountRate: off ? Number(off) : null,
      taxPercent: percent ? Number(percent) : null,
    }
  })
}

function settleAmount(ctx: Context, { values, problems }: ImportDraft, items: readonly Item[]): void {
  // Prices without tax: what they come to follows from each line's tax, which is settled later.
  if (values.priceIncludesTax === false || items.length === 0) return
  const { amount } = reckonDocument({
    currency: String(values.currency ?? ctx.company.baseCurrency),
    priceIncludesTax: true,
    discountAmount: (values.discountAmount as string | null | undefined) ?? null,
    lines: items.map(({ quantity, unitPrice, discountRate }) => ({ quantity, unitPrice, discountRate, tax: null })),
  })
  if (values.amount && !new Exact(String(values.amount)).equals(amount))
    problems.push({
      path: 'amount',
      code: 'contract.import_amount',
      params: { amount: String(values.amount), lines: amount },
    })
  values.amount = amount
}

/** Products by code or name, in small letters; a code counts before a name, and a name that several have says nothing. */
async function productsCalled(ctx: Context, words: readonly string[]): Promise<Map<string, string>> {
  const asked = [...new Set(words.map(word => word.toLowerCase()))]
  const { rows } = await sql<{ id: string; name: string; code: string | null }>`
    select id, lower(name) as name, lower(code) as code from products
    where deleted_at is null and (lower(name) = any(${asked}) or lower(code) = any(${asked}))`.execute(ctx.db)
  const byName = Map.groupBy(rows, row => row.name)
  return new Map([
    ...[...byName].flatMap(([name, own]) => (own.length === 1 && own[0] ? [[name, own[0].id] as const] : [])),
    ...rows.flatMap(({ code, id }) => (code ? [[code, id] as const] : [])),
  ])
}

/** The company's rates by their percent. */
async function ratesOf(ctx: Context): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: string; percent: string }>`
    select id, percent::text from tax_rates where deleted_at is null and kind in ('rate', 'levy')
    order by kind, created_at desc`.execute(ctx.db)
  // Of a rate and a levy of the same percent the rate is meant.
  return new Map(rows.map(({ id, percent }) => [Number(percent), id]))
}
