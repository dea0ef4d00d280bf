import { type DragEvent, useEffect, useRef } from 'react'
import { dayAt } from '#platform/fields/time-zone.ts'
import { useWording } from '#web/fields/surroundings.ts'
import styles from './calendar.module.css'
import { atClock, minutesOf } from './calendar-days.ts'
import { Chip, TaskChip } from './Chip.tsx'
import { dayLabel } from './day-names.ts'
import { inLanes } from './lanes.ts'
import type { Occurrence } from './use-calendar.ts'
import type { ViewProps } from './view-props.ts'

/** Height of an hour, in pixels, and what a drag snaps to, in minutes. */
const hour = 44
const snap = 30

/** Days beside each other, hours below each other: a week or a day. What lasts all day and what is due stands above. */
export function TimeGrid(props: ViewProps) {
  const { days, eventsOn, tasksOn, moves, onDrag } = props
  const { t, locale, timeZone } = useWording()
  const scroll = useRef<HTMLDivElement>(null)
  const today = dayAt(new Date(), timeZone)
  useEffect(() => {
    // The working day is what one looks at first.
    scroll.current?.scrollTo({ top: 7.5 * hour })
  }, [])
  const columns = { gridTemplateColumns: `48px repeat(${days.length}, minmax(0, 1fr))` }
  return (
    <div className={styles.week}>
      <div className={styles.weekHead} style={columns}>
        <span className={styles.hour}>{t('calendar.allDay')}</span>
        {days.map(day => (
          <div key={day} data-today={day === today}>
            <div className={styles.dayName}>{dayLabel(day, locale)}</div>
            {tasksOn(day).map(task => (
              <TaskChip key={task.id} task={task} />
            ))}
            {eventsOn(day)
              .filter(event => isLong(event))
              .map(event => (
                <Chip key={`${event.id}${event.startsAt}`} event={event} moves={moves} onDrag={onDrag} />
              ))}
          </div>
        ))}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */}
      <div className={styles.hours} ref={scroll} tabIndex={0} role="group" aria-label={t('calendar.title')}>
        <div className={styles.hoursInner} style={{ ...columns, height: 24 * hour }}>
          <div>
            {Array.from({ length: 24 }, (_, at) => at).map(at => (
              <span key={at} className={styles.hour} style={{ top: at * hour }}>
                {at === 0 ? '' : `${String(at).padStart(2, '0')}:00`}
              </span>
            ))}
          </div>
          {days.map(day => (
            <DayColumn key={day} day={day} {...props} />
          ))}
        </div>
      </div>
    </div>
  )
}

const isLong = (event: Occurrence): boolean =>
  event.isAllDay || Date.parse(event.endsAt) - Date.parse(event.startsAt) >= 86_400_000

function DayColumn({ day, eventsOn, moves, dragged, onDrag, onNew }: ViewProps & { day: string }) {
  const { timeZone } = useWording()
  const minutesAt = (event: { clientY: number; currentTarget: HTMLElement }): number => {
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top
    return Math.min(Math.max(Math.floor(((y / hour) * 60) / snap) * snap, 0), 24 * 60 - snap)
  }
  const stretches = eventsOn(day)
    .filter(event => !isLong(event))
    .map(event => {
      const startsToday = dayAt(new Date(event.startsAt), timeZone) === day
      const endsToday = dayAt(new Date(event.endsAt), timeZone) === day
      const from = startsToday ? minutesOf(event.startsAt, timeZone) : 0
      const until = endsToday ? minutesOf(event.endsAt, timeZone) : 24 * 60
      return { event, from, until: Math.max(until, from + 20) }
    })
  return (
    <div
      className={styles.dayColumn}
      // A short way with the mouse; the button above makes one for everybody.
      role="presentation"
      data-day={day}
      onDragOver={event => event.preventDefault()}
      onDrop={(event: DragEvent<HTMLDivElement>) => {
        if (dragged) moves.move(dragged, atClock(day, minutesAt(event), timeZone))
      }}
      onClick={event => onNew(day, minutesAt(event))}
    >
      {inLanes(stretches).map(({ item, lane, lanes }) => (
        <Chip
          key={`${item.event.id}${item.event.startsAt}`}
          event={item.event}
          moves={moves}
          onDrag={onDrag}
          isTall
          style={{
            position: 'absolute',
            top: (item.from / 60) * hour,
            height: ((item.until - item.from) / 60) * hour - 2,
            insetInlineStart: `calc(${(lane / lanes) * 100}% + 1px)`,
            width: `calc(${100 / lanes}% - 3px)`,
          }}
        />
      ))}
    </div>
  )
}
