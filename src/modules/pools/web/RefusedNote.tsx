import { Alert } from 'antd'
import { useText } from '#web/ui/index.ts'
import type { Outcome } from './pool-requests.ts'
import styles from './pools.module.css'

/** How many of several were done, and of each other why not. */
export function RefusedNote({
  outcome,
  titles,
  onClose,
}: {
  outcome: Outcome
  titles: ReadonlyMap<string, string>
  onClose: () => void
}) {
  const t = useText()
  return (
    <Alert
      className={styles.refused}
      type="warning"
      showIcon
      closable={{ onClose, 'aria-label': t('pools.refused.close') }}
      title={t('pools.refused.title', { done: outcome.done.length, count: outcome.refused.length })}
      description={
        <ul className={styles.reasons}>
          {outcome.refused.map(({ id, message }) => (
            <li key={id}>
              <b>{titles.get(id) ?? ''}</b> {message}
            </li>
          ))}
        </ul>
      }
    />
  )
}
