import { Popover } from 'antd'
import { type DragEvent, useState } from 'react'
import type { ApiRecord, FieldDescription } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { formatDay, formatTime, useLocale, useText, useTimeZone } from '#web/ui/index.ts'
import type { ListState } from '../use-list.ts'
import styles from './calendar.module.css'

/** How many records a day shows before it says how many more there are. */
const most = 4

/** A month in weeks. */
export function MonthGrid({
  list,
  field,
  days,
  month,
  today,
  byDay,
  onOpen,
  onMove,
}: {
  list: ListState
  field: FieldDescription
  days: readonly string[]
  month: string
  today: string
  byDay: ReadonlyMap<string, ApiRecord[]>
  onOpen: (id: string) => void
  onMove: (record: ApiRecord, day: string) => void
}) {
  const t = useText()
  const locale = useLocale()
  const [dragged, setDragged] = useState<ApiRecord | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const drop = (event: DragEvent, day: string) => {
    event.preventDefault()
    if (dragged) onMove(dragged, day)
    setDragged(null)
    setOver(null)
  }
  const entry = (record: ApiRecord) => (
    <Entry
      key={record.id}
      list={list}
      field={field}
      record={record}
      onOpen={() => onOpen(record.id)}
      onDrag={isOn => setDragged(isOn ? record : null)}
    />
  )
  return (
    <div className={styles.grid}>
      <div className={styles.week} aria-hidden="true">
        {days.slice(0, 7).map(day => (
          <span key={day} className={styles.weekday}>
            {weekday.format(new Date(`${day}T00:00:00Z`))}
          </span>
        ))}
      </div>
      <ul className={styles.days} aria-label={list.object.labelPlural}>
        {days.map(day => {
          const records = byDay.get(day) ?? []
          return (
            <li
              key={day}
              className={styles.day}
              data-day={day}
              data-outside={!day.startsWith(month)}
              data-today={day === today}
              data-over={over === day}
              onDragOver={event => {
                event.preventDefault()
                setOver(day)
              }}
              onDrop={event => drop(event, day)}
            >
              <span className={styles.number} title={formatDay(day, { locale, today })}>
                {Number(day.slice(8))}
              </span>
              {records.slice(0, most).map(entry)}
              {records.length > most && (
                <Popover
                  trigger="click"
                  title={formatDay(day, { locale, today })}
                  content={<div className={styles.rest}>{records.map(entry)}</div>}
                >
                  <button type="button" className={styles.moreOfDay}>
                    {t('records.calendar.rest', { count: records.length - most })}
                  </button>
                </Popover>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Entry({
  list,
  field,
  record,
  onOpen,
  onDrag,
}: {
  list: ListState
  field: FieldDescription
  record: ApiRecord
  onOpen: () => void
  onDrag: (isOn: boolean) => void
}) {
  const t = useText()
  const locale = useLocale()
  const timeZone = useTimeZone()
  const mayMove = field.isEditable && record.can.includes('update')
  const at = record[field.name]
  return (
    <button
      type="button"
      className={styles.entry}
      data-record={record.id}
      data-open={list.search.open === record.id}
      draggable={mayMove}
      onDragStart={() => onDrag(true)}
      onDragEnd={() => onDrag(false)}
      onClick={onOpen}
    >
      {field.type === 'instant' && typeof at === 'string' && (
        <span className={styles.time}>{formatTime(at, { locale, timeZone })}</span>
      )}
      {titleOf(list.object, record) || t('fieldsUi.untitled')}
    </button>
  )
}
