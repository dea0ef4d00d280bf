import { useQuery } from '@tanstack/react-query'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { ErrorState, Skeletons, useText, When } from '#web/ui/index.ts'
import { movesQuery } from './segment-requests.ts'
import styles from './segments.module.css'

/** Who entered and left a group in the last thirty days, the latest first. */
export function Moves({ id, path }: { id: string; path: string }) {
  const t = useText()
  const { data: moves, error, refetch } = useQuery(movesQuery(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!moves) return <Skeletons shape="list" />
  return (
    <ul className={styles.moves} data-path={path}>
      {moves.map(({ day, record, hasEntered }) => (
        <li key={`${day} ${record.id}`}>
          <span className={styles.way} data-entered={hasEntered}>
            {hasEntered ? t('segments.entered') : t('segments.left')}
          </span>
          <RecordLink object="customer" id={record.id} title={record.title} />
          <span className={styles.quiet}>
            <When on={day} />
          </span>
        </li>
      ))}
    </ul>
  )
}
