import { Checkbox } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { isEmpty, outlineOf } from '#web/fields/Value.tsx'
import { useText } from '#web/ui/index.ts'
import styles from './grid.module.css'
import { asTsv, blockOf, type Marked, moved } from './grid-position.ts'
import { GridHead } from './GridHead.tsx'
import { GridRow } from './GridRow.tsx'
import { gridTemplate, type ListColumn } from './rows.ts'
import { useWindow } from './use-window.ts'

interface GridProps {
  object: ObjectDescription
  records: readonly ApiRecord[]
  columns: readonly ListColumn[]
  rowHeight: number
  sort: readonly string[]
  onSort: (sort: string[]) => void
  onWidth: (column: string, width: number) => void
  selected: ReadonlySet<string>
  onSelect: (selected: ReadonlySet<string>) => void
  /** Ticks or unticks one row; `add` ticks several, whatever they were. */
  onPick: (ids: readonly string[], how: 'toggle' | 'add') => void
  /** The record that stands open beside the list. */
  openId: string | undefined
  onPeek: (id: string | undefined) => void
  onOpen: (id: string) => void
  /** Asked when the end comes near. */
  onNearEnd: () => void
}

/** The cell in which somebody types: its record and its field. */
interface EditedCell {
  id: string
  column: string
}

/**
 * The rows of a list, only those on the screen drawn. Keys: j k and arrows move, Shift marks a block, Enter opens the page, Space the
 * peek, x selects, e edits the cell, Esc lets go, Ctrl-C copies as a sheet reads it.
 */
