import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Exact } from '#platform/fields/decimal-text.ts'
import { type ApiRecord, refreshObject, useObjectNamed, useRecords } from '#web/api/index.ts'
import { VerbSheet } from '#web/records/form/VerbSheet.tsx'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, formatMoney, Money, Skeletons, useLocale, useText, When } from '#web/ui/index.ts'
import { planGap } from '../collection-plan.rules.ts'
import { planOf } from '../contract.page.rules.ts'
import styles from './contracts.module.css'
import { PutPlanSheet } from './PutPlanSheet.tsx'

/** When the money of a contract comes: each instalment with what has come of it, in words; a plan that misses the contract says by how much. */
export default function PlanPanel({ object, record }: PanelProps) {
  const t = useText()
  const [isWriting, setWriting] = useState(false)
  const { records, error } = useRecords('collection-plans', planOf(record.id))
  useFollowing(record)
  if (error) return <ErrorState error={error} />
  if (!records) return <Skeletons shape="list" />
  const verb = object.verbs.find(one => one.verb === 'putPlan')
  const mayWrite = verb !== undefined && record.can.includes('putPlan') && record.type !== 'framework'
  return (
    <>
      {records.length === 0 ? <p className={styles.quiet}>{t('contractUi.plan.none')}</p> : null}
      <ol className={styles.list}>
        {records.map(row => (
          <One key={row.id} row={row} />
        ))}
      </ol>
      <Missed contract={record} plan={records} />
      {mayWrite ? (
        <Button onClick={() => setWriting(true)}>
          {records.length === 0 ? t('contractUi.plan.write') : verb.label}
        </Button>
      ) : null}
      <PutPlanSheet contract={record} plan={records} open={isWriting} onClose={() => setWriting(false)} />
    </>
  )
}

/** The plan follows its contract without a word of its own: what a verb did to the contract is asked of the plan, too. */
function useFollowing({ version, receivedAmount }: ApiRecord): void {
  const now = `${version} ${String(receivedAmount)}`
  const shown = useRef(now)
  useEffect(() => {
    if (shown.current === now) return
    shown.current = now
    void refreshObject('collection-plans')
  }, [now])
}

function One({ row }: { row: ApiRecord }) {
  const t = useText()
  const object = useObjectNamed('collectionPlan')
  const [isAsking, setAsking] = useState(false)
  const currency = String(row.currency)
  const received = String(row.receivedAmount ?? '0')
  const verb = object?.verbs.find(one => one.verb === 'postpone')
  const isOpen = row.state !== 'paid' && row.standing !== 'void'
  return (
    <li className={styles.item} data-over={row.standing === 'void'}>
      <div className={styles.line}>
        <RecordLink object="collectionPlan" id={row.id} title={String(row.name)} />
        <Money amount={row.amount as string | null} currency={currency} />
      </div>
      <div className={styles.quietLine}>
        <span>
          {isOpen ? <When on={String(row.dueOn)} due={row.standing === 'live'} /> : <When on={String(row.dueOn)} />}
        </span>
        <span>{wordOf(object, row)}</span>
      </div>
      {!new Exact(received).isZero() && row.state !== 'paid' ? (
        <div className={styles.quietLine}>
          <span>
            {t('contractUi.plan.received')} <Money amount={received} currency={currency} />
          </span>
          <span>
            {t('contractUi.plan.rest')} <Money amount={row.restAmount as string | null} currency={currency} />
          </span>
        </div>
      ) : null}
      {verb && isOpen && row.standing === 'live' && row.can.includes('postpone') ? (
        <Button
          size="small"
          type="link"
          className={styles.small}
          aria-label={`${verb.label}: ${String(row.name)}`}
          onClick={() => setAsking(true)}
        >
          {verb.label}
        </Button>
      ) : null}
      {object && verb ? (
        <VerbSheet object={object} record={row} verb={verb} open={isAsking} onClose={() => setAsking(false)} />
      ) : null}
    </li>
  )
}

/** In words: paid, partly, not in effect yet, no longer owed. */
function wordOf(object: ReturnType<typeof useObjectNamed>, row: ApiRecord): string {
  const field = row.standing === 'live' ? 'state' : 'standing'
  const options = object?.fields.find(one => one.name === field)?.options ?? []
  return options.find(option => option.id === row[field])?.label ?? ''
}

function Missed({ contract, plan }: { contract: ApiRecord; plan: readonly ApiRecord[] }) {
  const t = useText()
  const locale = useLocale()
  const currency = String(contract.currency)
  if (plan.length === 0 || !contract.amount || contract.state === 'voided') return null
  const gap = new Exact(
    planGap(
      String(contract.amount),
      plan.map(row => String(row.amount)),
      currency,
    ),
  )
  if (gap.isZero()) return null
  return (
    <p className={styles.gap} role="status">
      {t(gap.isPositive() ? 'contractUi.plan.tooSmall' : 'contractUi.plan.tooLarge', {
        gap: formatMoney(gap.abs().toFixed(), { currency, locale }),
      })}
    </p>
  )
}
