import { Button, Progress } from 'antd'
import { formatNumber, useLocale, useText, useToast } from '#web/ui/index.ts'
import { type ImportDescription, useImportVerb } from './import-requests.ts'
import styles from './transfer.module.css'

/** The import, or its undoing, while it runs. It goes on without this page. */
export function RunStep({ described }: { described: ImportDescription }) {
  const t = useText()
  const toast = useToast()
  const cancel = useImportVerb(described.id, 'cancel')
  const isUndoing = described.state === 'undoing'
  return (
    <Working described={described} title={isUndoing ? t('imports.run.undoing') : t('imports.run.running')}>
      <p className={styles.quiet}>{t('imports.run.leave')}</p>
      {described.can.includes('cancel') ? (
        <Button loading={cancel.isPending} onClick={() => cancel.mutate(undefined, { onError: toast.fail })}>
          {t('imports.run.stop')}
        </Button>
      ) : null}
    </Working>
  )
}

/** The file is being read, or its rows are being looked at. */
export function Reading({ described }: { described: ImportDescription }) {
  const t = useText()
  return <Working described={described} title={t('imports.run.reading')} />
}

function Working({
  described,
  title,
  children,
}: {
  described: ImportDescription
  title: string
  children?: React.ReactNode
}) {
  const t = useText()
  const locale = useLocale()
  const { done, total } = described.progress
  const shown = { done: formatNumber(done, { locale }), total: formatNumber(total, { locale }) }
  return (
    <section className={styles.working} aria-live="polite">
      <h2 className={styles.heading}>{title}</h2>
      <Progress percent={total > 0 ? Math.floor((done / total) * 100) : 0} status="active" aria-label={title} />
      {total > 0 ? <p className="tabular">{t('imports.run.progress', shown)}</p> : null}
      {children}
    </section>
  )
}