export function Grid(props: GridProps) {
  const { object, records, columns, rowHeight, selected, onSelect, openId } = props
  const t = useText()
  const wording = useWording()
  const scroller = useRef<HTMLDivElement>(null)
  const [marked, setMarked] = useState<Marked | null>(null)
  const [editing, setEditing] = useState<EditedCell | null>(null)
  const editingNow = useRef<EditedCell | null>(null)
  const peeking = useRef<ReturnType<typeof setTimeout>>(undefined)
  const shown = useWindow(scroller, { count: records.length, rowHeight, headHeight })
  const { onNearEnd } = props
  useEffect(() => {
    if (shown.end > records.length - 60) onNearEnd()
  }, [shown.end, records.length, onNearEnd])

  const mark = (next: Marked) => {
    setMarked(next)
    reveal(scroller.current, next.at.row, rowHeight)
    const record = records[next.at.row]
    // The peek goes along with the row one stands on.
    if (openId && record && record.id !== openId) props.onPeek(record.id)
  }
  // Rows are drawn anew only when something about themselves changes, so what they call must not look at an older selection.
  const lastPicked = useRef<number | null>(null)
  const pick = (row: number, isRange: boolean) => {
    const from = lastPicked.current
    lastPicked.current = row
    const id = records[row]?.id
    if (isRange && from !== null)
      props.onPick(
        records.slice(Math.min(from, row), Math.max(from, row) + 1).map(record => record.id),
        'add',
      )
    else if (id) props.onPick([id], 'toggle')
  }
  const beginEdit = (cell: EditedCell) => {
    editingNow.current = cell
    setEditing(cell)
  }
  const endEdit = ({ id, column }: EditedCell) => {
    const now = editingNow.current
    // A cell that is saved only now, while the person already types in the next one, ends nothing.
    if (now?.id !== id || now.column !== column) return
    editingNow.current = null
    setEditing(null)
    const at = document.activeElement
    if (at === document.body || scroller.current?.contains(at)) scroller.current?.focus({ preventScroll: true })
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== scroller.current) return
    const isCommand = event.metaKey || event.ctrlKey
    if (isCommand && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      onSelect(new Set(records.map(record => record.id)))
      return
    }
    if (isCommand || event.altKey) return
    const here = marked ?? { at: { row: -1, column: 0 }, anchor: { row: 0, column: 0 } }
    const page = Math.max(1, shown.end - shown.start - 4)
    const next = moved(here, event.key, { rows: records.length, columns: columns.length, page }, event.shiftKey)
    const record = marked ? records[marked.at.row] : undefined
    const column = marked ? columns[marked.at.column] : undefined
    if (next) mark(next)
    else if (event.key === 'Escape') {
      if (openId) props.onPeek(undefined)
      else if (selected.size > 0) onSelect(new Set())
      else setMarked(null)
    } else if (!record) return
    else if (event.key === 'Enter') props.onOpen(record.id)
    else if (event.key === ' ') props.onPeek(openId === record.id ? undefined : record.id)
    else if (event.key === 'x') pick(marked?.at.row ?? 0, false)
    else if (event.key === 'e' && column && mayEdit(record, column))
      beginEdit({ id: record.id, column: column.field.name })
    else return
    event.preventDefault()
  }

  const wordsOf = (record: ApiRecord, { field }: ListColumn): string => {
    const value = record[field.name]
    if (field.isMasked) return outlineOf(value)
    return isEmpty(value) ? '' : faceOf(field.type).words(value, field, wording, record)
  }
  const onCopy = (event: React.ClipboardEvent) => {
    if (event.target !== scroller.current || (window.getSelection()?.toString() ?? '') !== '') return
    const block = marked && blockOf(marked)
    const isOneCell = block && block.from.row === block.to.row && block.from.column === block.to.column
    const isRows = selected.size > 0 && (!block || isOneCell)
    if (!isRows && !block) return
    const copied = isRows
      ? [
          columns.map(({ field }) => field.label),
          ...records.filter(record => selected.has(record.id)).map(record => columns.map(one => wordsOf(record, one))),
        ]
      : records
          .slice(block?.from.row, (block?.to.row ?? 0) + 1)
          .map(record =>
            columns.slice(block?.from.column, (block?.to.column ?? 0) + 1).map(one => wordsOf(record, one)),
          )
    event.clipboardData.setData('text/plain', asTsv(copied))
    event.preventDefault()
  }

  const template = gridTemplate(columns)
  const width = columns.reduce((sum, one) => sum + one.width, 56)
  const areAllSelected = records.length > 0 && records.every(record => selected.has(record.id))
  return (
    // A grid takes the focus as a whole and says by aria-activedescendant where one stands.
    <div
      ref={scroller}
      className={styles.scroller}
      // What the keyboard brings into view must not lie under the name, which stands still.
      style={{ scrollPaddingInlineStart: 44 + (columns[0]?.width ?? 0), scrollPaddingBlockStart: headHeight }}
      role="grid"
      tabIndex={0}
      aria-label={object.labelPlural}
      aria-rowcount={-1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={marked ? cellId(marked.at.row, marked.at.column) : undefined}
      data-grid={object.name}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
    >
      <div
        className={styles.sheet}
        style={{ minWidth: width, height: headHeight + records.length * rowHeight }}
        role="presentation"
      >
        <GridHead
          object={object}
          columns={columns}
          template={template}
          sort={props.sort}
          onSort={props.onSort}
          onWidth={props.onWidth}
          select={
            <Checkbox
              aria-label={t('records.list.selectAll')}
              checked={areAllSelected}
              indeterminate={!areAllSelected && selected.size > 0}
              onChange={() => onSelect(areAllSelected ? new Set() : new Set(records.map(record => record.id)))}
            />
          }
        />
        <div role="rowgroup" className={styles.rows} style={{ transform: `translateY(${shown.start * rowHeight}px)` }}>
          {records.slice(shown.start, shown.end).map((record, at) => {
            const row = shown.start + at
            return (
              <GridRow
                key={record.id}
                object={object}
                record={record}
                columns={columns}
                row={row}
                template={template}
                rowHeight={rowHeight}
                isSelected={selected.has(record.id)}
                isOpen={record.id === openId}
                marked={marked}
                editing={editing?.id === record.id ? editing.column : null}
                onToggle={isRange => pick(row, isRange)}
                onClick={(column, isExtending) => {
                  const at = { row, column }
                  setMarked(before => ({ at, anchor: isExtending && before ? before.anchor : at }))
                  scroller.current?.focus({ preventScroll: true })
                  clearTimeout(peeking.current)
                  // Opening moves the columns, so a double click must have had its chance before.
                  if (!isExtending)
                    peeking.current = setTimeout(() => props.onPeek(record.id), openId ? 0 : doubleClickTime)
                }}
                onEdit={column => {
                  clearTimeout(peeking.current)
                  const edited = columns[column]
                  if (edited && mayEdit(record, edited)) beginEdit({ id: record.id, column: edited.field.name })
                }}
                onEndEdit={column => endEdit({ id: record.id, column })}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

const headHeight = 34
/** Milliseconds within which a second click makes a double one. */
const doubleClickTime = 220

/** Id of a cell's element, by which the grid says where one stands. */
export const cellId = (row: number, column: number): string => `cell-${row}-${column}`

/** Lines, phones and long texts want room; they are edited on the page and in the peek. */
const mayEdit = (record: ApiRecord, { field }: ListColumn): boolean =>
  field.isEditable && field.type !== 'lines' && (record.can ?? []).includes('update')

/** Scrolls so far that the row is seen between head and foot. */
function reveal(scroller: HTMLElement | null, row: number, rowHeight: number): void {
  if (!scroller) return
  const top = row * rowHeight
  const room = scroller.clientHeight - headHeight - rowHeight
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room
}
