import { Alert, Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { HandoverDescription } from '#platform/handovers/handover-description.ts'
import { ReferencePicker } from '#web/access/ReferencePicker.tsx'
import { isProblem } from '#web/api/index.ts'
import type { ReferenceValue } from '#web/fields/ReferenceField.tsx'
import { useProblemText, useText } from '#web/ui/index.ts'
import { useHandoverStep } from './handover-requests.ts'
import styles from './handovers.module.css'
import { Keep, type Kept } from './Keep.tsx'
import { type KindPlan, KindRow } from './KindRow.tsx'
import { Wrong } from './TransferSheet.tsx'

/** Who takes what: one for all, another for single kinds, several for one kind. */
export function PlanForm({ handover }: { handover: HandoverDescription }) {
  const t = useText()
  const id = useId()
  const problemText = useProblemText()
  const { plan, people, kinds } = handover
  const person = (userId: string | null | undefined): ReferenceValue | null =>
    people.find(one => one.id === userId) ?? null
  const [to, setTo] = useState<ReferenceValue | null>(() => person(plan.to))
  const [chosen, setChosen] = useState<Record<string, KindPlan>>(() =>
    Object.fromEntries(
      kinds.map(({ kind, suggested }) => [
        kind,
        { to: person(plan.kinds?.[kind]?.to) ?? suggested, by: null, parts: {} },
      ]),
    ),
  )
  const [kept, setKept] = useState<Kept>({ keepAs: plan.keepAs ?? null, until: plan.until ?? null })
  const [reason, setReason] = useState(plan.reason ?? '')
  const { mutateAsync: run, isPending, error } = useHandoverStep(handover.id, 'run')
  const problems = isProblem(error) ? error.fields : []
  const wrong = (path: string) => problems.find(one => one.path.startsWith(path))?.message
  const start = async (event: FormEvent) => {
    event.preventDefault()
    await run({
      to: to?.id ?? null,
      kinds: Object.fromEntries(kinds.map(({ kind }) => [kind, planned(chosen[kind])])),
      ...kept,
      reason: reason.trim() || null,
    }).catch(() => null)
  }
  return (
    <form className={styles.card} onSubmit={event => void start(event)} aria-label={t('handovers.plan.title')}>
      <h2>{t('handovers.plan.title')}</h2>
      {error && problems.length === 0 && <Alert type="error" title={problemText(error)} showIcon role="alert" />}
      <div className={styles.field}>
        <label htmlFor={`${id}-to`}>{t('handovers.plan.all')}</label>
        <ReferencePicker id={`${id}-to`} of="user" label={t('handovers.plan.all')} value={to} onChange={setTo} />
        <Wrong text={problems.find(one => one.path === 'to')?.message} />
      </div>
      <ul className={styles.kinds}>
        {kinds.map(kind => (
          <KindRow
            key={kind.kind}
            kind={kind}
            value={chosen[kind.kind] ?? { to: null, by: null, parts: {} }}
            usual={to?.title}
            problem={wrong(`kinds.${kind.kind}`)}
            onChange={next => setChosen(before => ({ ...before, [kind.kind]: next }))}
          />
        ))}
      </ul>
      <Keep value={kept} onChange={setKept} problem={wrong('until')} />
      <div className={styles.field}>
        <label htmlFor={`${id}-reason`}>{t('handovers.transfer.reason')}</label>
        <Input id={`${id}-reason`} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
      </div>
      <div>
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t('handovers.plan.run')}
        </Button>
      </div>
    </form>
  )
}

/** A kind's part of the plan as the API takes it. */
const planned = (kind: KindPlan | undefined) => ({
  to: kind?.to?.id ?? null,
  parts: Object.entries(kind?.parts ?? {}).flatMap(([option, who]) =>
    who && kind?.by ? [{ filter: { field: kind.by, op: 'in', value: [option] }, to: who.id }] : [],
  ),
})
