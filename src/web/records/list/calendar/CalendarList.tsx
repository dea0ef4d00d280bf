import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type ApiRecord, useRecords, useSession } from '#web/api/index.ts'
import { ErrorState, Skeletons, todayIn, useLocale, usePhone, useText, useTimeZone, useToast } from '#web/ui/index.ts'
import { Peek } from '../../page/Peek.tsx'
import { useUndoableSave } from '../../use-undoable-save.ts'
import styles from '../list.module.css'
import { allOf } from '../list-filter.ts'
import { ListFooter } from '../ListFooter.tsx'
import { ListHeader } from '../ListHeader.tsx'
import type { ListState } from '../use-list.ts'
import { Agenda } from './Agenda.tsx'
import own from './calendar.module.css'
import { MonthGrid } from './MonthGrid.tsx'
import { calendarFields, dayOf, daysShown, monthAfter, monthOf, movedTo, within } from './month.ts'

/** The list as a month: each record on the day of a field, moved by dragging where it may be edited; on a phone an agenda. */
export function CalendarList({ list }: { list: ListState }) {
  const t = useText()
  const phone = usePhone()
  const locale = useLocale()
  const timeZone = useTimeZone()
  const toast = useToast()
  const { company } = useSession()
  const { object, search, go } = list
  const fields = calendarFields(object)
  const field = fields.find(one => one.name === (search.by ?? list.view.calendarBy)) ?? fields[0]
  const today = todayIn(timeZone)
  const month = search.month && /^\d{4}-\d{2}$/.test(search.month) ? search.month : monthOf(today)
  const days = daysShown(month, company.weekStart)
  const filter = field ? allOf(list.filter, within(field, days, timeZone)) : undefined
  const rows = useRecords(
    object.path,
    {
      ...(filter ? { filter } : {}),
      sort: field ? [field.name] : [],
      fields: field ? [object.title, field.name] : [],
      limit: 200,
    },
    { enabled: field !== undefined },
  )
  const { saveUndoable } = useUndoableSave(object)
  if (!field) return null
  const byDay = new Map<string, ApiRecord[]>()
  for (const record of rows.records ?? []) {
    const value = record[field.name]
    if (typeof value !== 'string') continue
    const day = dayOf(field, value, timeZone)
    byDay.set(day, [...(byDay.get(day) ?? []), record])
  }
  const move = (record: ApiRecord, day: string) => {
    const value = record[field.name]
    if (typeof value !== 'string' || dayOf(field, value, timeZone) === day) return
    saveUndoable(record, record.version, { [field.name]: movedTo(field, value, day, timeZone) }).catch(toast.fail)
  }
  const shown = { list, field, byDay, today, onOpen: (id: string) => go({ open: id }, { replace: true }) }
  const name = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
  const openId = phone ? undefined : search.open
  return (
    <div className={styles.page}>
      <ListHeader list={list} />
      <div className={own.bar}>
        <Button
          type="text"
          icon={<LeftOutlined aria-hidden />}
          aria-label={t('records.calendar.before')}
          onClick={() => go({ month: monthAfter(month, -1) }, { replace: true })}
        />
        <h2 className={own.month} aria-live="polite">
          {name}
        </h2>
        <Button
          type="text"
          icon={<RightOutlined aria-hidden />}
          aria-label={t('records.calendar.after')}
          onClick={() => go({ month: monthAfter(month, 1) }, { replace: true })}
        />
        <Button size="small" onClick={() => go({ month: undefined }, { replace: true })}>
          {t('when.today')}
        </Button>
        <Select
          className={own.by}
          aria-label={t('records.calendar.by')}
          value={field.name}
          options={fields.map(one => ({ value: one.name, label: one.label }))}
          popupMatchSelectWidth={false}
          onChange={by => go({ by }, { replace: true })}
        />
      </div>
      <div className={styles.body}>
        <div className={styles.main} data-stale={rows.isPlaceholderData}>
          {rows.error ? (
            <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
          ) : !rows.records ? (
            <Skeletons shape="list" />
          ) : phone ? (
            <Agenda {...shown} month={month} />
          ) : (
            <MonthGrid {...shown} days={days} month={month} onMove={move} />
          )}
          {rows.hasNextPage && (
            <Button type="link" loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
              {t('records.calendar.more')}
            </Button>
          )}
          <ListFooter list={list} fields={[]} />
        </div>
        {openId && (
          <Peek key={openId} object={object} id={openId} onClose={() => go({ open: undefined }, { replace: true })} />
        )}
      </div>
    </div>
  )
}
