import { Tooltip } from 'antd'
import { formatNumber, useLocale, useText } from '#web/ui/index.ts'
import styles from './card.module.css'
import { stageAge } from './stage-age.ts'

/**
 * How long it has stood in its stage: quiet within the norm, amber beyond it, red beyond twice the norm; 未知 when nobody knows since
 * when. `since` undefined (a card that came without it) shows nothing.
 */
export function DaysInStage({
  since,
  normDays,
  normBasis = 'set',
  showsNorm = false,
}: {
  since: string | null | undefined
  normDays: number | null
  /** Whether the norm is the company's own past, or what somebody set. */
  normBasis?: 'own' | 'set' | null
  /** Says the norm beside the days of whoever is slow. */
  showsNorm?: boolean
}) {
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
      : t(normBasis === 'own' ? 'board.card.inStageOwn' : 'board.card.inStageNorm', { days: shown, norm: normDays })
  return (
    <Tooltip title={explained}>
      <span className={styles.days} data-tone={tone}>
        <span aria-hidden>
          {showsNorm && tone !== 'quiet' && normDays !== null
            ? t('board.card.daysOfNorm', { days: shown, norm: normDays })
            : t('board.card.days', { days: shown })}
        </span>
        <span className="for-readers-only">{explained}</span>
      </span>
    </Tooltip>
  )
}
