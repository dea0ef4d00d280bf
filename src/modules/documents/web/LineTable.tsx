import { useMemo } from 'react'
import { useObjectNamed } from '#web/api/index.ts'
import { groupDigits } from '#web/fields/amounts.ts'
import type { CellProps, Values } from '#web/fields/field-face.ts'
import { idOf } from '#web/fields/reference-search.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { formatMoney, formatPercent, useLocale, useText } from '#web/ui/index.ts'
import { headOf } from './LineHead.tsx'
import { LineTotals } from './LineTotals.tsx'
import { type Column, type LineShape, shapeOf } from './line-columns.ts'
import styles from './line-editor.module.css'
import { type Line, reckonLines } from './reckon-lines.ts'
import { offerForOf } from './use-lines.ts'

/** The lines of a document as they stand on its page: a table on a desk, cards on a phone, and what they come to. */
export default function LineTable({ field, object, value, values }: CellProps<Values[]>) {
  const t = useText()
  const line = useObjectNamed(field.object)
  const { baseCurrency } = useWording()
  const shape = useMemo(() => line && shapeOf(line, field.by), [line, field.by])
  if (!shape || value.length === 0) return null
  const { currency } = offerForOf(values, baseCurrency)
  const reckoned = reckonLines(value, {
    currency,
    priceIncludesTax: values.priceIncludesTax !== false,
    discountAmount: typeof values.discountAmount === 'string' ? values.discountAmount : null,
  })
  return (
    <div className={styles.editor}>
      <div
        className={styles.grid}
        role="table"
        aria-label={field.label}
        data-read
        data-taxed={shape.isTaxed}
        data-unit={shape.columns.includes('unit')}
      >
        <div className={styles.head} role="row">
          <span className={styles.headName} role="columnheader">
            <span className="for-readers-only">{t('documents.number')}</span>
          </span>
          {shape.columns.map(name => (
            <span key={name} className={styles.headName} data-column={name} role="columnheader">
              {headOf(shape.fields[name]?.label)}
              {name === 'unitPrice' && shape.isTaxed && values.priceIncludesTax === false && (
                <small>{t('documents.withoutTax')}</small>
              )}
            </span>
          ))}
          <span className={styles.headName} data-column="amount" role="columnheader">
            {t('documents.lineAmount')}
          </span>
        </div>
        {value.map((one, row) => (
          <ShownLine
            key={typeof one.id === 'string' ? one.id : row}
            line={one}
            row={row}
            shape={shape}
            currency={currency}
            amount={typeof one.gross === 'string' ? one.gross : (reckoned.lines[row]?.gross ?? '0')}
          />
        ))}
      </div>
      <LineTotals
        {...{ object, values, currency, reckoned: { ...reckoned, ...stored(values) } }}
        id={`${field.name}-shown`}
        hasLines
        siblings={undefined}
      />
    </div>
  )
}

/** The figures that the document keeps count, not what the browser makes of its lines. */
const stored = (values: Values): Partial<Record<'linesAmount' | 'amount' | 'amountExcludingTax' | 'tax', string>> =>
  values.linesAmount === undefined
    ? {}
    : Object.fromEntries(
        ['linesAmount', 'amount', 'amountExcludingTax', 'tax'].flatMap(name =>
          typeof values[name] === 'string' ? [[name, values[name]]] : [],
        ),
      )

function ShownLine({
  line,
  row,
  shape,
  currency,
  amount,
}: {
  line: Line
  row: number
  shape: LineShape
  currency: string
  amount: string
}) {
  const locale = useLocale()
  const t = useText()
  // What the columns do not say, in words: remark, fields of the company's own.
  const further = shape.further.filter(
    field => !['name', 'code', 'specification', 'taxCode'].includes(field.name) && !isEmpty(line[field.name]),
  )
  return (
    <div className={styles.line} role="row">
      <span className={styles.number} role="cell">
        {row + 1}
      </span>
      {shape.columns.map(column => (
        <span key={column} className={styles.cell} data-column={column} role="cell">
          <span className={styles.cardLabel} aria-hidden="true">
            {shape.fields[column]?.label}
          </span>
          {column === 'product' ? (
            <ShownProduct line={line} />
          ) : (
            <span className={styles.shown}>{wordsIn(line, column, locale)}</span>
          )}
          {column === 'product' && (
            <span className={styles.brief} aria-hidden="true">
              {briefly(line, shape, { currency, locale })}
            </span>
          )}
          {column === 'product' && further.length > 0 && (
            <small className={styles.detail}>
              {further.map(field => (
                <span key={field.name} className={styles.furtherShown}>
                  {field.label} <Value field={field} object={shape.line.name} values={line} room="line" />
                </span>
              ))}
            </small>
          )}
        </span>
      ))}
      <span className={styles.amount} role="cell">
        <span className={styles.cardLabel} aria-hidden="true">
          {t('documents.lineAmount')}
        </span>
        {formatMoney(amount, { currency, locale })}
      </span>
    </div>
  )
}

function ShownProduct({ line }: { line: Line }) {
  const product = idOf(line.product)
  const title = (line.product as { title?: string } | null)?.title ?? ''
  const name = typeof line.name === 'string' && line.name !== '' ? line.name : title
  const detail = [line.code, line.specification].filter(word => typeof word === 'string' && word !== '')
  return (
    <>
      {product ? <RecordLink object="product" id={product} title={name} /> : <span>{name}</span>}
      {detail.length > 0 && <small className={styles.detail}>{detail.join(' · ')}</small>}
    </>
  )
}

/** A line in one: 3 台 × ¥1,999.99 · −5% · 13%. */
function briefly(
  line: Line,
  { isTaxed }: LineShape,
  { currency, locale }: { currency: string; locale: 'zh' | 'en' },
): string {
  const price =
    typeof line.unitPrice === 'string'
      ? `${currency === 'CNY' ? '¥' : `${currency} `}${groupDigits(line.unitPrice)}`
      : '–'
  const many = [wordsIn(line, 'quantity', locale), line.unit].filter(word => typeof word === 'string').join(' ')
  return [
    `${many} × ${price}`,
    line.discountRate ? `−${formatPercent(Number(line.discountRate), locale)}` : '',
    isTaxed && line.taxRate ? wordsIn(line, 'taxRate', locale) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

function wordsIn(line: Line, column: Column, locale: 'zh' | 'en'): string {
  const value = line[column]
  if (value === null || value === undefined || value === '') return '–'
  if (column === 'taxRate') return (value as { title?: string }).title ?? '–'
  if (column === 'discountRate') return formatPercent(Number(value), locale)
  return column === 'unit' ? String(value) : groupDigits(String(value))
}
