import { dayAt } from '#platform/fields/time-zone.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { EmptyState } from '#web/ui/index.ts'
import styles from './calendar.module.css'
import { Chip, TaskChip } from './Chip.tsx'
import { dayLabel } from './day-names.ts'
import type { ViewProps } from './view-props.ts'

/** Day by day what is planned and due; days on which nothing is are left out. */
export function Agenda({ days, eventsOn, tasksOn, moves, onDrag }: ViewProps) {
  const { t, locale, timeZone } = useWording()
  const today = dayAt(new Date(), timeZone)
  const filled = days.filter(day => eventsOn(day).length + tasksOn(day).length > 0)
  if (filled.length === 0) return <EmptyState title={t('calendar.none')} text={t('calendar.noneText')} />
  return (
    <div className={styles.agenda}>
      {filled.map(day => (
        <section key={day} aria-label={dayLabel(day, locale)}>
          <h2 data-today={day === today}>{dayLabel(day, locale)}</h2>
          {tasksOn(day).map(task => (
            <TaskChip key={task.id} task={task} />
          ))}
          {eventsOn(day).map(event => (
            <Chip key={`${event.id}${event.startsAt}`} event={event} moves={moves} onDrag={onDrag} />
          ))}
        </section>
      ))}
    </div>
  )
}
