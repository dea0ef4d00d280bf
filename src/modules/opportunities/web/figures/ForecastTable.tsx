import { Exact } from '#platform/fields/decimal-text.ts'
import type { Filter } from '#platform/objects/filter.ts'
import { fieldNamed, useObjectNamed } from '#web/api/index.ts'
import { formatMoney, formatNumber, Money, ScrollAcross, useLocale, useText } from '#web/ui/index.ts'
import { type Forecast, type ForecastCell, type Lens, within } from './figure-requests.ts'
import styles from './figures.module.css'
import { dayBefore, monthsLater } from './months.ts'
import { RowsLink } from './RowsLink.tsx'

const categories = ['won', 'commit', 'bestCase', 'pipeline', 'omitted'] as const

/** Months across, categories down; a table per currency, for currencies are never added up. Each figure opens its rows. */
export function ForecastTable({ forecast, lens }: { forecast: Forecast; lens: Lens }) {
  const t = useText()
  const locale = useLocale()
  const object = useObjectNamed('opportunity')
  const currencies = [...new Set(forecast.cells.map(cell => cell.currency))].sort()
  const extra = (['overdue', 'later', 'undated'] as const).filter(month =>
    forecast.cells.some(cell => cell.month === month),
  )
  const columns = [
    ...extra.filter(month => month === 'overdue'),
    ...forecast.months,
    ...extra.filter(month => month !== 'overdue'),
  ]
  const monthName = (month: string): string =>
    forecast.months.includes(month)
      ? new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(
          new Date(`${month}T00:00:00Z`),
        )
      : t(`figures.forecast.${month}`)
  const option = (id: string) =>
    (object && fieldNamed(object, 'forecastCategory')?.options?.find(one => one.id === id)?.label) ?? id
  const categoryName = (id: string): string => (id === 'won' ? t('figures.forecast.won') : option(id))
  return currencies.map(currency => {
    const cells = forecast.cells.filter(cell => cell.currency === currency)
    const used = categories.filter(category => category !== 'omitted' || cells.some(cell => cell.category === category))
    return (
      <ScrollAcross key={currency} label={t('figures.forecast.tableOf', { currency })}>
        <table className={styles.table}>
          <caption>{currencies.length > 1 ? currency : <span className="for-readers-only">{currency}</span>}</caption>
          <thead>
            <tr>
              <th scope="col">{object && fieldNamed(object, 'forecastCategory')?.label}</th>
              {columns.map(month => (
                <th key={month} scope="col" data-align="right">
                  {monthName(month)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {used.map(category => (
              <tr key={category} data-category={category}>
                <th scope="row">{categoryName(category)}</th>
                {columns.map(month => {
                  const cell = cells.find(one => one.month === month && one.category === category)
                  return (
                    <td key={month} data-align="right">
                      {cell ? (
                        <Figure
                          cell={cell}
                          filter={within(lens, ...behind(forecast, { month, category, currency }))}
                          name={`${monthName(month)} ${categoryName(category)}`}
                        />
                      ) : (
                        <span className={styles.nothing}>–</span>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
            <tr className={styles.total}>
              <th scope="row">{t('figures.forecast.weighted')}</th>
              {columns.map(month => (
                <td key={month} data-align="right">
                  <Money amount={weightedOf(cells, month)} currency={currency} compact />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </ScrollAcross>
    )
  })

  function Figure({ cell, filter, name }: { cell: ForecastCell; filter: Filter; name: string }) {
    const { amount, currency, count, withoutAmount } = cell
    // As it is read there: whoever hears it must find what others see.
    const money = amount === null ? null : formatMoney(amount, { currency, locale, compact: true })
    const counted = t('figures.count', { count: formatNumber(count, { locale }) })
    return (
      <>
        <RowsLink filter={filter} name={[name, money, counted].filter(Boolean).join(' ')}>
          {amount === null ? counted : <Money amount={amount} currency={currency} compact />}
        </RowsLink>
        <small>
          {amount === null ? null : counted}
          {withoutAmount > 0 ? ` · ${t('figures.forecast.withoutAmount', { count: withoutAmount })}` : null}
        </small>
      </>
    )
  }
}

/** What is won counts whole, what is omitted not at all. */
function weightedOf(cells: readonly ForecastCell[], month: string): string | null {
  const own = cells.filter(cell => cell.month === month && cell.category !== 'omitted')
  if (own.length === 0 || own.some(cell => cell.weighted === null)) return null
  return own.reduce((sum, cell) => sum.plus(cell.weighted ?? 0), new Exact(0)).toFixed()
}

function behind(
  { from, until }: Forecast,
  { month, category, currency }: { month: string; category: string; currency: string },
): Filter[] {
  const of: Filter = { field: 'currency', op: 'in', value: [currency] }
  const between = (field: string): Filter => ({
    field,
    op: 'between',
    value: [month, dayBefore(monthsLater(month, 1))],
  })
  if (category === 'won') return [{ field: 'state', op: 'in', value: ['won'] }, between('closedOn'), of]
  const when: Filter =
    month === 'undated'
      ? { field: 'expectedCloseOn', op: 'empty' }
      : month === 'overdue'
        ? { field: 'expectedCloseOn', op: 'lt', value: from }
        : month === 'later'
          ? { field: 'expectedCloseOn', op: 'gte', value: until }
          : between('expectedCloseOn')
  return [
    { field: 'state', op: 'in', value: ['open'] },
    { field: 'forecastCategory', op: 'in', value: [category] },
    when,
    of,
  ]
}
