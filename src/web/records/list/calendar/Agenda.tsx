import { CalendarOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import type { ApiRecord, FieldDescription } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { EmptyState, formatDay, formatTime, useLocale, useText, useTimeZone } from '#web/ui/index.ts'
import type { ListState } from '../use-list.ts'
import styles from './calendar.module.css'

/** A month on a phone: the days that hold something, one below the other. */
export function Agenda({
  list,
  field,
  month,
  today,
  byDay,
}: {
  list: ListState
  field: FieldDescription
  month: string
  today: string
  byDay: ReadonlyMap<string, ApiRecord[]>
}) {
  const t = useText()
  const locale = useLocale()
  const timeZone = useTimeZone()
  const days = [...byDay.keys()].filter(day => day.startsWith(month)).sort()
  if (days.length === 0)
    return <EmptyState icon={<CalendarOutlined aria-hidden />} title={t('records.calendar.nothing')} />
  return (
    <ol className={styles.agenda}>
      {days.map(day => (
        <li key={day}>
          <h3 className={styles.agendaDay} data-today={day === today}>
            {formatDay(day, { locale, today })}
          </h3>
          <ul>
            {(byDay.get(day) ?? []).map(record => {
              const at = record[field.name]
              return (
                <li key={record.id} data-record={record.id}>
                  <Link
                    to="/o/$path/$id"
                    params={{ path: list.object.path, id: record.id }}
                    className={styles.agendaEntry}
                  >
                    {field.type === 'instant' && typeof at === 'string' && (
                      <span className={styles.time}>{formatTime(at, { locale, timeZone })}</span>
                    )}
                    {titleOf(list.object, record) || t('fieldsUi.untitled')}
                  </Link>
                </li>
              )
            })}
          </ul>
        </li>
      ))}
    </ol>
  )
}
