import { Button } from 'antd'
import { useMemo } from 'react'
import { chartHeight, chartOption } from '#web/charts/chart-option.ts'
import { useChart } from '#web/charts/use-chart.ts'
import { chartColours, formatMoney, formatNumber, useLocale, useMode, useText } from '#web/ui/index.ts'
import type { BoardColumn } from './board-types.ts'
import styles from './board.module.css'

/** The board's stages as a funnel; a click shows one stage alone. */
export default function BoardFunnel({
  columns,
  only,
  onChoose,
}: {
  columns: readonly BoardColumn[]
  only: string | null
  onChoose: (stage: string | null) => void
}) {
  const t = useText()
  const locale = useLocale()
  const mode = useMode()
  const option = useMemo(
    () =>
      chartOption({
        kind: 'funnel',
        colours: chartColours(mode),
        axisText: String,
        points: columns.map(({ stage, count, sums }) => ({
          label: stage.name,
          value: count.value,
          text: `${formatNumber(count.value, { locale })}${count.capped ? '+' : ''}`,
          more: Object.entries(sums).map(([currency, amount]) => ({
            label: currency,
            text: formatMoney(amount, { currency, locale }),
          })),
        })),
      }),
    [columns, locale, mode],
  )
  const { box } = useChart(option, index => onChoose(columns[index]?.stage.id ?? null))
  const chosen = columns.find(column => column.stage.id === only)
  return (
    <section className={styles.funnel} aria-label={t('board.funnel')}>
      <p className={styles.funnelHint}>
        {chosen ? t('board.onlyStage', { stage: chosen.stage.name }) : t('board.funnelHint')}
        {chosen ? (
          <Button size="small" onClick={() => onChoose(null)}>
            {t('board.allStages')}
          </Button>
        ) : null}
      </p>
      <div
        ref={box}
        style={{ height: chartHeight('funnel', columns.length) }}
        role="img"
        aria-label={columns.map(({ stage, count }) => `${stage.name} ${count.value}`).join(', ')}
      />
    </section>
  )
}
