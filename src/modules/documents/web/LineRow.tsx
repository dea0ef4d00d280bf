import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, DownOutlined, HolderOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type DragEvent, memo, useState } from 'react'
import { groupDigits } from '#web/fields/amounts.ts'
import cellInput from '#web/fields/cell-input.module.css'
import { FigureCell } from '#web/fields/FigureCell.tsx'
import { faceOf, type Values } from '#web/fields/index.ts'
import { formatMoney, useLocale, usePhone, useText } from '#web/ui/index.ts'
import type { Column, LineShape } from './line-columns.ts'
import styles from './line-editor.module.css'
import type { LineOffer } from './line-offer-requests.ts'
import { OfferNote } from './OfferNote.tsx'
import { ProductCell } from './ProductCell.tsx'
import type { Line } from './reckon-lines.ts'
import type { Rate } from './tax-rates.ts'

export interface LineRowProps {
  id: string
  row: number
  isLast: boolean
  line: Line
  shape: LineShape
  /** What it comes to, with tax, before the discount on the whole. */
  amount: string
  currency: string
  offer: LineOffer | null
  rates: readonly Rate[]
  /** What is wrong in it, by field. */
  errors: Readonly<Record<string, string>>
  /** The document's values, for fields that look beyond their line. */
  context: Values
  onSet: (row: number, changes: Line) => void
  onChoose: (row: number, product: { id: string; title: string }) => void
  onRemove: (row: number) => void
  onMove: (row: number, to: number) => void
}

/** One line: a row on a desk, a card on a phone. Drawn anew only when something of its own has changed. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { id, row, line, shape, amount, currency, errors } = props
  const t = useText()
  const locale = useLocale()
  const [isOpened, setOpened] = useState(false)
  const isOpen = isOpened || shape.further.some(field => errors[field.name] !== undefined && field.name !== 'name')
  const drag = useRowDrag(row, props.onMove)
  return (
    <div
      className={styles.line}
      role="group"
      aria-label={t('documents.line', { number: row + 1 })}
      data-row={row}
      {...drag.target}
    >
      <span className={styles.number} title={t('documents.dragLine')} {...drag.source}>
        <HolderOutlined aria-hidden className={styles.holder} />
        <span>{row + 1}</span>
      </span>
      {shape.columns.map((column, place) => (
        <Cell key={column} {...props} column={column} place={`${row}:${place}`} cellId={`${id}-${row}-${column}`} />
      ))}
      <span className={styles.amount}>
        <span className={styles.cardLabel}>{t('documents.lineAmount')}</span>
        {formatMoney(amount, { currency, locale })}
      </span>
      <RowButtons {...props} isOpen={isOpen} onOpen={() => setOpened(!isOpen)} />
      {isOpen && (
        <div className={styles.further}>
          {shape.further.map(field => {
            const { Input } = faceOf(field.type)
            const fieldId = `${id}-${row}-${field.name}`
            const error = errors[field.name]
            return (
              <div key={field.name} data-invalid={error !== undefined} data-wide={field.type === 'longText'}>
                <label htmlFor={fieldId}>{field.label}</label>
                <Input
                  id={fieldId}
                  field={field}
                  object={shape.line.name}
                  value={line[field.name] ?? null}
                  values={{ ...props.context, ...line }}
                  isInvalid={error !== undefined}
                  describedBy={error ? `${fieldId}-error` : undefined}
                  onChange={next => props.onSet(row, { [field.name]: next })}
                  room="line"
                />
                {error && <CellError id={fieldId} words={error} />}
              </div>
            )
          })}
        </div>
      )}
    </div>
  )
})

function Cell(props: LineRowProps & { column: Column; place: string; cellId: string }) {
  const { row, line, shape, column, place, cellId, errors, offer } = props
  const t = useText()
  const name = shape.fields[column]?.label ?? column
  const label = `${t('documents.line', { number: row + 1 })}: ${name}`
  // A line without its product says so where one would name it.
  const error = errors[column] ?? (column === 'product' ? errors.name : undefined)
  const common = {
    id: cellId,
    label,
    isInvalid: error !== undefined,
    describedBy: error ? `${cellId}-error` : undefined,
  }
  const set = (changes: Line) => props.onSet(row, changes)
  return (
    <span className={styles.cell} data-cell={place} data-column={column} data-invalid={error !== undefined}>
      <span className={styles.cardLabel} aria-hidden="true">
        {name}
      </span>
      {column === 'product' && (
        <>
          <ProductCell
            {...common}
            words={wordsOf(line)}
            isCatalogued={Boolean(line.product)}
            isFree={shape.isFree}
            onWords={words => set(shape.isFree ? { product: null, name: words } : { product: null })}
            onChoose={product => props.onChoose(row, product)}
          />
          <Detail line={line} />
        </>
      )}
      {column === 'unit' && <UnitCell {...common} value={line.unit} offer={offer} onChange={unit => set({ unit })} />}
      {column === 'taxRate' && <TaxCell {...common} line={line} rates={props.rates} onChange={set} />}
      {(column === 'quantity' || column === 'unitPrice') && (
        <FigureCell {...common} value={line[column]} decimals={8} onChange={value => set({ [column]: value })} />
      )}
      {column === 'discountRate' && (
        <FigureCell
          {...common}
          value={line.discountRate}
          decimals={2}
          onChange={value => set({ discountRate: rate(value) })}
        />
      )}
      {column === 'unitPrice' && offer && (
        <OfferNote
          offer={offer}
          price={line.unitPrice}
          currency={props.currency}
          onTake={unitPrice => set({ unitPrice })}
        />
      )}
      {error && <CellError id={cellId} words={error} />}
    </span>
  )
}

/** A number where it is one; else what was typed, so that the server says what is wrong with it. */
const rate = (value: string | null): unknown => (value !== null && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value)

