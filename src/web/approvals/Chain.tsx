import { Tag } from 'antd'
import type { ApprovalPerson, ApprovalRound, ApprovalStep } from '#platform/approvals/approval-description.ts'
import { useText, When } from '#web/ui/index.ts'
import styles from './approvals.module.css'
import { noteWords, stepWords } from './step-words.ts'

/** The course of a round: who, how, since when, and what each said. */
export function Chain({ round }: { round: ApprovalRound }) {
  const t = useText()
  const { requester, requestedAt, opinion } = round
  return (
    <ol className={styles.chain} aria-label={t('approvalUi.chain')}>
      <li className={styles.step} data-state="approved">
        <strong>{t('approvalUi.submitted_by', { name: requester?.title ?? t('approvalUi.somebody') })}</strong>
        <span className={styles.quiet}>
          <When at={requestedAt} />
          {round.flow ? ` · ${round.flow}` : null}
        </span>
        {opinion ? <p className={styles.said}>{opinion}</p> : null}
      </li>
      {round.steps.map(step => (
        <Step key={step.id} step={step} />
      ))}
      {round.state === 'withdrawn' && round.endedAt ? (
        <li className={styles.step} data-state="refused">
          <strong>{t('approvalUi.withdrawn_by', { name: round.endedBy?.title ?? '' })}</strong>
          <span className={styles.quiet}>
            <When at={round.endedAt} />
          </span>
          {round.endReason ? <p className={styles.said}>{round.endReason}</p> : null}
        </li>
      ) : null}
    </ol>
  )
}

function Step({ step }: { step: ApprovalStep }) {
  const t = useText()
  const { kind, level, role, mode, state, people, notes, isKept, addedBy } = step
  const several = people.filter(person => person.state !== 'delegated' && person.state !== 'handed').length > 1
  return (
    <li className={styles.step} data-state={state}>
      <strong>
        {addedBy ? t('approvalUi.step.added_by', { name: addedBy }) : stepWords({ kind, level, role }, t)}
      </strong>
      {several ? <span className={styles.quiet}>{t(`approvalUi.mode.${mode}`)}</span> : null}
      {isKept ? <span className={styles.quiet}>{t('approvalUi.kept')}</span> : null}
      <ul className={styles.people}>
        {people.map(person => (
          <Person key={person.task} person={person} isClosed={state === 'closed'} />
        ))}
      </ul>
      {notes.map((note, index) => (
        // A note has no identity but its place.
        <p key={index} className={styles.note}>
          {noteWords({ code: note.code, name: note.name ?? '', to: note.to ?? '' }, t)}
        </p>
      ))}
    </li>
  )
}

const colours: Partial<Record<ApprovalPerson['state'], string>> = {
  asked: 'processing',
  approved: 'success',
  refused: 'error',
}

function Person({ person, isClosed }: { person: ApprovalPerson; isClosed: boolean }) {
  const t = useText()
  const { user, state, decidedAt, askedAt, opinion, from, how } = person
  const colour = colours[state]
  return (
    <li>
      <span>{user.title}</span>{' '}
      <Tag {...(colour ? { color: colour } : {})}>
        {t(`approvalUi.task.${isClosed && state === 'later' ? 'closed' : state}`)}
      </Tag>
      <span className={styles.quiet}>
        {from && how ? `${t(`approvalUi.how.${how}`, { name: from.title })} · ` : null}
        {decidedAt ? <When at={decidedAt} /> : null}
        {!decidedAt && state === 'asked' && askedAt ? (
          <>
            {t('approvalUi.since')} <When at={askedAt} />
          </>
        ) : null}
      </span>
      {opinion ? <p className={styles.said}>{opinion}</p> : null}
    </li>
  )
}
