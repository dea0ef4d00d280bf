import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { usePermission } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import styles from './calendar.module.css'
import { useCalendar } from './calendar-requests.ts'

/** On the workbench, for whoever can do something about it: a year that is needed has no holidays yet. */
export function CalendarWarning() {
  const t = useText()
  const mayChange = usePermission('settings.update') !== null
  const { data } = useCalendar(undefined, { enabled: mayChange })
  const year = data?.missing[0]
  if (!mayChange || year === undefined) return null
  return (
    <Alert
      type="warning"
      showIcon
      className={styles.warning ?? ''}
      title={
        <>
          {t('settings.calendar.missing', { year })}{' '}
          <Link to="/settings/calendar" search={{ year }}>
            {t('settings.calendar.fill_in')}
          </Link>
        </>
      }
    />
  )
}

/** The same in the calendar's own page, with what to do. */
export function CalendarNotice({ missing, onOpen }: { missing: readonly number[]; onOpen: (year: number) => void }) {
  const t = useText()
  const year = missing[0]
  if (year === undefined) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('settings.calendar.missing', { year })}
      description={
        <>
          {t('settings.calendar.missing_text')}{' '}
          <Button type="link" style={{ padding: 0 }} onClick={() => onOpen(year)}>
            {t('settings.calendar.open_year', { year })}
          </Button>
        </>
      }
    />
  )
}
