import { Checkbox } from 'antd'
import { memo, type MouseEvent } from 'react'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { Value } from '#web/fields/Value.tsx'
import { useText } from '#web/ui/index.ts'
import { RecordLink } from '../RecordLink.tsx'
import { CellEditor } from './CellEditor.tsx'
import { cellId } from './Grid.tsx'
import styles from './grid.module.css'
import { isInBlock, type Marked } from './grid-position.ts'
import { RowActions } from './RowActions.tsx'
import type { ListColumn } from './rows.ts'

interface GridRowProps {
  object: ObjectDescription
  record: ApiRecord
  columns: readonly ListColumn[]
  row: number
  template: string
  rowHeight: number
  isSelected: boolean
  isOpen: boolean
  marked: Marked | null
  /** The column being edited in this row. */
  editing: string | null
  /** With Shift: everything from the row ticked before. */
  onToggle: (isRange: boolean) => void
  onClick: (column: number, isExtending: boolean) => void
  onEdit: (column: number) => void
  onEndEdit: (column: string) => void
}

/** One record. A click on it peeks, its name opens the page, a double click edits the cell. */
export const GridRow = memo(
  function GridRow(props: GridRowProps) {
    const { object, record, columns, row, marked, editing } = props
    const t = useText()
    const title = titleOf(object, record) || t('fieldsUi.untitled')
    const columnAt = (event: MouseEvent): number => {
      const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-column]')
      return Number(cell?.dataset.column ?? 0)
    }
    return (
      // Keys belong to the grid, which has the focus.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
      <div
        role="row"
        aria-rowindex={row + 2}
        aria-selected={props.isSelected}
        data-open={props.isOpen}
        data-record={record.id}
        className={styles.row}
        style={{ gridTemplateColumns: props.template, height: props.rowHeight }}
        onClick={event => {
          const isPicking = (event.target as HTMLElement).closest('label') !== null
          if (!isPicking) props.onClick(columnAt(event), event.shiftKey)
        }}
        onDoubleClick={event => props.onEdit(columnAt(event))}
      >
        <span role="gridcell" className={styles.pick}>
          <Checkbox
            tabIndex={-1}
            aria-label={t('records.list.select', { title })}
            checked={props.isSelected}
            onChange={event => props.onToggle(event.nativeEvent.shiftKey)}
          />
        </span>
        {columns.map(({ field, align }, column) => (
          <span
            key={field.name}
            role="gridcell"
            id={cellId(row, column)}
            data-column={column}
            data-align={align}
            data-title={field.name === object.title}
            data-at={marked?.at.row === row && marked.at.column === column}
            data-marked={marked !== null && isInBlock(marked, row, column)}
            className={styles.cell}
          >
            {editing === field.name ? (
              <CellEditor object={object} record={record} field={field} onEnd={() => props.onEndEdit(field.name)} />
            ) : field.name === object.title ? (
              <>
                <RecordLink object={object.name} id={record.id} title={title} />
                <RowActions object={object} record={record} title={title} />
              </>
            ) : (
              <Value field={field} object={object.name} values={record} />
            )}
          </span>
        ))}
        <span role="presentation" />
      </div>
    )
  },
  (before, after) =>
    before.record === after.record &&
    before.columns === after.columns &&
    before.row === after.row &&
    before.template === after.template &&
    before.rowHeight === after.rowHeight &&
    before.isSelected === after.isSelected &&
    before.isOpen === after.isOpen &&
    before.editing === after.editing &&
    touches(before.marked, before.row) === touches(after.marked, after.row) &&
    (before.marked === after.marked || !touches(after.marked, after.row)),
)

/** Whether anything marked lies in this row; rows that nothing touches need not be drawn anew. */
function touches(marked: Marked | null, row: number): boolean {
  if (!marked) return false
  return row >= Math.min(marked.at.row, marked.anchor.row) && row <= Math.max(marked.at.row, marked.anchor.row)
}
