import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { type ApiReference, fieldNamed, hasRight, useObjectNamed } from '#web/api/index.ts'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons, useText, useTimeZone, When } from '#web/ui/index.ts'
import { upcomingOf } from '../event.page.rules.ts'
import styles from './calendar/calendar.module.css'
import { useOccurrences } from './calendar/use-calendar.ts'

const shown = 5

/** What is about to happen with this record in the next sixty days. */
export default function UpcomingEvents({ object, record }: PanelProps) {
  const t = useText()
  const event = useObjectNamed('event')
  const quickCreate = useQuickCreate()
  const timeZone = useTimeZone()
  const [now] = useState(() => new Date())
  const { data: all, error } = useOccurrences(upcomingOf(object.name, record.id, { now, timeZone }))
  const data = all?.filter(one => one.endsAt > now.toISOString())
  if (error) return <ErrorState error={error} />
  if (!data || !event) return <Skeletons shape="list" />
  const make = () => {
    const here = { id: record.id, title: titleOf(object, record) }
    const customer = record.customer as unknown as ApiReference | null | undefined
    quickCreate?.({
      object: 'event',
      values: { [object.name]: here, ...(object.name !== 'customer' && customer ? { customer } : {}) },
      onCreated: () => undefined,
    })
  }
  return (
    <>
      {data.length === 0 ? <p className={styles.none}>{t('calendar.upcoming.none')}</p> : null}
      <ul className={styles.upcoming}>
        {data.slice(0, shown).map(one => (
          <li key={`${one.id}${one.startsAt}`}>
            <RecordLink object="event" id={one.id} title={one.title} />
            <div className={styles.quiet}>
              <When at={one.startsAt} /> {one.place ?? ''}
            </div>
          </li>
        ))}
      </ul>
      {quickCreate && hasRight(event, 'create') && fieldNamed(event, object.name) ? (
        <Button type="text" size="small" icon={<PlusOutlined aria-hidden />} onClick={make}>
          {t('calendar.upcoming.new')}
        </Button>
      ) : null}
    </>
  )
}
