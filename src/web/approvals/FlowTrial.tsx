import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { FlowContent } from '#platform/approvals/flow-description.ts'
import { fetchRecords, useObjectNamed } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { useProblemText, useText } from '#web/ui/index.ts'
import styles from './approvals.module.css'
import { Course } from './Course.tsx'
import { type Flows, useFlowTrial } from './flow-requests.ts'

/** Tries a flow with one of the newest records, before it is saved. */
export function FlowTrial({ noun, content }: { noun: Flows['nouns'][number]; content: FlowContent }) {
  const t = useText()
  const problemText = useProblemText()
  const object = useObjectNamed(noun.object)
  const trial = useFlowTrial()
  const [record, setRecord] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: ['records', noun.path, 'newest'],
    queryFn: ({ signal }) => fetchRecords(noun.path, { limit: 20 } as never, null, signal),
    enabled: object !== undefined,
  })
  if (!object) return null
  const options = (data?.records ?? []).map(one => ({ value: one.id, label: titleOf(object, one) || '–' }))
  const ask = () => {
    if (record) trial.mutate({ object: noun.object, content, record })
  }
  return (
    <section className={styles.trial} aria-label={t('approvalUi.flows.trial')}>
      <h3 className={styles.heading}>{t('approvalUi.flows.trial')}</h3>
      <div className={styles.line}>
        <Select
          className={styles.grow ?? ''}
          aria-label={t('approvalUi.flows.trial_record')}
          placeholder={t('approvalUi.flows.trial_record')}
          value={record}
          onChange={setRecord}
          options={options}
          notFoundContent={t('approvalUi.flows.trial_none', { noun: noun.label })}
        />
        <Button disabled={record === null} loading={trial.isPending} onClick={ask}>
          {t('approvalUi.flows.try')}
        </Button>
      </div>
      {trial.error ? (
        <p className={styles.wrong} role="alert">
          {problemText(trial.error)}
        </p>
      ) : null}
      {trial.data ? (
        <>
          <p>{t(trial.data.takes ? 'approvalUi.flows.takes' : 'approvalUi.flows.takes_not')}</p>
          <Course trial={trial.data} />
        </>
      ) : null}
    </section>
  )
}
