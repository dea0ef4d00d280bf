import { exactMoment } from '#web/fields/day-words.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { ToldProps } from '#web/shell/define-web-module.ts'
import { formatTime, Money } from '#web/ui/index.ts'
import styles from './quotes.module.css'

/** A quote in the timeline of its customer or opportunity: that he looked at it, and how often by now. */
export default function ToldQuote({ entry: { record, at } }: ToldProps) {
  const wording = useWording()
  const { t, timeZone } = wording
  const revision = Number(record.revision ?? 1)
  return (
    <article className={styles.told}>
      <span>{t('quoteUi.told.seen')}</span>
      <RecordLink object="quote" id={record.id} title={String(record.name)} />
      {revision > 1 ? <span>{t('quoteUi.versions.number', { revision })}</span> : null}
      <Money amount={record.amount as string | null} currency={String(record.currency ?? '')} compact />
      <span className={styles.faint}>{t('quoteUi.told.count', { count: Number(record.seenCount ?? 0) })}</span>
      {at ? (
        <time className={styles.time} dateTime={at} title={exactMoment(at, timeZone)}>
          {formatTime(at, wording)}
        </time>
      ) : null}
    </article>
  )
}
