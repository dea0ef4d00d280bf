import { Select } from 'antd'
import { useId } from 'react'
import type { Filter } from '#platform/objects/filter.ts'
import { formatMoney, formatNumber, Money, useLocale, useText } from '#web/ui/index.ts'
import { type Changes, type Forecast, type Lens, moves, type Sum, within } from './figure-requests.ts'
import styles from './figures.module.css'
import { dayBefore } from './months.ts'
import { RowsLink } from './RowsLink.tsx'

/** What changed since a day on which the forecast was kept, Monday unless told: before, by what, after. */
export function ForecastChanges({
  forecast,
  lens,
  onSince,
}: {
  forecast: Forecast
  lens: Lens
  onSince: (day: string) => void
}) {
  const t = useText()
  const locale = useLocale()
  const id = useId()
  const { changes, days } = forecast
  const dayName = (day: string) =>
    new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', weekday: 'short', timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    )
  return (
    <section className={styles.section} aria-labelledby={`${id}-title`}>
      <div className={styles.bar}>
        <h2 id={`${id}-title`}>{t('figures.changes.title')}</h2>
        {days.length > 0 ? (
          <span className={styles.months}>
            <label htmlFor={id}>{t('figures.changes.since')}</label>
            <Select
              id={id}
              value={changes?.since ?? null}
              popupMatchSelectWidth={false}
              options={days.map(({ on }) => ({ value: on, label: dayName(on) }))}
              onChange={onSince}
            />
          </span>
        ) : null}
      </div>
      {changes ? (
        currenciesOf(changes).map(currency => (
          <Bridge
            key={currency}
            {...{ changes, forecast, lens, currency }}
            isAlone={currenciesOf(changes).length === 1}
          />
        ))
      ) : (
        <p className={styles.how}>{t('figures.changes.none')}</p>
      )}
    </section>
  )
}

const currenciesOf = ({ opening, moves: changed, closing }: Changes): string[] =>
  [...new Set([...opening, ...changed, ...closing].map(sum => sum.currency))].sort()

const signs = { added: '+', movedIn: '+', up: '+', down: '−', movedOut: '−', won: '−', lost: '−' } as const

function Bridge({
  changes,
  forecast,
  lens,
  currency,
  isAlone,
}: {
  changes: Changes
  forecast: Forecast
  lens: Lens
  currency: string
  isAlone: boolean
}) {
  const t = useText()
  const { since } = changes
  const moved = (move: string): Filter => ({
    field: 'forecastMove',
    op: 'is',
    value: `${move} ${since} ${forecast.from} ${forecast.until} ${currency}`,
  })
  const now: Filter[] = [
    { field: 'state', op: 'in', value: ['open'] },
    { field: 'expectedCloseOn', op: 'between', value: [forecast.from, dayBefore(forecast.until)] },
    { field: 'forecastCategory', op: 'notIn', value: ['omitted'] },
    { field: 'currency', op: 'in', value: [currency] },
  ]
  return (
    <table className={styles.table} data-kind="bridge">
      <caption>{isAlone ? <span className="for-readers-only">{currency}</span> : currency}</caption>
      <tbody>
        <Line
          name={t('figures.changes.opening')}
          sum={ofCurrency(changes.opening, currency)}
          filter={within(lens, moved('was'))}
          isEnd
        />
        {moves.map(move => (
          <Line
            key={move}
            name={t(`figures.changes.${move}`)}
            sign={signs[move]}
            sum={ofCurrency(
              changes.moves.filter(one => one.move === move),
              currency,
            )}
            filter={within(lens, moved(move))}
          />
        ))}
        <Line
          name={t('figures.changes.closing')}
          sum={ofCurrency(changes.closing, currency)}
          filter={within(lens, ...now)}
          isEnd
        />
      </tbody>
    </table>
  )
}

const ofCurrency = (sums: readonly Sum[], currency: string): Sum | undefined =>
  sums.find(sum => sum.currency === currency)

function Line({
  name,
  sum,
  filter,
  sign = '',
  isEnd = false,
}: {
  name: string
  sum: Sum | undefined
  filter: Filter
  sign?: string
  isEnd?: boolean
}) {
  const t = useText()
  const locale = useLocale()
  const counted = t('figures.count', { count: formatNumber(sum?.count ?? 0, { locale }) })
  return (
    <tr data-end={isEnd}>
      <th scope="row">{name}</th>
      <td data-align="right">
        {sum && sum.amount !== null ? (
          <>
            {sign} <Money amount={sum.amount} currency={sum.currency} />
          </>
        ) : (
          <span className={styles.nothing}>–</span>
        )}
      </td>
      <td data-align="right">
        {sum ? (
          <RowsLink
            filter={filter}
            name={[name, sum.amount && formatMoney(sum.amount, { currency: sum.currency, locale }), counted]
              .filter(Boolean)
              .join(' ')}
          >
            {counted}
          </RowsLink>
        ) : (
          <span className={styles.nothing}>{counted}</span>
        )}
      </td>
    </tr>
  )
}
