import { Tooltip } from 'antd'
import { formatNumber, useLocale, useText } from '#web/ui/index.ts'
import styles from './card.module.css'
import { stageAge } from './stage-age.ts'

/**
 * How long it has stood in its stage: quiet within the norm, amber beyond it, red beyond twice the norm; 未知 when nobody knows since
 * when. `since` undefined (a card that came without it) shows nothing.
 */
export function DaysInStage({ since, normDays }: { since: string | null | undefined; normDays: number | null }) {
  const t = useText()
  const locale = useLocale()
  if (since === undefined) return null
  const { days, tone } = stageAge(since, normDays, new Date())
  if (days === null) {
    return (
      <Tooltip title={t('board.card.inStageUnknown')}>
        <span className={styles.days}>{t('board.card.daysUnknown')}</span>
      </Tooltip>
    )
  }
  const shown = formatNumber(days, { locale })
  const explained =
    normDays === null
      ? t('board.card.inStage', { days: shown })
      : t('board.card.inStageNorm', { days: shown, norm: normDays })
  return (
    <Tooltip title={explained}>
      <span className={styles.days} data-tone={tone}>
        <span aria-hidden>{t('board.card.days', { days: shown })}</span>
        <span className="for-readers-only">{explained}</span>
      </span>
    </Tooltip>
  )
}
