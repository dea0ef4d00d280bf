import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Steps } from 'antd'
import { ErrorState, formatNumber, PageHeader, Skeletons, useLocale, usePhone, useText } from '#web/ui/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { CheckStep } from './CheckStep.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { ObjectName } from './ImportHistory.tsx'
import { type ImportDescription, useImport } from './import-requests.ts'
import { ImportRows } from './ImportRows.tsx'
import { ResultStep } from './ResultStep.tsx'
import { RunStep } from './RunStep.tsx'
import { SettleStep } from './SettleStep.tsx'
import { StateTag } from './StateTag.tsx'
import { type Step, stepOf, steps } from './steps.ts'
import styles from './transfer.module.css'

/** One import, wherever it stands: columns, values without partner, dry run, progress, result. */
export function ImportPage() {
  const t = useText()
  const { id } = useParams({ from: '/signedIn/import/$id' })
  const { data, error, refetch } = useImport(id)
  useTrail([{ label: t('imports.title'), to: '/import' }, { label: data?.name ?? '' }])
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeletons shape="form" />
  return <Shown described={data} />
}

function Shown({ described }: { described: ImportDescription }) {
  const t = useText()
  const phone = usePhone()
  const navigate = useNavigate({ from: '/import/$id' })
  const search = useSearch({ from: '/signedIn/import/$id' })
  const reached = stepOf(described.state)
  const mayGoBack = described.can.includes('change')
  const step =
    mayGoBack && isStep(search.step) && steps.indexOf(search.step) <= steps.indexOf(reached) ? search.step : reached
  const go = (to: Step | undefined) => void navigate({ search: to ? { step: to } : {} })
  const at = steps.indexOf(step)
  return (
    <>
      <PageHeader title={described.name} aside={<FileFacts described={described} />} />
      <div className={styles.page}>
        <Steps
          size="small"
          current={at}
          responsive={false}
          {...(phone ? { type: 'inline' as const } : {})}
          {...(mayGoBack ? { onChange: (index: number) => go(steps[index]) } : {})}
          items={steps.map((name, index) => ({
            title: t(`imports.steps.${name}`),
            disabled: !mayGoBack || index > steps.indexOf(reached),
          }))}
        />
        {described.problems.map(problem => (
          <Alert
            key={`${problem.code} ${problem.field ?? ''} ${problem.message}`}
            type={described.state === 'failed' ? 'error' : 'warning'}
            showIcon
            title={problem.message}
          />
        ))}
        {step === 'columns' ? <ColumnsStep described={described} onDone={() => go(undefined)} /> : null}
        {step === 'settle' ? <SettleStep described={described} onDone={() => go(undefined)} /> : null}
        {step === 'check' ? <CheckStep described={described} onStep={go} /> : null}
        {step === 'run' ? <RunStep described={described} /> : null}
        {step === 'result' ? <ResultStep described={described} /> : null}
      </div>
      {described.clearedAt === null ? <ImportRows described={described} /> : null}
    </>
  )
}

const isStep = (text: unknown): text is Step => steps.some(step => step === text)

function FileFacts({ described }: { described: ImportDescription }) {
  const t = useText()
  const locale = useLocale()
  const { rows, encoding, separator } = described
  const facts = [
    t('imports.rows', { count: rows, shown: formatNumber(rows, { locale }) }),
    encoding?.toUpperCase() ?? '',
    described.sheet === null ? '' : t('imports.sheet.of', { sheet: described.sheet }),
    // A comma is what everybody expects.
    separator && separator !== ',' ? t('imports.separator', { separator: separator === '\t' ? 'Tab' : separator }) : '',
  ].filter(fact => fact !== '')
  return (
    <>
      <span>
        <ObjectName name={described.object} /> · {facts.join(' · ')}
      </span>
      <StateTag state={described.state} />
    </>
  )
}
