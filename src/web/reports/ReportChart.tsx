import { PictureOutlined } from '@ant-design/icons'
import { Button, Segmented, Select } from 'antd'
import { useMemo } from 'react'
import { chartHeight, type ChartKind, chartOption, type ChartPoint } from '#web/charts/chart-option.ts'
import { savePicture } from '#web/charts/save-picture.ts'
import { useChart } from '#web/charts/use-chart.ts'
import { chartColours, useLocale, useMode, useText } from '#web/ui/index.ts'
import { axisText, figureSize, figureTexts } from './figure-text.ts'
import type { ReportAddress } from './report-address.ts'
import type { Clicked, ReportResult, ReportRow } from './report-requests.ts'
import styles from './reports.module.css'

interface ReportChartProps {
  result: ReportResult
  address: ReportAddress
  onChange: (next: Partial<ReportAddress>) => void
  onOpen: (clicked: Clicked) => void
}

/** One measure of the report, drawn; a click opens the rows behind what was clicked. */
export function ReportChart(props: ReportChartProps) {
  const { chart } = props.result.report
  return chart === 'figures' ? null : <Drawn {...props} kind={chart} />
}

function Drawn({ result, address, onChange, onOpen, kind }: ReportChartProps & { kind: ChartKind }) {
  const t = useText()
  const locale = useLocale()
  const mode = useMode()
  const { measures } = result.report
  const measure = measures.find(one => one.name === address.measure) ?? measures[0]
  const currency = measure?.kind === 'sum' ? result.currencies[0] : undefined
  const { groups, group, rows } = useDrawnRows(result, address)
  const points = useMemo(
    () => (measure ? rows.map(row => pointOf(row, { measure, measures, currency, locale })) : []),
    [rows, measure, measures, currency, locale],
  )
  const option = useMemo(
    () =>
      chartOption({
        kind,
        points,
        colours: chartColours(mode),
        axisText: measure ? axisText(measure, locale) : String,
      }),
    [kind, points, mode, measure, locale],
  )
  const chart = useChart(option, index => {
    const row = rows[index]
    if (row && measure) onOpen({ key: row.key, measure: measure.name, figure: row.values[measure.name] ?? null })
  })
  if (!measure) return null
  const title = currency ? `${measure.label}（${currency}）` : measure.label
  const name = locale === 'zh' || !currency ? title : `${measure.label} (${currency})`
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.figureHead}>
        {groups.length > 1 ? (
          <Select
            aria-label={result.report.dimensions[0]?.label}
            value={group}
            options={groups.map(({ id, label }) => ({ value: id, label }))}
            onChange={chosen => onChange({ group: chosen })}
          />
        ) : null}
        {measures.length > 1 ? (
          <Segmented
            aria-label={t('reportPages.drawn')}
            value={measure.name}
            options={measures.map(one => ({ value: one.name, label: one.label }))}
            onChange={chosen => onChange({ measure: chosen })}
          />
        ) : (
          <span>{name}</span>
        )}
        {currency && result.currencies.length > 1 && measures.length > 1 ? <span>{currency}</span> : null}
        <Button
          className={styles.picture ?? ''}
          type="text"
          icon={<PictureOutlined aria-hidden />}
          onClick={() =>
            void savePicture(chart, {
              title: result.report.title,
              text: [name, periodText(result)],
              colours: chartColours(mode),
            })
          }
        >
          {t('reportPages.png')}
        </Button>
      </figcaption>
      <div
        ref={chart.box}
        className={styles.chart}
        style={{ height: chartHeight(kind, points.length) }}
        role="img"
        aria-label={t('reportPages.chartOf', { title: result.report.title, measure: name })}
      />
    </figure>
  )
}

/** With two dimensions one group of the first is drawn at a time, unless told the one with most rows behind it. */
function useDrawnRows(result: ReportResult, address: ReportAddress) {
  return useMemo(() => {
    const { dimensions } = result.report
    if (dimensions.length < 2) return { groups: [], group: undefined, rows: result.rows }
    const byGroup = Map.groupBy(result.rows, row => JSON.stringify(row.key[0] ?? null))
    const groups = [...byGroup].map(([id, rows]) => ({ id, label: rows[0]?.labels[0] ?? '', size: sizeOf(rows) }))
    const largest = groups.toSorted((a, b) => b.size - a.size)[0]?.id
    const group = groups.some(({ id }) => id === address.group) ? address.group : largest
    return { groups, group, rows: byGroup.get(group ?? '') ?? [] }
  }, [result, address.group])
}

const sizeOf = (rows: ReportRow[]): number =>
  rows.reduce(
    (sum, row) =>
      sum +
      Object.values(row.values).reduce<number>(
        (most, figure) => (typeof figure === 'number' ? Math.max(most, figure) : most),
        0,
      ),
    0,
  )

function pointOf(
  row: ReportRow,
  {
    measure,
    measures,
    currency,
    locale,
  }: {
    measure: ReportResult['report']['measures'][number]
    measures: ReportResult['report']['measures']
    currency: string | undefined
    locale: 'zh' | 'en'
  },
): ChartPoint {
  const figure = row.values[measure.name]
  const drawn = currency && typeof figure === 'object' && figure ? { [currency]: figure[currency] ?? '' } : figure
  const text =
    drawn && typeof drawn === 'object' && Object.values(drawn)[0] === ''
      ? '–'
      : figureTexts(drawn, measure, locale).join(' ')
  return {
    label: row.labels.at(-1) ?? '',
    value: figureSize(figure, measure, currency),
    text,
    more: measures.map(one => ({ label: one.label, text: figureTexts(row.values[one.name], one, locale).join(' · ') })),
  }
}

const periodText = ({ period }: ReportResult): string => (period ? `${period.from ?? '…'} – ${period.to ?? '…'}` : '')
