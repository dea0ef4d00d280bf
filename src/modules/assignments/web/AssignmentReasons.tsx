import { useText, When } from '#web/ui/index.ts'
import { useAssignments } from './requests.ts'
import styles from './way.module.css'

/** Why it is whose it is: the last assignment in words, who else was looked at, and the earlier ones. */
export function AssignmentReasons({ lead }: { lead: string }) {
  const t = useText()
  const { data } = useAssignments(lead)
  const [last, ...earlier] = data?.assignments ?? []
  if (!last) return null
  return (
    <section className={styles.reasons} aria-label={t('assigning.way.why')}>
      <p>
        {last.why} <small>{t('assigning.way.by', { by: last.by?.title ?? t('assigning.way.system') })}</small>{' '}
        <small>
          <When at={last.at} />
        </small>
      </p>
      {last.considered.length > 0 ? (
        <details>
          <summary>{t('assigning.way.considered', { count: last.considered.length })}</summary>
          <ul>
            {last.considered.map((one, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a person may be looked at by several rules, and the list never changes
              <li key={`${one.user.id} ${place}`} data-chosen={one.isChosen}>
                {one.user.title} <small>{one.words}</small>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {earlier.length > 0 ? (
        <details>
          <summary>{t('assigning.way.earlier', { count: earlier.length })}</summary>
          <ul>
            {earlier.map(one => (
              <li key={`${one.at} ${one.owner?.id}`}>
                {one.why}{' '}
                <small>
                  <When at={one.at} />
                </small>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}
