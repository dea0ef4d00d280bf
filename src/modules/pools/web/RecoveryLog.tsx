import { MoonOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { EmptyState, ErrorState, Skeletons, useText, When } from '#web/ui/index.ts'
import { type Run, useMoved, useRuns } from './pool-requests.ts'
import styles from './pools.module.css'

/** What the nights moved into the pools: how many, which, why, and who has them now. */
export function RecoveryLog() {
  const t = useText()
  const [open, setOpen] = useState<string>()
  const { data, error, refetch } = useRuns()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeletons shape="list" />
  if (data.runs.length === 0)
    return (
      <EmptyState icon={<MoonOutlined aria-hidden />} title={t('pools.log.empty')} text={t('pools.log.empty_hint')} />
    )
  return (
    <ul className={styles.runs} aria-label={t('pools.log.title')}>
      {data.runs.map(run => (
        <li key={run.id}>
          <When on={run.on} />
          <span>{t(`pools.log.moved_${run.object}`, { count: run.moved })}</span>
          {run.finishedAt ? null : <span className={styles.quiet}>{t('pools.log.running')}</span>}
          <Button
            type="link"
            size="small"
            aria-expanded={open === run.id}
            onClick={() => setOpen(open === run.id ? undefined : run.id)}
          >
            {t(open === run.id ? 'pools.log.close' : 'pools.log.open')}
          </Button>
          {open === run.id ? <MovedList run={run} /> : null}
        </li>
      ))}
    </ul>
  )
}

function MovedList({ run }: { run: Run }) {
  const t = useText()
  const { data, error } = useMoved(run.id)
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="list" />
  return (
    <ul className={styles.moved}>
      {data.moved.map(({ record, reason, previousOwner, claimedBy }) => (
        <li key={record.id}>
          <RecordLink object={run.object} id={record.id} title={record.title} /> {reason}
          {previousOwner ? ` · ${t('pools.list.previous', { name: previousOwner.title })}` : ''}
          {claimedBy ? ` · ${t('pools.log.claimed', { name: claimedBy.title })}` : ''}
        </li>
      ))}
      {data.next ? <li>{t('pools.log.more')}</li> : null}
    </ul>
  )
}
