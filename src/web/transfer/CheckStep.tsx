import { Button } from 'antd'
import { formatNumber, useLocale, useText, useToast } from '#web/ui/index.ts'
import { DiscardButton } from './ColumnsStep.tsx'
import { Counts } from './Counts.tsx'
import { ObjectName } from './ImportHistory.tsx'
import { type ImportDescription, useImportVerb } from './import-requests.ts'
import { Reading } from './RunStep.tsx'
import type { Step } from './steps.ts'
import styles from './transfer.module.css'

/** The dry run: what would happen, in numbers that open their rows. Nothing is written before the button. */
export function CheckStep({ described, onStep }: { described: ImportDescription; onStep: (step: Step) => void }) {
  const t = useText()
  const locale = useLocale()
  const toast = useToast()
  const run = useImportVerb(described.id, 'run')
  if (described.state === 'reading') return <Reading described={described} />
  const { created, updated } = described.counts
  const written = created + updated
  const alsoCreates = Object.entries(described.alsoCreates).filter(([, count]) => count > 0)
  return (
    <>
      <p className={styles.lead}>{t('imports.check.lead')}</p>
      <Counts described={described} />
      {alsoCreates.length > 0 ? (
        <p>
          {t('imports.check.alsoCreates')}{' '}
          {alsoCreates.map(([object, count], index) => (
            <span key={object}>
              {index > 0 ? ' · ' : ''}
              <ObjectName name={object} /> {formatNumber(count, { locale })}
            </span>
          ))}
        </p>
      ) : null}
      <p className={styles.quiet}>{t('imports.check.quiet')}</p>
      <footer className={styles.footer}>
        <DiscardButton described={described} />
        <Button onClick={() => onStep('columns')}>{t('imports.check.back')}</Button>
        <Button
          type="primary"
          disabled={!described.can.includes('run') || written === 0}
          loading={run.isPending}
          onClick={() => run.mutate(undefined, { onError: toast.fail })}
        >
          {t('imports.check.run', { count: written, shown: formatNumber(written, { locale }) })}
        </Button>
      </footer>
    </>
  )
}
