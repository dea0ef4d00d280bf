import { useState } from 'react'
import { dayAt } from '#platform/fields/time-zone.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { usePhone } from '#web/ui/index.ts'
import styles from './calendar.module.css'
import { atClock, minutesOf } from './calendar-days.ts'
import { Chip, TaskChip } from './Chip.tsx'
import { dayLabel, weekdayName } from './day-names.ts'
import type { ViewProps } from './view-props.ts'

const most = 4

/** A month in weeks; a time is dragged to another day, a click on a day makes something on it. On a phone a day says how much is on it. */
export function MonthView({ days, month, onDay, onNew, ...rest }: ViewProps) {
  const { locale } = useWording()
  const weeks = Array.from({ length: days.length / 7 }, (_, index) => days.slice(index * 7, index * 7 + 7))
  return (
    <table className={styles.month}>
      <thead>
        <tr>
          {days.slice(0, 7).map(day => (
            <th key={day} scope="col">
              {weekdayName(day, locale)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(week => (
          <tr key={week[0]}>
            {week.map(day => (
              <Day key={day} day={day} isOutside={!day.startsWith(month)} onDay={onDay} onNew={onNew} {...rest} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({
  day,
  isOutside,
  eventsOn,
  tasksOn,
  moves,
  dragged,
  onDrag,
  onDay,
  onNew,
}: Omit<ViewProps, 'days' | 'month'> & { day: string; isOutside: boolean }) {
  const { t, locale, timeZone } = useWording()
  const phone = usePhone()
  const [isOver, setOver] = useState(false)
  const events = eventsOn(day)
  const tasks = tasksOn(day)
  const count = events.length + tasks.length
  const isToday = dayAt(new Date(), timeZone) === day
  const name = dayLabel(day, locale)
  const drop = () => {
    setOver(false)
    if (dragged) moves.move(dragged, atClock(day, minutesOf(dragged.startsAt, timeZone), timeZone))
  }
  return (
    <td
      data-outside={isOutside}
      data-today={isToday}
      data-over={isOver}
      data-day={day}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onClick={() => (phone ? onDay(day) : onNew(day))}
    >
      <button
        type="button"
        className={styles.number}
        aria-label={count > 0 ? `${name} · ${count}` : name}
        onClick={event => {
          event.stopPropagation()
          onDay(day)
        }}
      >
        {Number(day.slice(8))}
      </button>
      {phone ? (
        count > 0 ? (
          <span className={styles.dot} aria-hidden>
            {count}
          </span>
        ) : null
      ) : (
        <>
          {tasks.slice(0, 2).map(task => (
            <TaskChip key={task.id} task={task} />
          ))}
          {events.slice(0, most).map(event => (
            <Chip key={`${event.id}${event.startsAt}`} event={event} moves={moves} onDrag={onDrag} />
          ))}
          {count > most + Math.min(tasks.length, 2) ? (
            <button
              type="button"
              className={styles.more}
              onClick={event => {
                event.stopPropagation()
                onDay(day)
              }}
            >
              {t('calendar.more', { count: count - most - Math.min(tasks.length, 2) })}
            </button>
          ) : null}
        </>
      )}
    </td>
  )
}
