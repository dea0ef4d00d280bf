import type { Filter } from '#platform/objects/filter.ts'
import { useId } from 'react'
import { useObjectNamed } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { EmptyState, ErrorState, formatNumber, ScrollAcross, useLocale, useText } from '#web/ui/index.ts'
import { type Lens, lensFilter, type Standing, useStandings, within } from './figure-requests.ts'
import styles from './figures.module.css'
import { shareText } from './share-text.ts'
import { RowsLink } from './RowsLink.tsx'

/** How we fare against each competitor: what was decided in a period (`closed`), and what runs. */
export function StandingsTable({ lens, closed }: { lens: Lens; closed: Filter }) {
  const t = useText()
  const id = useId()
  const mayRead = useObjectNamed('competitor') !== undefined
  const inPeriod: Filter = {
    or: [{ field: 'state', op: 'in', value: ['open'] }, closed],
  }
  const own = lensFilter(lens)
  const { data, error, refetch } = useStandings({ filter: own ? { and: [inPeriod, own] } : inPeriod })
  if (!mayRead) return null
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{t('figures.standings.title')}</h2>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data?.length === 0 ? (
        <EmptyState title={t('figures.standings.none')} text={t('figures.standings.noneText')} />
      ) : null}
      {data && data.length > 0 ? (
        <Standings standings={data} filterOf={(...parts) => within(lens, ...parts)} closed={closed} />
      ) : null}
    </section>
  )
}

/** A row for each competitor; each number opens its opportunities. */
export function Standings({
  standings,
  filterOf,
  closed,
}: {
  standings: readonly Standing[]
  filterOf: (...parts: Filter[]) => Filter
  /** When what is decided was decided; all of it unless told. */
  closed?: Filter
}) {
  const t = useText()
  const locale = useLocale()
  const kinds = ['won', 'lost', 'lostOtherwise', 'open'] as const
  const behind = (kind: (typeof kinds)[number], competitor: string): Filter => {
    const met: Filter = { field: 'against', op: 'is', value: competitor }
    const state: Filter = { field: 'state', op: 'in', value: [kind === 'lostOtherwise' ? 'lost' : kind] }
    const to: Filter = { field: 'lostTo', op: 'in', value: [competitor] }
    const when = kind === 'open' || !closed ? [] : [closed]
    const extra: Filter[] = kind === 'lost' ? [to] : kind === 'lostOtherwise' ? [{ not: to }] : []
    return filterOf(met, state, ...extra, ...when)
  }
  return (
    <ScrollAcross label={t('figures.standings.title')}>
      <table className={styles.table}>
        <caption>
          <span className="for-readers-only">{t('figures.standings.title')}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('figures.standings.competitor')}</th>
            {kinds.map(kind => (
              <th key={kind} scope="col" data-align="right">
                {t(`figures.standings.${kind}`)}
              </th>
            ))}
            <th scope="col" data-align="right">
              {t('figures.standings.winRate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {standings.map(row => (
            <tr key={row.competitor.id}>
              <th scope="row">
                <RecordLink object="competitor" id={row.competitor.id} title={row.competitor.title} />
              </th>
              {kinds.map(kind => (
                <td key={kind} data-align="right">
                  {row[kind] === 0 ? (
                    <span className={styles.nothing}>0</span>
                  ) : (
                    <RowsLink
                      filter={behind(kind, row.competitor.id)}
                      name={`${row.competitor.title} ${t(`figures.standings.${kind}`)} ${row[kind]}`}
                    >
                      {formatNumber(row[kind], { locale })}
                    </RowsLink>
                  )}
                </td>
              ))}
              <td data-align="right">{shareText(row.winRate, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollAcross>
  )
}
