import { ErrorState, formatMoney, formatNumber, Skeletons, useLocale, useText } from '#web/ui/index.ts'
import type { Filter } from '#platform/objects/filter.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { useStandings } from './figure-requests.ts'
import styles from './figures.module.css'
import { shareText } from './share-text.ts'
import { RowsLink } from './RowsLink.tsx'

/** On a competitor's page: what was won and lost against him, and where he is met now. */
export default function CompetitorStanding({ record }: PanelProps) {
  const t = useText()
  const locale = useLocale()
  const { data, error } = useStandings({ competitor: record.id })
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="list" />
  const [standing] = data
  if (!standing) return <p className={styles.how}>{t('figures.standings.never')}</p>
  const met: Filter = { field: 'against', op: 'is', value: record.id }
  const to: Filter = { field: 'lostTo', op: 'in', value: [record.id] }
  const state = (value: string): Filter => ({ field: 'state', op: 'in', value: [value] })
  const rows = [
    { kind: 'won', count: standing.won, amounts: standing.wonAmounts, filter: { and: [met, state('won')] } },
    { kind: 'lost', count: standing.lost, amounts: standing.lostAmounts, filter: { and: [met, state('lost'), to] } },
    {
      kind: 'lostOtherwise',
      count: standing.lostOtherwise,
      amounts: {},
      filter: { and: [met, state('lost'), { not: to }] },
    },
    { kind: 'open', count: standing.open, amounts: standing.openAmounts, filter: { and: [met, state('open')] } },
  ]
  return (
    <dl className={styles.standing}>
      {rows.map(({ kind, count, amounts, filter }) => (
        <div key={kind}>
          <dt>{t(`figures.standings.${kind}`)}</dt>
          <dd>
            {count === 0 ? (
              <span className={styles.nothing}>0</span>
            ) : (
              <RowsLink filter={filter} name={`${t(`figures.standings.${kind}`)} ${count}`}>
                {formatNumber(count, { locale })}
              </RowsLink>
            )}
            <small>
              {Object.entries(amounts)
                .map(([currency, amount]) => formatMoney(amount, { currency, locale }))
                .join(' · ')}
            </small>
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('figures.standings.winRate')}</dt>
        <dd>{shareText(standing.winRate, locale)}</dd>
      </div>
    </dl>
  )
}
