import type { FieldDescription, ObjectDescription } from '#platform/objects/description.ts'

/** Whether lines are a document's: products with quantity, price and discount. */
export const isDocumentLine = (line: ObjectDescription): boolean =>
  ['product', 'quantity', 'unitPrice', 'discountRate'].every(name => line.fields.some(field => field.name === name))

/** Whether the noun that has the lines is a document, of which the lines make the amount. */
export const isDocument = (object: ObjectDescription | undefined): boolean =>
  object?.fields.some(field => field.name === 'linesAmount') === true

/** What the editor asks for on the whole of a document, so that the form around it does not. */
export const coveredFields = (object: ObjectDescription): readonly string[] =>
  isDocument(object) ? ['priceIncludesTax', 'discountAmount', 'amount'] : []

/** The columns of the grid, by field, in their order; the amount is reckoned. */
export type Column = 'product' | 'quantity' | 'unit' | 'unitPrice' | 'discountRate' | 'taxRate'
const columns: readonly Column[] = ['product', 'quantity', 'unit', 'unitPrice', 'discountRate', 'taxRate']

/** How lines of a noun are drawn. */
export interface LineShape {
  line: ObjectDescription
  columns: readonly Column[]
  fields: Readonly<Record<string, FieldDescription>>
  /** What has no column and is asked for under its line: words of the day, remark, fields of the company's own. */
  further: readonly FieldDescription[]
  /** Whether a line may name something that is in no catalogue. */
  isFree: boolean
  isTaxed: boolean
}

/** How the lines of this noun are drawn; `by` is the field that points back. */
export function shapeOf(line: ObjectDescription, by: string | undefined): LineShape {
  const fields = Object.fromEntries(line.fields.map(field => [field.name, field]))
  const shown = columns.filter(name => fields[name] !== undefined)
  return {
    line,
    columns: shown,
    fields,
    further: line.fields.filter(
      field => field.isEditable && field.name !== by && field.type !== 'lines' && !shown.includes(field.name as Column),
    ),
    isFree: fields.name !== undefined,
    isTaxed: fields.taxRate !== undefined,
  }
}
