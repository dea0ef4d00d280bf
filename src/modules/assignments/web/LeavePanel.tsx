import { Button, DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useId, useState } from 'react'
import { isProblem } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons, useText, useToast, When } from '#web/ui/index.ts'
import styles from './assigning.module.css'
import { type Leave, useChangeLeave, useLeave } from './requests.ts'

/** When somebody is away: set by himself, whoever leads him, and whoever may change people. Rules pass him over meanwhile. */
export default function LeavePanel({ record }: PanelProps) {
  const { data, error, refetch } = useLeave(record.id)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeletons shape="list" />
  return data.mayChange ? <LeaveForm key={JSON.stringify(data)} id={record.id} before={data} /> : <Said leave={data} />
}

function Said({ leave: { from, until } }: { leave: Leave }) {
  const t = useText()
  if (!from && !until) return <p className={styles.quiet}>{t('assigning.leave.none')}</p>
  return (
    <p>
      {from ? <When on={from} /> : null} – {until ? <When on={until} /> : t('assigning.leave.open')}
    </p>
  )
}

function LeaveForm({ id, before }: { id: string; before: Leave }) {
  const t = useText()
  const toast = useToast()
  const change = useChangeLeave(id)
  const [days, setDays] = useState<Pick<Leave, 'from' | 'until'>>(before)
  const [wrong, setWrong] = useState<string | null>(null)
  const isChanged = days.from !== before.from || days.until !== before.until
  const save = async (leave: Pick<Leave, 'from' | 'until'>) => {
    setWrong(null)
    try {
      await change.mutateAsync({ from: leave.from, until: leave.until })
      toast.say(t(leave.from || leave.until ? 'assigning.leave.saved' : 'assigning.leave.ended'))
    } catch (problem) {
      const message = isProblem(problem) ? problem.fields[0]?.message : undefined
      if (message) setWrong(message)
      else toast.fail(problem)
    }
  }
  return (
    <div className={styles.leave}>
      <p className={styles.quiet}>{t('assigning.leave.text')}</p>
      <Day label={t('assigning.leave.from')} value={days.from} onChange={from => setDays({ ...days, from })} />
      <Day label={t('assigning.leave.until')} value={days.until} onChange={until => setDays({ ...days, until })} />
      {wrong ? (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      ) : null}
      <div className={styles.foot}>
        <Button
          size="small"
          type="primary"
          disabled={!isChanged}
          loading={change.isPending}
          onClick={() => void save(days)}
        >
          {t('ui.save')}
        </Button>
        {before.from || before.until ? (
          <Button size="small" onClick={() => void save({ from: null, until: null })}>
            {t('assigning.leave.end')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function Day({
  label,
  value,
  onChange,
}: {
  label: string
  value: string | null
  onChange: (day: string | null) => void
}) {
  const id = useId()
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{label}</label>
      <DatePicker
        id={id}
        value={value ? dayjs(value) : null}
        onChange={(day: Dayjs | null) => onChange(day ? day.format('YYYY-MM-DD') : null)}
      />
    </div>
  )
}
