import { useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import type { Filter } from '#platform/objects/filter.ts'
import { useRecords } from '#web/api/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { ErrorState, formatNumber, PageHeader, ScrollAcross, Skeletons, useLocale, useText } from '#web/ui/index.ts'
import { type Flow, type Funnel, flows, type Lens, lenses, useFunnel, within } from './figure-requests.ts'
import styles from './figures.module.css'
import { shareText } from './share-text.ts'
import { LensChoice } from './LensChoice.tsx'
import { RowsLink } from './RowsLink.tsx'
import { StandingsTable } from './StandingsTable.tsx'

const periods = ['thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter', 'thisYear', 'lastYear'] as const
type PeriodName = (typeof periods)[number]

/** Per stage who came, went on, stayed and was lost in a period, with the shares (O6), and how we fare against competitors. */
export default function FunnelPage() {
  const t = useText()
  const { view = '' } = useSearch({ from: '/signedIn/p/$page' })
  const navigate = useNavigate()
  const asked = readAddress(view)
  const { data, error, refetch, isPlaceholderData } = useFunnel(asked)
  const pipelines = useRecords('pipelines', { fields: ['name'], limit: 50 }).records
  useTrail([{ label: t('figures.funnel.title') }])
  const go = (change: Partial<FunnelAddress>): void =>
    void navigate({
      to: '/p/$page',
      params: { page: 'funnel' },
      search: { view: writeAddress({ ...asked, ...change }) },
      replace: true,
    })
  return (
    <>
      <PageHeader title={t('figures.funnel.title')}>
        <p className={styles.how}>{t('figures.funnel.how')}</p>
        <div className={styles.bar}>
          <LensChoice value={asked.lens} onChange={lens => go({ lens })} />
          <span className={styles.months}>
            <Select
              aria-label={t('figures.funnel.period')}
              popupMatchSelectWidth={false}
              value={asked.period}
              options={periods.map(period => ({ value: period, label: t(`fieldsUi.periods.${period}`) }))}
              onChange={period => go({ period })}
            />
            <Select
              aria-label={t('board.pipeline')}
              popupMatchSelectWidth={false}
              loading={!pipelines}
              value={asked.pipeline ?? data?.pipeline.id ?? null}
              options={pipelines?.map(record => ({ value: record.id, label: String(record.name) })) ?? []}
              onChange={pipeline => go({ pipeline })}
            />
          </span>
        </div>
      </PageHeader>
      <div className={styles.page} aria-busy={isPlaceholderData}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {data ? <FunnelTable funnel={data} lens={asked.lens} /> : error ? null : <Skeletons shape="figures" />}
        <StandingsTable lens={asked.lens} closed={{ field: 'closedOn', op: 'preset', value: asked.period }} />
      </div>
    </>
  )
}

function FunnelTable({ funnel, lens }: { funnel: Funnel; lens: Lens }) {
  const t = useText()
  const locale = useLocale()
  const most = Math.max(1, ...funnel.stages.map(row => row.entered))
  const share = (value: number | null) => shareText(value, locale)
  const behind = (flow: Flow, stage: string): Filter =>
    within(
      lens,
      { field: 'pipeline', op: 'in', value: [funnel.pipeline.id] },
      { field: 'stageFlow', op: 'is', value: `${flow} ${stage} ${funnel.from} ${funnel.until}` },
    )
  return (
    <ScrollAcross label={t('figures.funnel.tableOf', { pipeline: funnel.pipeline.title })}>
      <table className={styles.table}>
        <caption>
          <span className="for-readers-only">{funnel.pipeline.title}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('figures.funnel.stage')}</th>
            {flows.map(flow => (
              <th key={flow} scope="col" data-align="right">
                {t(`figures.funnel.${flow}`)}
              </th>
            ))}
            <th scope="col" data-align="right">
              {t('figures.funnel.conversion')}
            </th>
            <th scope="col" data-align="right">
              {t('figures.funnel.lossRate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {funnel.stages.map(row => {
            const isOpen = row.stage.kind === 'open'
            return (
              <tr key={row.stage.id}>
                <th scope="row">
                  {row.stage.name}
                  {row.stage.isFormer ? <small> {t('board.former')}</small> : null}
                  <span className={styles.barOf} style={{ inlineSize: `${(row.entered / most) * 100}%` }} aria-hidden />
                </th>
                {flows.map(flow => (
                  <td key={flow} data-align="right">
                    {row[flow] === 0 ? (
                      <span className={styles.nothing}>0</span>
                    ) : (
                      <RowsLink
                        filter={behind(flow, row.stage.id)}
                        name={`${row.stage.name} ${t(`figures.funnel.${flow}`)} ${row[flow]}`}
                      >
                        {formatNumber(row[flow], { locale })}
                      </RowsLink>
                    )}
                  </td>
                ))}
                <td data-align="right">{isOpen ? share(row.conversion) : '–'}</td>
                <td data-align="right">{isOpen ? share(row.lossRate) : '–'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollAcross>
  )
}

interface FunnelAddress {
  lens: Lens
  period: PeriodName
  pipeline: string | null
}

/** `team,thisQuarter,<pipeline>`; what cannot be read is as good as absent. */
function readAddress(text: string): FunnelAddress {
  const [lens, period, pipeline] = text.split(',')
  return {
    lens: lenses.find(one => one === lens) ?? 'all',
    period: periods.find(one => one === period) ?? 'thisQuarter',
    pipeline: pipeline || null,
  }
}

const writeAddress = ({ lens, period, pipeline }: FunnelAddress): string =>
  [lens, period, ...(pipeline ? [pipeline] : [])].join(',')
