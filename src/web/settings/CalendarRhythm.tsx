import { Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useLocale, useText, useToast } from '#web/ui/index.ts'
import styles from './calendar.module.css'
import { type CalendarDescription, type Holidays, useSaveRhythm } from './calendar-requests.ts'

interface Rhythm {
  restDays?: number[]
  holidays?: Holidays
}

/** The days of the week that are free, and whose holidays hold; each click is kept at once. */
export function CalendarRhythm({ calendar, weekStart }: { calendar: CalendarDescription; weekStart: number }) {
  const t = useText()
  const toast = useToast()
  const save = useSaveRhythm()
  const names = useWeekdays('long')
  // What was clicked stands at once; what the server says takes its place when it has answered.
  const [wanted, setWanted] = useState<Rhythm>({})
  const { restDays, holidays } = { ...calendar, ...wanted }
  const keep = (change: Rhythm) => {
    setWanted(change)
    save
      .mutateAsync(change)
      .then(() => toast.say(t('settings.calendar.saved')), toast.fail)
      .finally(() => setWanted({}))
  }
  return (
    <div className={styles.rhythm}>
      <div>
        <h2 className={styles.label} id="calendar-rest">
          {t('settings.calendar.weekly')}
        </h2>
        <Checkbox.Group
          aria-labelledby="calendar-rest"
          value={restDays}
          onChange={chosen => keep({ restDays: chosen })}
          options={fromStart(weekStart).map(day => ({
            value: day,
            label: names[day - 1],
            // A week without any working day would never end.
            disabled: restDays.length === 6 && !restDays.includes(day),
          }))}
        />
      </div>
      <div>
        <label className={styles.label} htmlFor="calendar-holidays">
          {t('settings.calendar.holidays')}
        </label>
        <Select<Holidays>
          id="calendar-holidays"
          className={styles.holidays ?? ''}
          value={holidays}
          disabled={save.isPending}
          onChange={chosen => keep({ holidays: chosen })}
          options={(['china', 'none'] as const).map(value => ({
            value,
            label: t(`settings.calendar.holidays_of.${value}`),
          }))}
        />
      </div>
    </div>
  )
}

/** The days of the week, 1 = Monday, beginning with that one. */
export const fromStart = (weekStart: number): number[] =>
  Array.from({ length: 7 }, (_, index) => ((weekStart - 1 + index) % 7) + 1)

/** Their names, Monday first. */
export function useWeekdays(width: 'long' | 'narrow'): string[] {
  const format = new Intl.DateTimeFormat(useLocale() === 'zh' ? 'zh-CN' : 'en', { weekday: width, timeZone: 'UTC' })
  // 1 June 2026 is a Monday.
  return Array.from({ length: 7 }, (_, index) => format.format(Date.UTC(2026, 5, 1 + index)))
}
