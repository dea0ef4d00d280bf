import { LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { dayAt } from '#platform/fields/time-zone.ts'
import { hasRight, useObjectNamed, useSession } from '#web/api/index.ts'
import { QuickCreateHost } from '#web/records/form/QuickCreateHost.tsx'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { ErrorState, Skeletons, usePhone } from '#web/ui/index.ts'
import { Agenda } from './Agenda.tsx'
import styles from './calendar.module.css'
import { atClock, boundsOf, type CalendarView, daysShown, daysTouched, turned } from './calendar-days.ts'
import { dayLabel, monthLabel } from './day-names.ts'
import { MonthView } from './MonthView.tsx'
import { TimeGrid } from './TimeGrid.tsx'
import { type Occurrence, useDueTasks, useOccurrences } from './use-calendar.ts'
import { useMoves } from './use-moves.tsx'
import type { ViewProps } from './view-props.ts'

const views: readonly CalendarView[] = ['month', 'week', 'day', 'list']

/** One's own calendar and the team's: month, week, day, or as a list; what is looked at stands in the address. */
export default function CalendarPage() {
  return (
    <QuickCreateHost>
      <Calendar />
    </QuickCreateHost>
  )
}

function Calendar() {
  const wording = useWording()
  const { t, locale, timeZone } = wording
  const phone = usePhone()
  const { company } = useSession()
  const object = useObjectNamed('event')
  const quickCreate = useQuickCreate()
  const { view, day, layer, show } = useAddress(timeZone, phone)
  const days = daysShown(view, day, company.weekStart)
  const { data, error, refetch } = useOccurrences({ ...boundsOf(days, timeZone), layer })
  const tasks = useDueTasks(days[0] ?? day, days.at(-1) ?? day)
  const moves = useMoves()
  const [dragged, setDragged] = useState<Occurrence | null>(null)
  const mayCreate = object !== undefined && hasRight(object, 'create') && quickCreate !== null
  const make = (on: string, minutes = 600) => {
    if (!mayCreate) return
    const [startsAt, endsAt] = [atClock(on, minutes, timeZone), atClock(on, Math.min(minutes + 60, 1439), timeZone)]
    quickCreate({ object: 'event', values: { startsAt, endsAt }, onCreated: () => undefined })
  }
  const given: ViewProps = {
    days,
    month: day.slice(0, 7),
    eventsOn: one => (data ?? []).filter(event => daysTouched(event, timeZone).includes(one)),
    tasksOn: one => tasks.filter(task => task.dueOn === one),
    moves,
    dragged,
    onDrag: setDragged,
    onDay: one => show({ view: 'day', day: one }),
    onNew: make,
  }
  const Shown = view === 'month' ? MonthView : view === 'list' ? Agenda : TimeGrid
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <h1 className={styles.title}>{titleOf(view, days, day, locale)}</h1>
        <div className={styles.turn}>
          <Button
            icon={<LeftOutlined aria-hidden />}
            aria-label={t('calendar.previous')}
            onClick={() => show({ day: turned(view, day, -1) })}
          />
          <Button onClick={() => show({ day: dayAt(new Date(), timeZone) })}>{t('calendar.today')}</Button>
          <Button
            icon={<RightOutlined aria-hidden />}
            aria-label={t('calendar.next')}
            onClick={() => show({ day: turned(view, day, 1) })}
          />
        </div>
        <Segmented
          aria-label={t('calendar.layer')}
          value={layer}
          options={(['mine', 'team'] as const).map(value => ({ value, label: t(`calendar.layers.${value}`) }))}
          onChange={value => show({ layer: value })}
        />
        <Segmented
          aria-label={t('calendar.view')}
          value={view}
          options={views.map(value => ({ value, label: t(`calendar.views.${value}`) }))}
          onChange={value => show({ view: value })}
        />
        {mayCreate ? (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => make(day)}>
            {t('calendar.new')}
          </Button>
        ) : null}
      </header>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Shown {...given} />
      ) : (
        <Skeletons shape="list" />
      )}
      {moves.question}
    </div>
  )
}

interface Address {
  view: CalendarView
  day: string
  layer: 'mine' | 'team'
}

/** What is looked at, out of the address; what it does not say is this month, on a phone the coming days, and one's own. */
function useAddress(timeZone: string, phone: boolean): Address & { show: (next: Partial<Address>) => void } {
  const search = useSearch({ from: '/signedIn/p/$page' })
  const navigate = useNavigate({ from: '/p/$page' })
  const usual: CalendarView = phone ? 'list' : 'month'
  const now: Address = {
    view: views.find(one => one === search.view) ?? usual,
    day: /^\d{4}-\d{2}-\d{2}$/.test(search.day ?? '') ? (search.day as string) : dayAt(new Date(), timeZone),
    layer: search.layer === 'team' ? 'team' : 'mine',
  }
  return { ...now, show: next => void navigate({ search: { ...now, ...next }, replace: next.view === undefined }) }
}

function titleOf(view: CalendarView, days: readonly string[], day: string, locale: 'zh' | 'en'): string {
  if (view === 'month') return monthLabel(day, locale)
  if (view === 'day') return dayLabel(day, locale)
  return `${dayLabel(days[0] ?? day, locale)} – ${dayLabel(days.at(-1) ?? day, locale)}`
}
