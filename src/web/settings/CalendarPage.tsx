import { DownloadOutlined, LeftOutlined, RightOutlined, UndoOutlined, UploadOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button, Popconfirm, Upload } from 'antd'
import { useState } from 'react'
import { apiUrl, isProblem, useSession } from '#web/api/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { ErrorState, PageHeader, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { CalendarDay } from './CalendarDay.tsx'
import { CalendarRhythm } from './CalendarRhythm.tsx'
import { CalendarNotice } from './CalendarWarning.tsx'
import { CalendarYear } from './CalendarYear.tsx'
import styles from './calendar.module.css'
import { changedDays, type DayChange } from './calendar-days.ts'
import {
  type CalendarDescription,
  useCalendar,
  useForgetYear,
  useImportCalendar,
  useSaveYear,
} from './calendar-requests.ts'

/** On which days people work: the week, and the days of each year that differ. A day is changed where it stands. */
export function CalendarPage() {
  const t = useText()
  const { year } = useSearch({ from: '/signedIn/settings/calendar' })
  const { data, error, refetch } = useCalendar(year)
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('settings.calendar.title') }])
  return (
    <>
      <PageHeader title={t('settings.calendar.title')} actions={data ? <Actions calendar={data} /> : null} />
      <div className={styles.body}>
        {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {!error && !data ? <Skeletons shape="form" /> : null}
        {data ? <Year calendar={data} /> : null}
      </div>
    </>
  )
}

function Year({ calendar }: { calendar: CalendarDescription }) {
  const t = useText()
  const toast = useToast()
  const save = useSaveYear()
  const forget = useForgetYear()
  const { company } = useSession()
  const open = useOpenYear()
  const [chosen, setChosen] = useState<string | null>(null)
  const { year, days, version, source } = calendar

  const change = async (wanted: DayChange) => {
    try {
      const saved = await save.mutateAsync({ year, version, days: changedDays(days, wanted) })
      setChosen(null)
      toast.sayUndo(t('settings.calendar.saved'), async () => {
        if (source === 'company') await save.mutateAsync({ year, version: saved.version, days })
        else await forget.mutateAsync({ year, version: saved.version })
      })
    } catch (error) {
      toast.fail(error)
    }
  }

  return (
    <>
      <CalendarNotice missing={calendar.missing} onOpen={open} />
      <CalendarRhythm calendar={calendar} weekStart={company.weekStart} />
      <div className={styles.bar}>
        <span className={styles.years}>
          <Button
            icon={<LeftOutlined aria-hidden />}
            aria-label={t('settings.calendar.year', { year: year - 1 })}
            disabled={year <= 2000}
            onClick={() => open(year - 1)}
          />
          <h2 className={styles.yearName}>{t('settings.calendar.year', { year })}</h2>
          <Button
            icon={<RightOutlined aria-hidden />}
            aria-label={t('settings.calendar.year', { year: year + 1 })}
            disabled={year >= 2199}
            onClick={() => open(year + 1)}
          />
        </span>
        <p className={styles.source}>
          {t(`settings.calendar.source.${source}`)} · {t('settings.calendar.count', { count: calendar.workingDays })}
        </p>
        <p className={styles.legend}>
          <span className={styles.restMark}>{t('settings.calendar.marks.rest')}</span> {t('settings.calendar.rest')}
          <span className={styles.workMark}>{t('settings.calendar.marks.work')}</span> {t('settings.calendar.work')}
        </p>
      </div>
      <CalendarYear calendar={calendar} weekStart={company.weekStart} onChoose={setChosen} />
      <CalendarDay
        day={chosen}
        calendar={calendar}
        isBusy={save.isPending}
        onClose={() => setChosen(null)}
        onChange={wanted => void change(wanted)}
      />
    </>
  )
}

function Actions({ calendar: { year, version, source, isShipped } }: { calendar: CalendarDescription }) {
  const t = useText()
  const toast = useToast()
  const forget = useForgetYear()
  const take = useImportCalendar()
  const { modal } = App.useApp()
  const open = useOpenYear()
  const read = async (file: File) => {
    try {
      const { years } = await take.mutateAsync(file)
      toast.say(t('settings.calendar.imported', { years: years.map(one => one.year).join(', ') }))
      if (years[0]) open(years[0].year)
    } catch (error) {
      if (!isProblem(error) || error.fields.length === 0) return toast.fail(error)
      modal.error({
        title: t('settings.calendar.refused'),
        content: (
          <ul className={styles.wrong}>
            {error.fields.map(field => (
              <li key={field.path}>{field.message}</li>
            ))}
          </ul>
        ),
      })
    }
  }
  const back = () =>
    forget.mutateAsync({ year, version }).then(() => toast.say(t('settings.calendar.shipped_again')), toast.fail)
  return (
    <>
      {source === 'company' && isShipped ? (
        <Popconfirm
          title={t('settings.calendar.shipped_ask', { year })}
          okText={t('settings.calendar.shipped')}
          onConfirm={() => void back()}
        >
          <Button icon={<UndoOutlined aria-hidden />}>{t('settings.calendar.shipped')}</Button>
        </Popconfirm>
      ) : null}
      <Upload
        accept=".csv,.xlsx,text/csv"
        showUploadList={false}
        beforeUpload={file => {
          void read(file)
          return Upload.LIST_IGNORE
        }}
      >
        <Button icon={<UploadOutlined aria-hidden />} loading={take.isPending}>
          {t('settings.calendar.import')}
        </Button>
      </Upload>
      <Button icon={<DownloadOutlined aria-hidden />} href={apiUrl(`/working-calendar/${year}/export.csv`)} download>
        {t('settings.calendar.export')}
      </Button>
    </>
  )
}

function useOpenYear(): (year: number) => void {
  const navigate = useNavigate()
  return year => void navigate({ to: '/settings/calendar', search: { year } })
}
