import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { EmptyState, ErrorState, Skeletons, useText, useToast, When } from '#web/ui/index.ts'
import { type Submission, type SubmissionState, submissionStates, useDecide, useSubmissions } from './form-requests.ts'
import styles from './forms.module.css'

/** What strangers sent by this form, newest first; what was set aside waits for somebody to decide. */
export default function Submissions({ record }: PanelProps) {
  const t = useText()
  const [state, setState] = useState<SubmissionState | null>(null)
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useSubmissions(record.id, state)
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="list" />
  const counts = data.pages[0]?.counts ?? {}
  const submissions = data.pages.flatMap(page => page.submissions)
  return (
    <section>
      <div className={styles.states}>
        <Segmented
          aria-label={t('webForms.submissions.state')}
          value={state ?? 'all'}
          options={['all', ...submissionStates].map(one => ({
            value: one,
            label: `${t(`webForms.states.${one}`)}${one !== 'all' && counts[one as SubmissionState] ? ` ${counts[one as SubmissionState]}` : ''}`,
          }))}
          onChange={next => setState(next === 'all' ? null : (next as SubmissionState))}
        />
      </div>
      {submissions.length === 0 ? (
        <EmptyState title={t('webForms.submissions.none')} text={t('webForms.submissions.noneText')} />
      ) : null}
      <ul className={styles.submissions}>
        {submissions.map(one => (
          <One key={one.id} form={record.id} submission={one} mayDecide={record.can.includes('update')} />
        ))}
      </ul>
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('webForms.submissions.more')}
        </Button>
      ) : null}
    </section>
  )
}

function One({ form, submission, mayDecide }: { form: string; submission: Submission; mayDecide: boolean }) {
  const t = useText()
  const toast = useToast()
  const decide = useDecide(form)
  const { id, at, state, reason, content, lead, customer, consent, ip, origin } = submission
  const go = async (take: boolean) => {
    try {
      await decide.mutateAsync({ id, take })
      toast.say(t(take ? 'webForms.submissions.taken' : 'webForms.submissions.discarded'))
    } catch (error) {
      toast.fail(error)
    }
  }
  return (
    <li data-state={state}>
      <div className={styles.line}>
        <strong>{t(`webForms.states.${state}`)}</strong>
        {reason ? <span>{t(`webForms.reasons.${reason}`)}</span> : null}
        {lead ? <RecordLink object="lead" id={lead.id} title={lead.title} /> : null}
        {customer ? <RecordLink object="customer" id={customer.id} title={customer.title} /> : null}
        <When at={at} />
      </div>
      <dl className={styles.content}>
        {content.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.quiet}>
        {ip}
        {origin ? ` · ${origin}` : ''}
        {consent ? (
          <details>
            <summary>{t('webForms.submissions.consent', { version: consent.version })}</summary>
            <p>{consent.text}</p>
          </details>
        ) : null}
      </div>
      {state === 'quarantined' && mayDecide ? (
        <div className={styles.buttons}>
          <Button size="small" loading={decide.isPending} onClick={() => void go(true)}>
            {t('webForms.submissions.take')}
          </Button>
          <Button size="small" type="text" disabled={decide.isPending} onClick={() => void go(false)}>
            {t('webForms.submissions.discard')}
          </Button>
        </div>
      ) : null}
    </li>
  )
}
