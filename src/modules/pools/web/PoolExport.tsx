import { Alert, Button, Radio, Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { apiUrl, type ListQuery, type ObjectDescription } from '#web/api/index.ts'
import { AskConsent } from '#web/consent/AskConsent.tsx'
import { consentAsked } from '#web/consent/consent-requests.ts'
import { takeFile } from '#web/consent/take-file.ts'
import { formatNumber, Sheet, useLocale, useProblemText, useText, useToast } from '#web/ui/index.ts'
import type { MyPool } from './pool-requests.ts'
import styles from './pools.module.css'

/** What lies in a pool, or the chosen of it, as a file: all fields that one sees there. Where a second person must consent, one asks here. */
export function PoolExport({
  object,
  pool,
  asked,
  ids,
  onClose,
}: {
  object: ObjectDescription
  pool: MyPool
  asked: ListQuery
  ids: readonly string[]
  onClose: () => void
}) {
  const t = useText()
  const locale = useLocale()
  const toast = useToast()
  const problemText = useProblemText()
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [bytes, setBytes] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const stop = () => {
    running.current?.abort()
    setBytes(null)
  }
  const start = async () => {
    const taking = new AbortController()
    running.current = taking
    setError(null)
    setBytes(0)
    const filter = ids.length > 0 ? { field: 'id', op: 'in' as const, value: [...ids] } : asked.filter
    try {
      await takeFile(
        apiUrl(`/pools/${pool.id}/${object.path}/export.${format}`),
        {
          method: 'POST',
          body: { ...(filter ? { filter } : {}), sort: asked.sort },
          name: `${pool.title}.${format}`,
        },
        { signal: taking.signal, onBytes: setBytes },
      )
      toast.say(t('records.export.done'))
      onClose()
    } catch (failure) {
      if (!taking.signal.aborted) setError(failure)
      setBytes(null)
    }
  }
  if (consentAsked(error))
    return (
      <Sheet open height="auto" title={t('consent.needed')} onClose={onClose}>
        <AskConsent error={error} />
      </Sheet>
    )
  return (
    <Sheet
      open
      height="auto"
      title={t('records.export.title', { objects: pool.title })}
      onClose={onClose}
      footer={
        bytes === null ? (
          <Button type="primary" onClick={() => void start()}>
            {t('records.list.export')}
          </Button>
        ) : (
          <span className={styles.coming} role="status">
            <Spin size="small" />
            {t('records.export.running', { megabytes: formatNumber(bytes / 1_048_576, { locale, decimals: 1 }) })}
            <Button onClick={stop}>{t('records.bulk.stop')}</Button>
          </span>
        )
      }
    >
      {error === null ? null : <Alert type="error" showIcon role="alert" title={problemText(error)} />}
      <div className={styles.exporting}>
        <p className={styles.quiet}>
          {ids.length > 0
            ? t('records.export.chosen', { count: ids.length, shown: formatNumber(ids.length, { locale }) })
            : t('pools.export.list')}
        </p>
        <Radio.Group
          aria-label={t('records.export.format')}
          value={format}
          onChange={event => setFormat(event.target.value as 'xlsx' | 'csv')}
          options={[
            { value: 'xlsx', label: t('records.export.xlsx') },
            { value: 'csv', label: 'CSV' },
          ]}
        />
        {pool.hidden.length > 0 ? (
          <p className={styles.quiet}>{t('pools.export.hidden', { count: pool.hidden.length })}</p>
        ) : null}
      </div>
    </Sheet>
  )
}
