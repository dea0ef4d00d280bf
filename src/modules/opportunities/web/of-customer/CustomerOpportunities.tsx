import { type ApiRecord, type ApiReference, useObjectNamed, useRecord, useRecords } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Money, Skeletons, useText, When } from '#web/ui/index.ts'
import { runningWith, wonWith } from '../../opportunity.page.rules.ts'
import styles from './of-customer.module.css'

/** What is running with this customer: the next to close first, with stage, amount and next step; what all of it and what was won is worth. */
export default function CustomerOpportunities({ record }: PanelProps) {
  const t = useText()
  const running = useRecords('opportunities', runningWith(record.id))
  const won = useRecords('opportunities', wonWith(record.id))
  if (running.error) return <ErrorState error={running.error} />
  if (!running.records || !won.records) return <Skeletons shape="list" />
  const more = (running.count?.value ?? 0) - running.records.length
  return (
    <>
      {running.records.length === 0 ? <p className={styles.none}>{t('board.ofCustomer.none')}</p> : null}
      <ul className={styles.list}>
        {running.records.map(one => (
          <Running key={one.id} opportunity={one} />
        ))}
      </ul>
      {more > 0 ? <p className={styles.none}>{t('board.ofCustomer.more', { count: more })}</p> : null}
      <dl className={styles.sums}>
        <Sums label={t('board.ofCustomer.running')} count={running.count?.value} sums={running.sums?.amount} />
        <Sums label={t('board.ofCustomer.won')} count={won.count?.value} sums={won.sums?.amount} />
      </dl>
    </>
  )
}

function Running({ opportunity }: { opportunity: ApiRecord }) {
  const { name, stage, amount, currency, expectedCloseOn, nextStep } = opportunity
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <RecordLink object="opportunity" id={opportunity.id} title={String(name)} />
        <Money amount={amount as string | null} currency={String(currency)} compact />
      </div>
      <div className={styles.quiet}>
        <StageBar opportunity={opportunity} />
        <span className={styles.stage}>{(stage as unknown as ApiReference | null)?.title}</span>
        {expectedCloseOn ? <When on={String(expectedCloseOn)} due /> : null}
      </div>
      {nextStep ? <div className={styles.quiet}>→ {String(nextStep)}</div> : null}
    </li>
  )
}

/** How far it has come: a step for each open stage of its pipeline. One that goes by an older version has stages of its own and no bar. */
function StageBar({ opportunity }: { opportunity: ApiRecord }) {
  const t = useText()
  const mayRead = useObjectNamed('pipeline') !== undefined
  const pipeline = opportunity.pipeline as unknown as ApiReference | null
  const { data } = useRecord('pipelines', mayRead ? pipeline?.id : undefined)
  const stages = ((data?.stages ?? []) as unknown as { id: string; kind: string }[]).filter(one => one.kind === 'open')
  const at = stages.findIndex(one => one.id === (opportunity.stage as unknown as ApiReference | null)?.id)
  if (at < 0) return null
  return (
    <span
      className={styles.bar}
      role="img"
      aria-label={t('board.ofCustomer.step', { step: at + 1, steps: stages.length })}
    >
      {stages.map((one, index) => (
        <i key={one.id} data-passed={index <= at} />
      ))}
    </span>
  )
}

/** Per currency, never netted. */
function Sums({ label, count, sums }: { label: string; count?: number; sums?: Record<string, string> }) {
  if (!count) return null
  return (
    <>
      <dt>
        {label} {count}
      </dt>
      <dd>
        {Object.entries(sums ?? {}).map(([currency, amount]) => (
          <div key={currency}>
            <Money amount={amount} currency={currency} />
          </div>
        ))}
      </dd>
    </>
  )
}
