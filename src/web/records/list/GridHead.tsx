import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import type { PointerEvent, ReactNode } from 'react'
import type { ObjectDescription } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import styles from './grid.module.css'
import type { ListColumn } from './rows.ts'

/** The head of the rows: a click sorts (up, down, as the view has it), the edge of a column drags its width. */
export function GridHead({
  object,
  columns,
  template,
  sort,
  onSort,
  onWidth,
  select,
}: {
  object: ObjectDescription
  columns: readonly ListColumn[]
  template: string
  sort: readonly string[]
  onSort: (sort: string[]) => void
  onWidth: (column: string, width: number) => void
  select: ReactNode
}) {
  const t = useText()
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" className={styles.headRow} style={{ gridTemplateColumns: template }} aria-rowindex={1}>
        <span role="columnheader" className={styles.pick} aria-label={t('records.list.selection')}>
          {select}
        </span>
        {columns.map(({ field, align, width }) => {
          const direction = sort.includes(field.name)
            ? 'ascending'
            : sort.includes(`-${field.name}`)
              ? 'descending'
              : 'none'
          return (
            <span
              key={field.name}
              role="columnheader"
              className={styles.headCell}
              data-align={align}
              data-title={field.name === object.title}
              aria-sort={field.isSortable ? direction : undefined}
            >
              {field.isSortable ? (
                <button type="button" className={styles.sort} onClick={() => onSort(nextSort(field.name, direction))}>
                  <span>{field.label}</span>
                  {direction === 'ascending' && <ArrowUpOutlined aria-hidden />}
                  {direction === 'descending' && <ArrowDownOutlined aria-hidden />}
                </button>
              ) : (
                <span className={styles.headText}>{field.label}</span>
              )}
              <span
                className={styles.edge}
                aria-hidden="true"
                onPointerDown={event => drag(event, width, next => onWidth(field.name, next))}
              />
            </span>
          )
        })}
        <span role="presentation" />
      </div>
    </div>
  )
}

const nextSort = (name: string, direction: string): string[] =>
  direction === 'none' ? [name] : direction === 'ascending' ? [`-${name}`] : []

function drag(event: PointerEvent<HTMLElement>, width: number, onWidth: (width: number) => void): void {
  event.preventDefault()
  const handle = event.currentTarget
  const from = event.clientX
  const onMove = (move: globalThis.PointerEvent) =>
    onWidth(Math.max(64, Math.min(640, Math.round(width + move.clientX - from))))
  handle.setPointerCapture(event.pointerId)
  handle.addEventListener('pointermove', onMove)
  handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', onMove), { once: true })
}
