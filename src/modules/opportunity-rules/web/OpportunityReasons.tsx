import { useQuery } from '@tanstack/react-query'
import { type ApiReference, api, recordKeys } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons, useText, When } from '#web/ui/index.ts'
import styles from './reasons.module.css'

interface Assignment {
  at: string
  deed: 'owner' | 'team' | 'members' | 'stage'
  why: string
  by: ApiReference | null
  considered: { user: ApiReference; words: string; isChosen: boolean }[]
}

/** Which rules gave it to whom and brought whom into its team, the newest first, with whom else they looked at. */
export default function OpportunityReasons({ record }: PanelProps) {
  const t = useText()
  const { data, error } = useQuery({
    // Below the timeline's key, so that whatever changes the record reads them anew.
    queryKey: [...recordKeys.timeline('opportunities', record.id), 'assignments'],
    queryFn: ({ signal }) =>
      api.get<{ assignments: Assignment[] }>(`/opportunities/${record.id}/assignments`, { signal }),
  })
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="list" />
  const [last, ...earlier] = data.assignments
  if (!last) return <p className={styles.quiet}>{t('opportunityAssignments.none')}</p>
  return (
    <div className={styles.reasons}>
      <Told assignment={last} />
      {last.considered.length > 0 ? (
        <details>
          <summary>{t('opportunityAssignments.considered', { count: last.considered.length })}</summary>
          <ul>
            {last.considered.map((one, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a person may be looked at for several lines, and the list never changes
              <li key={`${one.user.id} ${place}`} data-chosen={one.isChosen}>
                {one.user.title} <small>{one.words}</small>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {earlier.length > 0 ? (
        <details>
          <summary>{t('opportunityAssignments.earlier', { count: earlier.length })}</summary>
          {earlier.map((one, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: several may be of one moment, and the list only grows at its head
            <Told key={`${one.at} ${place}`} assignment={one} />
          ))}
        </details>
      ) : null}
    </div>
  )
}

function Told({ assignment: { why, at, by } }: { assignment: Assignment }) {
  return (
    <p>
      {why}{' '}
      <small>
        <When at={at} /> {by?.title}
      </small>
    </p>
  )
}