const wordsOf = (line: Line): string => {
  const title = (line.product as { title?: string } | null | undefined)?.title
  return typeof line.name === 'string' && line.name !== '' ? line.name : (title ?? '')
}

function Detail({ line }: { line: Line }) {
  const words = [line.code, line.specification].filter(word => typeof word === 'string' && word !== '')
  return words.length > 0 ? <small className={styles.detail}>{words.join(' · ')}</small> : null
}

const CellError = ({ id, words }: { id: string; words: string }) => (
  <span className="field-error" id={`${id}-error`}>
    {words}
  </span>
)

interface CommonCell {
  id: string
  label: string
  isInvalid: boolean
  describedBy: string | undefined
}

/** The product's own unit and its further ones to choose from; free words where the catalogue knows none. */
function UnitCell({
  id,
  label,
  isInvalid,
  describedBy,
  value,
  offer,
  onChange,
}: CommonCell & { value: unknown; offer: LineOffer | null; onChange: (unit: string | null) => void }) {
  const unit = typeof value === 'string' ? value : ''
  const known = [
    ...new Set([unit, ...(offer?.units.length ? [offer.unit ?? '', ...offer.units.map(one => one.name)] : [])]),
  ]
  const shared = {
    id,
    className: cellInput.input,
    'data-cell-input': true,
    value: unit,
    'aria-label': label,
    'aria-invalid': isInvalid,
    'aria-describedby': describedBy,
  }
  if (!offer?.units.length)
    return (
      <input {...shared} maxLength={20} autoComplete="off" onChange={event => onChange(event.target.value || null)} />
    )
  return (
    <select {...shared} onChange={event => onChange(event.target.value || null)}>
      {known.map(one => (
        <option key={one} value={one}>
          {one || '–'}
        </option>
      ))}
    </select>
  )
}

function TaxCell({
  id,
  label,
  isInvalid,
  describedBy,
  line,
  rates,
  onChange,
}: CommonCell & { line: Line; rates: readonly Rate[]; onChange: (changes: Line) => void }) {
  const t = useText()
  const chosen = line.taxRate as { id: string; title: string } | null | undefined
  const isListed = !chosen || rates.some(one => one.id === chosen.id)
  return (
    <select
      id={id}
      className={cellInput.input}
      data-cell-input
      aria-label={label}
      aria-invalid={isInvalid}
      aria-describedby={describedBy}
      value={chosen?.id ?? ''}
      onChange={event => {
        const found = rates.find(one => one.id === event.target.value)
        onChange({
          taxRate: found ? { id: found.id, title: found.name } : null,
          taxKind: found?.kind ?? null,
          taxPercent: found?.percent ?? null,
        })
      }}
    >
      <option value="">{t('documents.noTax')}</option>
      {!isListed && chosen && (
        <option value={chosen.id}>{chosen.title || `${groupDigits(String(line.taxPercent ?? ''))}%`}</option>
      )}
      {rates
        .filter(one => one.isOffered || one.id === chosen?.id)
        .map(one => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
    </select>
  )
}

/** On a desk they are for the mouse: the keyboard has Alt with arrows, Enter and Backspace with Ctrl. */
function RowButtons({
  row,
  isLast,
  shape,
  isOpen,
  onOpen,
  onMove,
  onRemove,
}: LineRowProps & { isOpen: boolean; onOpen: () => void }) {
  const t = useText()
  const isPhone = usePhone()
  const number = row + 1
  const common = { size: 'small' as const, type: 'text' as const, tabIndex: isPhone ? 0 : -1 }
  return (
    <span className={styles.buttons}>
      {isPhone && (
        <>
          <Button
            {...common}
            disabled={row === 0}
            aria-label={t('fieldsUi.moveUp', { number })}
            icon={<ArrowUpOutlined aria-hidden />}
            onClick={() => onMove(row, row - 1)}
          />
          <Button
            {...common}
            disabled={isLast}
            aria-label={t('fieldsUi.moveDown', { number })}
            icon={<ArrowDownOutlined aria-hidden />}
            onClick={() => onMove(row, row + 1)}
          />
        </>
      )}
      {shape.further.length > 0 && (
        <Button
          {...common}
          aria-expanded={isOpen}
          aria-label={t('documents.furtherOf', { number })}
          title={t('documents.further')}
          data-further={row}
          icon={<DownOutlined aria-hidden rotate={isOpen ? 180 : 0} />}
          onClick={onOpen}
        />
      )}
      <Button
        {...common}
        aria-label={t('fieldsUi.removeRow', { number })}
        icon={<DeleteOutlined aria-hidden />}
        onClick={() => onRemove(row)}
      />
    </span>
  )
}

/** Rows are taken by their number and let go over another. */
function useRowDrag(row: number, onMove: (row: number, to: number) => void) {
  return {
    source: {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(rowType, String(row))
        event.dataTransfer.effectAllowed = 'move' as const
      },
    },
    target: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!event.dataTransfer.types.includes(rowType)) return
        event.preventDefault()
        event.currentTarget.dataset.over = 'true'
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => delete event.currentTarget.dataset.over,
      onDrop: (event: DragEvent<HTMLElement>) => {
        delete event.currentTarget.dataset.over
        const from = Number(event.dataTransfer.getData(rowType))
        if (!event.dataTransfer.types.includes(rowType) || from === row) return
        event.preventDefault()
        onMove(from, row)
      },
    },
  }
}

const rowType = 'application/x-line'
