import { Alert } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ErrorState, PageHeader, Skeletons, useLocale, useText } from '#web/ui/index.ts'
import { formatNumber } from '#web/ui/format.ts'
import { useTrail } from '#web/shell/trail.ts'
import { ResetForm } from './ResetForm.tsx'
import { type ResetDone, type ResetPreview, useResetPreview } from './reset-requests.ts'
import { SettingsSection } from './SettingsSection.tsx'
import styles from './reset.module.css'

/** Removing what came of trying the program out (初始化): what goes, in numbers, what stays, and the form that does it. */
export function ResetPage() {
  const t = useText()
  const preview = useResetPreview()
  const [done, setDone] = useState<ResetDone | null>(null)
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('settings.reset.title') }])
  return (
    <>
      <PageHeader title={t('settings.reset.title')} />
      <div className={styles.body}>
        <p className={styles.intro}>{t('settings.reset.text')}</p>
        {done ? <Outcome done={done} /> : null}
        {preview.error ? <ErrorState error={preview.error} onRetry={() => void preview.refetch()} /> : null}
        {preview.isPending ? <Skeletons shape="form" /> : null}
        {preview.data ? (
          <>
            <WhatGoes preview={preview.data} />
            <ResetForm preview={preview.data} onDone={setDone} />
          </>
        ) : null}
      </div>
    </>
  )
}

function Outcome({ done }: { done: ResetDone }) {
  const t = useText()
  const locale = useLocale()
  const shown = useRef<HTMLDivElement>(null)
  // The button is at the foot of the page, the answer at its head.
  useEffect(() => shown.current?.scrollIntoView({ block: 'center' }), [])
  const count = Object.values(done.removed).reduce((sum, one) => sum + one, 0)
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      className={styles.outcome ?? ''}
      title={t('settings.reset.done', { count: formatNumber(count, { locale }) })}
      description={
        done.backup ? t('settings.reset.backup_is_at', { file: done.backup }) : t('settings.reset.no_backup')
      }
    />
  )
}

function WhatGoes({ preview }: { preview: ResetPreview }) {
  const t = useText()
  const { goes, stays, history, files, notices, imports } = preview
  const beside = [
    ['history', history],
    ['files', files.count],
    ['notices', notices],
    ['imports', imports],
  ] as const
  const kept = stays.map(one => one.label).join(t('settings.reset.comma'))
  return (
    <>
      <SettingsSection title={t('settings.reset.goes')} text={t('settings.reset.goes_text')}>
        <dl className={styles.counts}>
          {goes.map(one => (
            <Count key={one.name} label={one.label} count={one.count} />
          ))}
          {beside.map(([name, count]) => (
            <Count key={name} label={t(`settings.reset.beside.${name}`)} count={count} />
          ))}
        </dl>
      </SettingsSection>
      <SettingsSection title={t('settings.reset.stays')} text={t('settings.reset.stays_text', { nouns: kept })}>
        {null}
      </SettingsSection>
    </>
  )
}

function Count({ label, count }: { label: string; count: number }) {
  const locale = useLocale()
  return (
    <div className={styles.count}>
      <dt>{label}</dt>
      <dd data-empty={count === 0 || undefined}>{formatNumber(count, { locale })}</dd>
    </div>
  )
}
