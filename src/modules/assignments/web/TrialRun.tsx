import { Alert, Button, DatePicker, Progress, Table } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useId, useRef, useState } from 'react'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { ErrorState, ScrollAcross, useText, When } from '#web/ui/index.ts'
import styles from './assigning.module.css'
import { type Trial, useTrial } from './requests.ts'

/** Who would have got the leads of a period by today's rules; nothing is changed. */
export function TrialRun() {
  const t = useText()
  const id = useId()
  const trial = useTrial()
  const stop = useRef<AbortController | null>(null)
  const [period, setPeriod] = useState<[Dayjs, Dayjs]>([dayjs().subtract(29, 'day'), dayjs()])
  const go = () => {
    stop.current = new AbortController()
    const [from, until] = period.map(day => day.format('YYYY-MM-DD')) as [string, string]
    trial.mutate({ from, until, signal: stop.current.signal })
  }
  const isStopped = trial.error instanceof Error && trial.error.name === 'AbortError'
  return (
    <div className={styles.trial}>
      <p className={styles.quiet}>{t('assigning.trial.text')}</p>
      <div className={styles.ask}>
        <label htmlFor={id}>{t('assigning.trial.period')}</label>
        <DatePicker.RangePicker
          id={{ start: id, end: `${id}-until` }}
          value={period}
          allowClear={false}
          onChange={chosen => chosen?.[0] && chosen[1] && setPeriod([chosen[0], chosen[1]])}
        />
        <Button type="primary" onClick={go} disabled={trial.isPending}>
          {t('assigning.trial.go')}
        </Button>
        {trial.isPending ? <Button onClick={() => stop.current?.abort()}>{t('assigning.trial.stop')}</Button> : null}
      </div>
      {trial.isPending ? (
        <Progress percent={100} status="active" showInfo={false} aria-label={t('assigning.trial.running')} />
      ) : null}
      {trial.error && !isStopped ? <ErrorState error={trial.error} onRetry={go} /> : null}
      {trial.data && !trial.isPending ? <Result trial={trial.data} /> : null}
    </div>
  )
}

function Result({ trial }: { trial: Trial }) {
  const t = useText()
  const most = Math.max(1, ...trial.byPerson.map(one => one.count))
  if (trial.total === 0) return <p className={styles.quiet}>{t('assigning.trial.nothing')}</p>
  return (
    <>
      {trial.isCut ? <Alert type="info" showIcon title={t('assigning.trial.cut', { count: trial.total })} /> : null}
      <h3 className={styles.heading}>{t('assigning.trial.shares', { count: trial.total })}</h3>
      <ul className={styles.shares}>
        {trial.byPerson.map(({ user, rule, count }) => (
          <li key={`${rule?.id} ${user?.id}`}>
            <span>{user?.title ?? t('assigning.trial.nobody')}</span>
            <small>{rule?.title ?? t('assigning.trial.no_rule')}</small>
            <span className={styles.bar} aria-hidden>
              <i style={{ width: `${(count / most) * 100}%` }} />
            </span>
            <b className="tabular">{count}</b>
          </li>
        ))}
      </ul>
      <h3 className={styles.heading}>{t('assigning.trial.rows')}</h3>
      <ScrollAcross label={t('assigning.trial.rows')}>
        <Table
          size="small"
          rowKey={row => row.lead.id}
          dataSource={trial.rows}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            {
              title: t('assigning.trial.lead'),
              render: (_value, row) => <RecordLink object="lead" id={row.lead.id} title={row.lead.title} />,
            },
            { title: t('assigning.trial.created'), render: (_value, row) => <When at={row.createdAt} /> },
            { title: t('assigning.trial.now'), render: (_value, row) => row.now?.title ?? '–' },
            {
              title: t('assigning.trial.wouldBe'),
              render: (_value, row) => row.user?.title ?? t('assigning.trial.nobody'),
            },
            { title: t('assigning.trial.why'), dataIndex: 'why' },
          ]}
        />
      </ScrollAcross>
    </>
  )
}
