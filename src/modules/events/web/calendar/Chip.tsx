import { CheckSquareOutlined, SyncOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { type CSSProperties, type DragEvent, useState } from 'react'
import { dayAt } from '#platform/fields/time-zone.ts'
import { useSession } from '#web/api/index.ts'
import { dayWords } from '#web/fields/day-words.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { formatTime } from '#web/ui/index.ts'
import styles from './calendar.module.css'
import { atClock, dayAfter, minutesOf } from './calendar-days.ts'
import type { DueTask, Occurrence } from './use-calendar.ts'
import type { useMoves } from './use-moves.tsx'

/** A time of an event: its begin and title, the rest on a click; whoever may, drags it to another time. */
export function Chip({
  event,
  moves,
  onDrag,
  style,
  isTall = false,
}: {
  event: Occurrence
  moves: ReturnType<typeof useMoves>
  onDrag: (event: Occurrence | null) => void
  style?: CSSProperties
  /** Stands in a grid of hours: its time stands below its title. */
  isTall?: boolean
}) {
  const wording = useWording()
  const { user } = useSession()
  const [isOpen, setOpen] = useState(false)
  const isMine = event.owner?.id === user.id || event.participants.some(one => one.id === user.id)
  const mayMove = event.can.includes('update')
  const time = event.isAllDay ? '' : formatTime(event.startsAt, wording)
  const start = (drag: DragEvent) => {
    drag.dataTransfer.effectAllowed = 'move'
    drag.dataTransfer.setData('text/plain', event.title)
    onDrag(event)
  }
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={setOpen}
      content={<Particulars event={event} moves={moves} onDone={() => setOpen(false)} />}
    >
      <button
        type="button"
        className={styles.chip}
        style={style}
        data-mine={isMine}
        data-tall={isTall}
        draggable={mayMove}
        onDragStart={start}
        onDragEnd={() => onDrag(null)}
        onClick={click => click.stopPropagation()}
      >
        {time ? <span className={styles.time}>{time}</span> : null} <span>{event.title}</span>
        {!isMine && event.owner ? <small> {event.owner.title}</small> : null}
      </button>
    </Popover>
  )
}

/** A task of one's own on the day it is due. */
export function TaskChip({ task }: { task: DueTask }) {
  return (
    <div className={styles.task}>
      <CheckSquareOutlined aria-hidden /> <RecordLink object="task" id={task.id} title={task.title} />
    </div>
  )
}

function Particulars({
  event,
  moves,
  onDone,
}: {
  event: Occurrence
  moves: ReturnType<typeof useMoves>
  onDone: () => void
}) {
  const wording = useWording()
  const { t, timeZone } = wording
  const day = dayAt(new Date(event.startsAt), timeZone)
  const shift = (days: number) => {
    onDone()
    moves.move(event, atClock(dayAfter(day, days), minutesOf(event.startsAt, timeZone), timeZone))
  }
  const hours = event.isAllDay
    ? t('calendar.allDay')
    : `${formatTime(event.startsAt, wording)} – ${formatTime(event.endsAt, wording)}`
  return (
    // A click in here is none on the day below it, though React tells that day, too.
    <div className={styles.particulars} role="presentation" onClick={click => click.stopPropagation()}>
      <strong>{event.title}</strong>
      <div>
        {dayWords(day, wording)} {hours}
        {event.isRepeated ? (
          <span className={styles.quiet}>
            {' '}
            <SyncOutlined aria-hidden /> {t('calendar.repeated')}
          </span>
        ) : null}
      </div>
      {event.place ? <div className={styles.quiet}>{event.place}</div> : null}
      {event.customer ? <RecordLink object="customer" id={event.customer.id} title={event.customer.title} /> : null}
      {event.participants.length > 0 ? (
        <div className={styles.quiet}>
          {t('calendar.with')} {event.participants.map(one => one.title).join('、')}
        </div>
      ) : null}
      <div className={styles.buttons}>
        <RecordLink object="event" id={event.id} title={t('calendar.open')} />
        {event.can.includes('update') ? (
          <>
            <Button size="small" type="text" onClick={() => shift(-1)}>
              {t('calendar.earlier')}
            </Button>
            <Button size="small" type="text" onClick={() => shift(1)}>
              {t('calendar.later')}
            </Button>
          </>
        ) : null}
        {event.can.includes('remove') ? (
          <Button
            size="small"
            type="text"
            danger
            onClick={() => {
              onDone()
              moves.remove(event)
            }}
          >
            {t('calendar.remove')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
