import { Link } from '@tanstack/react-router'
import { Alert, Button, Progress, Tag } from 'antd'
import type { HandoverDescription, HandoverLeft } from '#platform/handovers/handover-description.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { ErrorState, formatNumber, PageHeader, Skeletons, useLocale, useText, useToast } from '#web/ui/index.ts'
import { FinishForm } from './FinishForm.tsx'
import { useHandover, useHandoverStep } from './handover-requests.ts'
import styles from './handovers.module.css'
import { PlanForm } from './PlanForm.tsx'
import { countLeft, stateColour } from './states.ts'
import { UndoHandover } from './UndoHandover.tsx'

/** One person's handover from what points at him to the end: who takes what, how far it is, what is left, and the way back. */
export function HandoverWizard({ id }: { id: string }) {
  const t = useText()
  const { data: handover, error, refetch } = useHandover(id)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!handover) return <Skeletons shape="form" />
  const { leaver, state, kinds, hasLeft } = handover
  const left = countLeft(handover)
  return (
    <>
      <PageHeader
        // On a phone, too, it must be seen whose it is.
        title={<span>{t('handovers.of', { name: leaver.title })}</span>}
        aside={
          <>
            <Tag color={stateColour(state)}>{t(`handovers.states.${state}`)}</Tag>
            {hasLeft && <Tag>{t('handovers.hasLeft')}</Tag>}
          </>
        }
        actions={
          <>
            <Link to="/p/$page" params={{ page: 'handovers' }}>
              {t('handovers.all')}
            </Link>
            <UndoHandover handover={handover} />
          </>
        }
      >
        <p className={styles.intro}>{left > 0 ? t('handovers.left', { count: left }) : t('handovers.nothingLeft')}</p>
      </PageHeader>
      <div className={styles.page}>
        {handover.problem && <Alert type="error" showIcon title={handover.problem.message} role="alert" />}
        {(state === 'running' || state === 'undoing') && <UnderWay handover={handover} />}
        {state === 'open' && kinds.length > 0 && <PlanForm key={handover.createdAt} handover={handover} />}
        <LeftOut title={t('handovers.refused', { count: handover.refusedCount })} left={handover.refused} />
        <LeftOut title={t('handovers.kept', { count: handover.kept.length })} left={handover.kept} />
        <Handed handover={handover} />
        {state === 'open' && <FinishForm key={left} handover={handover} />}
        {handover.leavesOn && (
          <Alert type="info" showIcon title={t('handovers.finish.leaves', { day: handover.leavesOn })} />
        )}
      </div>
    </>
  )
}

function UnderWay({ handover: { id, state, done, total } }: { handover: HandoverDescription }) {
  const t = useText()
  const toast = useToast()
  const { mutateAsync: stop, isPending } = useHandoverStep(id, 'stop')
  return (
    <section className={styles.card} aria-label={t(`handovers.states.${state}`)}>
      <div className={styles.cardHead}>
        <span aria-live="polite">
          {t(`handovers.states.${state}`)}{' '}
          <span className="tabular">
            {done} / {total}
          </span>
        </span>
        {state === 'running' && (
          <Button loading={isPending} onClick={() => void stop({}).catch((error: unknown) => toast.fail(error))}>
            {t('records.bulk.stop')}
          </Button>
        )}
      </div>
      <Progress
        percent={Math.round((done / Math.max(total, 1)) * 100)}
        showInfo={false}
        aria-label={t(`handovers.states.${state}`)}
      />
    </section>
  )
}

/** What was handed on so far: kind, successor, how many. */
function Handed({ handover: { handed, state } }: { handover: HandoverDescription }) {
  const t = useText()
  const locale = useLocale()
  if (handed.length === 0) return null
  return (
    <section className={styles.card} aria-label={t('handovers.handed')} data-undone={state === 'undone'}>
      <h2>{t('handovers.handed')}</h2>
      <ul className={styles.handed}>
        {handed.map(({ kind, label, to, count }) => (
          <li key={`${kind} ${to.id}`}>
            <span>{label}</span>
            <span className="tabular">{formatNumber(count, { locale })}</span>
            <span className={styles.to}>
              → <RecordLink object="user" id={to.id} title={to.title} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Records that stayed as they were, each with its reason. */
function LeftOut({ title, left }: { title: string; left: readonly HandoverLeft[] }) {
  const t = useText()
  if (left.length === 0) return null
  return (
    <section className={styles.card} aria-label={title}>
      <h2>{title}</h2>
      <ul className={styles.refused}>
        {left.map(one => (
          <li key={`${one.object} ${one.id} ${one.code}`}>
            <RecordLink object={one.object} id={one.id} title={one.title || t('fieldsUi.untitled')} />
            {': '}
            {one.message}
          </li>
        ))}
      </ul>
    </section>
  )
}
