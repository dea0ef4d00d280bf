import type { ApprovalTrial } from '#platform/approvals/approval-description.ts'
import { useText } from '#web/ui/index.ts'
import styles from './approvals.module.css'
import { noteWords, stepWords } from './step-words.ts'

/** The course that a record would take, as a line of steps. */
export function Course({ trial }: { trial: ApprovalTrial }) {
  const t = useText()
  if (trial.flow === null && trial.takes === undefined) return <p>{t('approvalUi.no_flow')}</p>
  return (
    <ol className={styles.chain} aria-label={t('approvalUi.who')}>
      {trial.steps.map(({ kind, level, role, mode, people, notes }, index) => (
        // A step has no identity but its place.
        <li key={index} className={styles.step} data-state="waiting">
          <strong>{stepWords({ kind, level, role }, t)}</strong>
          <span className={styles.quiet}>{people.length > 1 ? t(`approvalUi.mode.${mode}`) : null}</span>
          <p className={styles.said}>
            {people.length > 0
              ? people.map(person => person.title).join(t('approvalUi.comma'))
              : t('approvalUi.you_choose')}
          </p>
          {notes.map((note, at) => (
            <p key={at} className={styles.note}>
              {noteWords({ code: note.code, name: note.name ?? '', to: note.to ?? '' }, t)}
            </p>
          ))}
        </li>
      ))}
    </ol>
  )
}
