import { fieldNamed } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons, useText, When } from '#web/ui/index.ts'
import { useCustody } from './pool-requests.ts'
import styles from './pools.module.css'
import { Way } from './Way.tsx'

/** Whose a record is: why it lies in a pool, or how many days are left before it falls into one and by which rule. */
export default function CustodyPanel({ object, record }: PanelProps) {
  const t = useText()
  const { data, error } = useCustody(object.path, record)
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="list" />
  const { stay, due } = data
  const cause = fieldNamed(object, 'poolCause')?.options?.find(option => option.id === stay?.cause)?.label
  return (
    <>
      {stay ? (
        <div className={styles.custody}>
          <p>
            <b>{t('pools.custody.inside', { pool: stay.pool.title })}</b> <When at={stay.since} />
          </p>
          <p>{stay.reason || cause}</p>
          {stay.previousOwner ? (
            <p className={styles.quiet}>{t('pools.list.previous', { name: stay.previousOwner.title })}</p>
          ) : null}
        </div>
      ) : null}
      {due ? (
        <div className={styles.custody}>
          <p className={styles.days} data-near={due.daysLeft <= 3}>
            {t(due.daysLeft > 0 ? 'pools.custody.left' : 'pools.custody.tonight', { count: due.daysLeft })}
          </p>
          <p>{t(`pools.custody.because.${due.why}`, { days: due.days, from: due.from })}</p>
          <p className={styles.quiet}>
            {t('pools.custody.falls', { on: due.on, pool: due.pool.title })}
            {due.lastCountedOn ? ` ${t('pools.custody.counted', { on: due.lastCountedOn })}` : ''}
            {due.protectedUntil ? ` ${t('pools.custody.protected', { on: due.protectedUntil })}` : ''}
          </p>
        </div>
      ) : null}
      {!stay && !due ? (
        <p className={styles.quiet}>{t(record.isLocked ? 'pools.custody.locked' : 'pools.custody.stays')}</p>
      ) : null}
      <details className={styles.more}>
        <summary>{t('pools.way.title')}</summary>
        <Way steps={data.way} />
      </details>
    </>
  )
}
