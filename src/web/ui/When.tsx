import { Tooltip } from 'antd'
import { dayAt } from '#platform/fields/time-zone.ts'
import { useSessionIfAny } from '#web/api/session.ts'
import { daysUntil, formatDay, formatInstant, formatTime, todayIn } from './format.ts'
import { useLocale, useText } from './text.ts'

type Moment = { at: string | null | undefined; on?: never } | { on: string | null | undefined; at?: never }

/**
 * An instant (`at`, ISO) or a day (`on`, YYYY-MM-DD) as people say it: 今天 14:30, 昨天, 3 天后, 3月2日; the exact one on hover. With `due`
 * a day that has passed is 逾期 5 天, in the colour of danger. Unknown is 未知 for an instant of the past (`unknown`), else a dash.
 */
export function When({ due = false, unknown = false, ...moment }: Moment & { due?: boolean; unknown?: boolean }) {
  const t = useText()
  const locale = useLocale()
  const timeZone = useTimeZone()
  const at = moment.at ?? null
  const day = at ? dayAt(new Date(at), timeZone) : (moment.on ?? null)
  if (!day) return <span>{unknown ? t('when.unknown') : '–'}</span>

  const today = todayIn(timeZone)
  const days = daysUntil(day, today)
  const time = at ? ` ${formatTime(at, { locale, timeZone })}` : ''
  const isOverdue = due && days < 0
  const said = isOverdue
    ? t('when.overdue', { count: -days })
    : near(days, time) || formatDay(day, { locale, today, short: true })
  const exact = at ? formatInstant(at, { locale, timeZone }) : formatDay(day, { locale, today })
  return (
    <Tooltip title={exact}>
      <time dateTime={at ?? day} className="tabular" style={isOverdue ? { color: 'var(--danger)' } : undefined}>
        {said}
      </time>
    </Tooltip>
  )

  function near(days: number, time: string): string {
    if (days === 0) return t('when.today') + time
    if (days === 1) return t('when.tomorrow') + time
    if (days === -1) return t('when.yesterday') + time
    if (days > 1 && days <= 7) return t('when.in_days', { count: days })
    if (days < -1 && days >= -7) return t('when.days_ago', { count: -days })
    return ''
  }
}

/** The company's time zone; before sign-in the device's. */
export const useTimeZone = (): string =>
  useSessionIfAny()?.company.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
