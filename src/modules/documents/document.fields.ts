import {
  choice,
  currency,
  date,
  decimal,
  longText,
  money,
  percent,
  reference,
  text,
  yesNo,
} from '#platform/objects/index.ts'

/**
 * The fields by which a document (quote, contract, later invoice) says its money. What people give stands first; what is `setBy: 'verb'`
 * is reckoned by `deriveDocument`; what would tell of the amount is hidden with it. The amount is the sum of the lines; a document without
 * lines may have it typed.
 */
export const documentFields = () => ({
  legalEntity: reference('legalEntity', { indexed: true }),
  currency: currency(),
  priceIncludesTax: yesNo({ default: true }),
  discountAmount: money({ currency: 'currency', min: 0 }),
  linesAmount: money({ currency: 'currency', setBy: 'verb', from: ['amount'] }),
  amount: money({ currency: 'currency', min: 0, indexed: true }),
  amountExcludingTax: money({ currency: 'currency', setBy: 'verb', from: ['amount'] }),
  tax: money({ currency: 'currency', setBy: 'verb', from: ['amount'] }),
  exchangeRate: decimal({ min: 0 }),
  rateOn: date({ setBy: 'verb' }),
  baseAmount: money({ currency: 'base', setBy: 'verb', from: ['amount'] }),
})

/**
 * A line of a document. Product and words are those of the day on which the line was written (facts 18); a line may also name something that
 * is in no catalogue. `gross` to `tax` are reckoned; the amount includes tax. Name and price may be left out of a line that names a product:
 * `deriveDocument` fills them, and asks for what is still missing then.
 */
export const documentLineFields = () => ({
  product: reference('product', { indexed: true }),
  name: text({ max: 200 }),
  code: text({ max: 60 }),
  specification: text({ max: 200 }),
  unit: text({ max: 20 }),
  taxCode: text({ max: 19 }),
  quantity: decimal({ min: 0, default: '1' }),
  unitPrice: decimal({ min: 0 }),
  discountRate: percent(),
  taxRate: reference('taxRate'),
  taxKind: choice({ options: ['rate', 'levy', 'exempt', 'nonTaxable'], fixed: true, setBy: 'verb' }),
  taxPercent: percent({ setBy: 'verb' }),
  currency: currency({ setBy: 'verb' }),
  gross: money({ currency: 'currency', setBy: 'verb' }),
  discountShare: money({ currency: 'currency', setBy: 'verb' }),
  amount: money({ currency: 'currency', setBy: 'verb' }),
  amountExcludingTax: money({ currency: 'currency', setBy: 'verb' }),
  tax: money({ currency: 'currency', setBy: 'verb' }),
  remark: longText({ max: 500 }),
})
