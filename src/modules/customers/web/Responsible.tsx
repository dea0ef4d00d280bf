import { type ApiReference, useRecord } from '#web/api/index.ts'
import { useTeam } from '#web/access/access-requests.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { initialsOf, useText } from '#web/ui/index.ts'
import styles from './customer-page.module.css'

/** Whose customer it is, of which department, and who works on it with him: before all other facts. */
export default function Responsible({ object, record }: PanelProps) {
  const t = useText()
  const owner = record.owner as unknown as ApiReference | null | undefined
  const { data: user } = useRecord('users', owner?.id)
  const { data: team } = useTeam(object, record.id)
  const department = user?.department as unknown as ApiReference | null | undefined
  const members = (team?.members ?? []).filter(member => !member.isOver)
  return (
    <section className={styles.responsible} aria-label={t('customers.responsible.title')}>
      {owner ? (
        <div className={styles.person}>
          <span className={styles.avatar} aria-hidden="true">
            {initialsOf(owner.title)}
          </span>
          <div>
            <RecordLink object="user" id={owner.id} title={owner.title} />
            {department ? <div className={styles.quiet}>{department.title}</div> : null}
          </div>
        </div>
      ) : (
        <p className={styles.quiet}>{t('customers.responsible.nobody')}</p>
      )}
      {members.length > 0 ? (
        <div className={styles.team}>
          <span className={styles.quiet}>{t('customers.responsible.team')}</span>
          <ul>
            {members.map(({ user: { id, title } }) => (
              <li key={id}>
                <RecordLink object="user" id={id} title={title} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  )
}
