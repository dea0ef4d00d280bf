import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ClipboardEvent, type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react'
import { useObjectNamed } from '#web/api/index.ts'
import type { InputProps, Values } from '#web/fields/field-face.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { usePhone, useText } from '#web/ui/index.ts'
import { LineHead } from './LineHead.tsx'
import { LineRow } from './LineRow.tsx'
import { LineTotals } from './LineTotals.tsx'
import { type LineShape, shapeOf } from './line-columns.ts'
import styles from './line-editor.module.css'
import { pastedLines } from './pasted-lines.ts'
import { type Line, reckonLines } from './reckon-lines.ts'
import { useTaxRates } from './tax-rates.ts'
import { offerForOf, useLines } from './use-lines.ts'

/**
 * The lines of a document, written by the keyboard: type to find a product, Tab goes on, Enter goes down and adds a line after the last,
 * Alt with arrows moves a line, Ctrl+Backspace takes it away, Alt+Enter opens what has no column; a copied table becomes lines. What it
 * comes to is reckoned by the rules of the server while it is typed. On a phone each line is a card.
 */
export default function LineEditor(props: InputProps<Values[]>) {
  const line = useObjectNamed(props.field.object)
  const shape = useMemo(() => line && shapeOf(line, props.field.by), [line, props.field.by])
  return shape ? <Editor {...props} shape={shape} /> : null
}

const none: readonly Line[] = []
const nothingWrong: Readonly<Record<string, string>> = {}

function Editor(props: InputProps<Values[]> & { shape: LineShape }) {
  const { id, field, object, values, describedBy, innerErrors = nothingWrong, siblings, shape } = props
  const t = useText()
  const isPhone = usePhone()
  const { baseCurrency } = useWording()
  const grid = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState<string | null>(null)
  const whom = offerForOf(values, baseCurrency)
  const { currency } = whom
  const hand = useLines({ value: props.value ?? none, onChange: props.onChange, shape, whom })
  const { lines, add, move, remove, choose } = hand
  const rates = useTaxRates()
  const whole = {
    currency,
    priceIncludesTax: values.priceIncludesTax !== false,
    discountAmount: typeof values.discountAmount === 'string' ? values.discountAmount : null,
  }
  const reckoned = reckonLines(lines, whole)
  const wrong = useMemo(() => errorsByRow(innerErrors), [innerErrors])
  const context = useContext(values)

  const focusCell = useCallback((row: number, column: number) => {
    requestAnimationFrame(() => {
      const cell = grid.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"] :is(input, select)`)
      cell?.focus()
      cell?.scrollIntoView({ block: 'nearest' })
    })
  }, [])
  const addBelow = () => {
    add()
    focusCell(lines.length, 0)
  }
  const onMove = useCallback((row: number, to: number) => move(row, to), [move])
  const onChoose = useCallback(
    (row: number, product: { id: string; title: string }) => {
      void choose(row, product)
      if (!isPhone) focusCell(row, 1)
    },
    [choose, focusCell, isPhone],
  )

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = placeOf(event.target)
    if (!at || event.nativeEvent.isComposing) return
    const { row, column } = at
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      const to = row + (event.key === 'ArrowUp' ? -1 : 1)
      if (to < 0 || to >= lines.length) return
      move(row, to)
      focusCell(to, column)
    } else if (event.altKey && event.key === 'Enter') {
      event.preventDefault()
      event.stopPropagation()
      grid.current?.querySelector<HTMLElement>(`[data-further="${row}"]`)?.click()
    } else if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault()
      event.stopPropagation()
      if (row === lines.length - 1) addBelow()
      else focusCell(row + 1, column)
    } else if (event.key === 'Backspace' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      remove(row)
      focusCell(Math.max(0, row - 1), 0)
    }
  }
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const pasted = pastedLines(event.clipboardData.getData('text/plain'))
    if (!pasted || pasted.length === 0) return
    event.preventDefault()
    const row = placeOf(event.target)?.row ?? lines.length - 1
    const count = pasted.length
    setSaid(t('documents.pasting', { count }))
    hand.paste(row, pasted).then(
      unknown =>
        setSaid(unknown > 0 ? t('documents.pastedSome', { count, unknown }) : t('documents.pasted', { count })),
      () => setSaid(t('documents.pasteFailed')),
    )
  }

  return (
    <div
      className={styles.editor}
      id={id}
      aria-describedby={describedBy}
      role="group"
      aria-label={field.label}
      onPaste={onPaste}
    >
      {lines.length > 0 && (
        <div
          className={styles.grid}
          ref={grid}
          onKeyDown={onKeyDown}
          role="presentation"
          data-taxed={shape.isTaxed}
          data-unit={shape.columns.includes('unit')}
        >
          <LineHead shape={shape} values={values} siblings={siblings} />
          {lines.map((line, row) => (
            <LineRow
              key={hand.keys[row]}
              id={id}
              row={row}
              isLast={row === lines.length - 1}
              line={line}
              shape={shape}
              amount={reckoned.lines[row]?.gross ?? '0'}
              currency={currency}
              offer={hand.offers[row] ?? null}
              rates={rates}
              errors={wrong.get(row) ?? nothingWrong}
              context={context}
              onSet={hand.set}
              onChoose={onChoose}
              onRemove={remove}
              onMove={onMove}
            />
          ))}
        </div>
      )}
      <div className={styles.foot}>
        <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={addBelow}>
          {t('documents.addLine')}
        </Button>
        <span className={styles.said} role="status">
          {said ?? (isPhone ? '' : t(lines.length > 0 ? 'documents.keys' : 'documents.pasteHint'))}
        </span>
      </div>
      <LineTotals {...{ id, object, values, currency, reckoned, siblings }} hasLines={lines.length > 0} />
    </div>
  )
}

function placeOf(target: EventTarget): { row: number; column: number } | null {
  const place = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-cell]')?.dataset.cell : undefined
  const [row, column] = place?.split(':').map(Number) ?? []
  return row === undefined || column === undefined ? null : { row, column }
}

/** What is wrong, by row and field: `2.quantity` → row 2. */
function errorsByRow(errors: Readonly<Record<string, string>>): Map<number, Record<string, string>> {
  const found = new Map<number, Record<string, string>>()
  for (const [path, words] of Object.entries(errors)) {
    const [row = '', name = ''] = path.split('.')
    found.set(Number(row), { ...found.get(Number(row)), [name]: words })
  }
  return found
}

/** The values that a line's further fields may look at: the same object while currency and party stay, so that no row is drawn for nothing. */
function useContext(values: Values): Values {
  const { currency, customer } = values
  return useMemo(() => ({ currency, customer }), [currency, customer])
}
