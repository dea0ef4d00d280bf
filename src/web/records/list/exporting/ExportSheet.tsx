import { Alert, Button, Radio, Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { AskConsent } from '#web/consent/AskConsent.tsx'
import { consentAsked, useDataRules } from '#web/consent/consent-requests.ts'
import { formatNumber, Sheet, useLocale, usePhone, useProblemText, useText, useToast } from '#web/ui/index.ts'
import styles from '../list.module.css'
import type { ListState } from '../use-list.ts'
import { useTotals } from '../use-totals.ts'
import { download } from './download.ts'

/** The list or the chosen rows as a file: which format, which columns; how much has come, and a way to stop. */
export function ExportSheet({ list, ids, onClose }: { list: ListState; ids: string[]; onClose: () => void }) {
  const t = useText()
  const locale = useLocale()
  const phone = usePhone()
  const toast = useToast()
  const problemText = useProblemText()
  const { object } = list
  const rules = useDataRules().data
  const mayNeedConsent = rules !== undefined && rules.exportConsent !== 'never'
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [columns, setColumns] = useState<'shown' | 'all'>('shown')
  const [rows, setRows] = useState<'chosen' | 'list'>(ids.length > 0 ? 'chosen' : 'list')
  const [bytes, setBytes] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const running = useRef<AbortController>(undefined)
  const { data: totals } = useTotals(list, { isExact: true, figures: [] })
  useEffect(() => () => running.current?.abort(), [])

  const start = async () => {
    const stop = new AbortController()
    running.current = stop
    setError(null)
    setBytes(0)
    const all = object.fields.filter(field => field.type !== 'lines' && !field.isHidden).map(field => field.name)
    try {
      await download(
        {
          path: object.path,
          format,
          query: {
            ...(list.filter ? { filter: list.filter } : {}),
            sort: list.sort,
            fields: columns === 'all' ? all : list.columns,
          },
          ...(rows === 'chosen' ? { ids } : {}),
        },
        { signal: stop.signal, onBytes: setBytes },
      )
      toast.say(t('records.export.done'))
      onClose()
    } catch (failure) {
      if (!stop.signal.aborted) setError(failure)
      setBytes(null)
    }
  }
  const isRunning = bytes !== null
  const count = (value: number | undefined): string => (value === undefined ? '…' : formatNumber(value, { locale }))
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
      title={t('records.export.title', { objects: object.labelPlural })}
      onClose={onClose}
      footer={
        isRunning ? (
          <span className={styles.exporting} role="status">
            <Spin size="small" />
            {t('records.export.running', { megabytes: formatNumber(bytes / 1_048_576, { locale, decimals: 1 }) })}
            <Button
              onClick={() => {
                running.current?.abort()
                setBytes(null)
              }}
            >
              {t('records.bulk.stop')}
            </Button>
          </span>
        ) : (
          <Button type="primary" block={phone} onClick={() => void start()}>
            {t('records.list.export')}
          </Button>
        )
      }
    >
      <div className={styles.viewForm}>
        {error !== null && <Alert type="error" showIcon role="alert" title={problemText(error)} />}
        {mayNeedConsent ? <p className={styles.viewNote}>{t('consent.before')}</p> : null}
        {ids.length > 0 && (
          <fieldset className={styles.audience}>
            <legend>{t('records.export.rows')}</legend>
            <Radio.Group
              value={rows}
              onChange={event => setRows(event.target.value as 'chosen' | 'list')}
              options={[
                { value: 'chosen', label: t('records.export.chosen', { count: ids.length, shown: count(ids.length) }) },
                { value: 'list', label: t('records.export.list', { shown: count(totals?.count?.value) }) },
              ]}
            />
          </fieldset>
        )}
        <fieldset className={styles.audience}>
          <legend>{t('records.export.columns')}</legend>
          <Radio.Group
            value={columns}
            onChange={event => setColumns(event.target.value as 'shown' | 'all')}
            options={[
              { value: 'shown', label: t('records.export.shown', { count: list.columns.length }) },
              { value: 'all', label: t('records.export.all') },
            ]}
          />
        </fieldset>
        <fieldset className={styles.audience}>
          <legend>{t('records.export.format')}</legend>
          <Radio.Group
            value={format}
            onChange={event => setFormat(event.target.value as 'xlsx' | 'csv')}
            options={[
              { value: 'xlsx', label: t('records.export.xlsx') },
              { value: 'csv', label: 'CSV' },
            ]}
          />
        </fieldset>
        {ids.length === 0 && (
          <p className={styles.viewNote}>{t('records.export.list', { shown: count(totals?.count?.value) })}</p>
        )}
      </div>
    </Sheet>
  )
}
