import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { formatNumber, useLocale, useText, useToast } from '#web/ui/index.ts'
import { type Segment, setSegment } from './segment-requests.ts'
import styles from './segments.module.css'
import { Sparkline } from './Sparkline.tsx'

/** One group: its number opens the list, its line says how it went, its comings and goings are one click away. */
export function SegmentCard({ segment, onMoves }: { segment: Segment; onMoves: () => void }) {
  const t = useText()
  const toast = useToast()
  const locale = useLocale()
  const { id, label, path, count, history, entered, left, isOwn, isEditable, owner, problem } = segment
  const end = async () => {
    try {
      await setSegment(id, false)
      toast.sayUndo(t('segments.ended', { name: label }), () => setSegment(id, true))
    } catch (error) {
      toast.fail(error)
    }
  }
  const number = count ? `${formatNumber(count.value, { locale })}${count.capped ? '+' : ''}` : '–'
  return (
    <article className={styles.card} aria-label={label}>
      <div className={styles.head}>
        <h2>
          <Link to="/o/$path" params={{ path }} search={{ view: id }}>
            {label}
          </Link>
        </h2>
        <Link
          className={styles.number ?? ''}
          to="/o/$path"
          params={{ path }}
          search={{ view: id }}
          aria-label={`${label} ${number}`}
        >
          {number}
        </Link>
      </div>
      <Sparkline
        values={history.map(point => point.count)}
        label={t('segments.history', {
          name: label,
          from: history[0]?.count ?? 0,
          to: history.at(-1)?.count ?? 0,
          days: history.length,
        })}
      />
      {problem ? <p className={styles.problem}>{t('segments.problem')}</p> : null}
      <div className={styles.foot}>
        {isOwn && entered + left > 0 ? (
          <Button type="link" size="small" onClick={onMoves}>
            {t('segments.moved', { entered, left })}
          </Button>
        ) : isOwn ? (
          <span className={styles.quiet}>{t('segments.moved', { entered, left })}</span>
        ) : (
          <span className={styles.quiet}>{t('segments.of', { name: owner?.title ?? '' })}</span>
        )}
        {isEditable ? (
          <Button type="text" size="small" onClick={() => void end()}>
            {t('segments.end')}
          </Button>
        ) : null}
      </div>
    </article>
  )
}
