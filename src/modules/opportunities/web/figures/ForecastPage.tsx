import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, todayIn, useText, useTimeZone } from '#web/ui/index.ts'
import { useForecast, type Lens, lenses } from './figure-requests.ts'
import { ForecastChanges } from './ForecastChanges.tsx'
import { ForecastTable } from './ForecastTable.tsx'
import styles from './figures.module.css'
import { monthsLater } from './months.ts'
import { LensChoice } from './LensChoice.tsx'

/** What is expected by month, as sure as people are of it (O13), and what has changed since a day on which that was kept. The address holds all of it. */
export default function ForecastPage() {
  const t = useText()
  const today = todayIn(useTimeZone())
  const { view = '' } = useSearch({ from: '/signedIn/p/$page' })
  const navigate = useNavigate()
  const asked = readAddress(view, `${today.slice(0, 8)}01`)
  const { data, error, refetch, isPlaceholderData } = useForecast(asked)
  useTrail([{ label: t('figures.forecast.title') }])
  const go = (change: Partial<ForecastAddress>): void =>
    void navigate({
      to: '/p/$page',
      params: { page: 'forecast' },
      search: { view: writeAddress({ ...asked, ...change }) },
      replace: true,
    })
  return (
    <>
      <PageHeader title={t('figures.forecast.title')}>
        <p className={styles.how}>{t('figures.forecast.how')}</p>
        <div className={styles.bar}>
          <LensChoice value={asked.lens} onChange={lens => go({ lens })} />
          <span className={styles.months}>
            <Button
              icon={<LeftOutlined aria-hidden />}
              aria-label={t('figures.forecast.earlier')}
              onClick={() => go({ from: monthsLater(asked.from, -1) })}
            />
            <Select
              aria-label={t('figures.forecast.howMany')}
              value={asked.months}
              options={[1, 3, 6, 12].map(count => ({ value: count, label: t('figures.forecast.months', { count }) }))}
              onChange={months => go({ months })}
            />
            <Button
              icon={<RightOutlined aria-hidden />}
              aria-label={t('figures.forecast.next')}
              onClick={() => go({ from: monthsLater(asked.from, 1) })}
            />
          </span>
        </div>
      </PageHeader>
      <div className={styles.page} aria-busy={isPlaceholderData}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {data ? null : error ? null : <Skeletons shape="figures" />}
        {data && data.cells.length === 0 ? (
          <EmptyState title={t('figures.forecast.none')} text={t('figures.forecast.noneText')} />
        ) : null}
        {data && data.cells.length > 0 ? <ForecastTable forecast={data} lens={asked.lens} /> : null}
        {data ? <ForecastChanges forecast={data} lens={asked.lens} onSince={since => go({ since })} /> : null}
      </div>
    </>
  )
}

interface ForecastAddress {
  lens: Lens
  from: string
  months: number
  since: string | null
}

/** `team,2026-11-01,3,2026-11-23`; what cannot be read is as good as absent. */
function readAddress(text: string, thisMonth: string): ForecastAddress {
  const [lens, from = '', months, since = ''] = text.split(',')
  const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/u.test(day)
  return {
    lens: lenses.find(one => one === lens) ?? 'all',
    from: isDay(from) ? from : thisMonth,
    months: [1, 3, 6, 12].find(one => String(one) === months) ?? 3,
    since: isDay(since) ? since : null,
  }
}

const writeAddress = ({ lens, from, months, since }: ForecastAddress): string =>
  [lens, from, months, ...(since ? [since] : [])].join(',')
