import { type KeyboardEvent, useRef, useState } from 'react'
import { formatDay, useLocale, useText } from '#web/ui/index.ts'
import { fromStart, useWeekdays } from './CalendarRhythm.tsx'
import styles from './calendar.module.css'
import { laterBy, weekdayOf, weeksOf } from './calendar-days.ts'
import type { CalendarDescription, SpecialDay } from './calendar-requests.ts'

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Twelve months; one stop of the Tab key, then arrows go from day to day and Enter opens one. */
export function CalendarYear({
  calendar,
  weekStart,
  onChoose,
}: {
  calendar: CalendarDescription
  weekStart: number
  onChoose: (day: string) => void
}) {
  const { year, today, days } = calendar
  const first = today.startsWith(`${year}-`) ? today : `${year}-01-01`
  const [at, setAt] = useState(first)
  const focused = at.startsWith(`${year}-`) ? at : first
  const grid = useRef<HTMLDivElement>(null)
  const special = new Map(days.map(day => [day.day, day]))

  const move = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = laterBy(focused, step)
    if (!next.startsWith(`${year}-`)) return
    setAt(next)
    grid.current?.querySelector<HTMLButtonElement>(`[data-day="${next}"]`)?.focus()
  }

  return (
    <div ref={grid} className={styles.months}>
      {Array.from({ length: 12 }, (_, index) => (
        <Month
          key={index}
          month={index + 1}
          calendar={calendar}
          weekStart={weekStart}
          special={special}
          focused={focused}
          onKey={move}
          onChoose={day => {
            setAt(day)
            onChoose(day)
          }}
        />
      ))}
    </div>
  )
}

function Month({
  month,
  calendar,
  weekStart,
  special,
  focused,
  onKey,
  onChoose,
}: {
  month: number
  calendar: CalendarDescription
  weekStart: number
  special: ReadonlyMap<string, SpecialDay>
  focused: string
  onKey: (event: KeyboardEvent) => void
  onChoose: (day: string) => void
}) {
  const locale = useLocale()
  const { year } = calendar
  const narrow = useWeekdays('narrow')
  const long = useWeekdays('long')
  const name = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', { month: 'long', timeZone: 'UTC' })
  return (
    <table className={styles.month}>
      <caption>{name.format(Date.UTC(year, month - 1, 1))}</caption>
      <thead>
        <tr>
          {fromStart(weekStart).map(day => (
            <th key={day} scope="col" abbr={long[day - 1]}>
              {narrow[day - 1]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month, weekStart).map((week, index) => (
          <tr key={index}>
            {week.map((day, place) => (
              <td key={day ?? place}>
                {day ? (
                  <Day
                    day={day}
                    calendar={calendar}
                    special={special.get(day)}
                    isFocused={day === focused}
                    onKey={onKey}
                    onChoose={onChoose}
                  />
                ) : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({
  day,
  calendar: { restDays, today },
  special,
  isFocused,
  onKey,
  onChoose,
}: {
  day: string
  calendar: CalendarDescription
  special: SpecialDay | undefined
  isFocused: boolean
  onKey: (event: KeyboardEvent) => void
  onChoose: (day: string) => void
}) {
  const t = useText()
  const locale = useLocale()
  const kind = special?.kind ?? (restDays.includes(weekdayOf(day)) ? 'rest' : 'work')
  const said = [formatDay(day, { locale, today, short: true }), special?.name, t(`settings.calendar.${kind}`)]
  return (
    <button
      type="button"
      data-day={day}
      className={styles.day}
      data-kind={kind}
      data-special={special ? true : undefined}
      data-mark={special ? t(`settings.calendar.marks.${kind}`) : undefined}
      aria-current={day === today ? 'date' : undefined}
      aria-label={said.filter(Boolean).join(' ')}
      title={special?.name ?? undefined}
      tabIndex={isFocused ? 0 : -1}
      onClick={() => onChoose(day)}
      onKeyDown={onKey}
    >
      {Number(day.slice(8))}
    </button>
  )
}
