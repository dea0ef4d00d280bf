import { Button } from 'antd'
import { type ObjectDescription, type TimelineEntry, useTimeline } from '#web/api/index.ts'
import { dayWords, exactMoment } from '#web/fields/day-words.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { EmptyState, ErrorState, formatTime, Skeletons, useText } from '#web/ui/index.ts'
import { RecordLink } from '../RecordLink.tsx'
import { byDay, type ChangeWords, changesInWords, deedWords } from './timeline-words.ts'
import styles from './timeline.module.css'

/** What happened to a record, newest first: who, when, which field from what to what, why. */
export function Timeline({ object, id }: { object: ObjectDescription; id: string }) {
  const t = useText()
  const wording = useWording()
  const { entries, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTimeline(object.path, id)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!entries) return <Skeletons shape="list" />
  if (entries.length === 0) return <EmptyState title={t('records.timeline.empty')} />
  return (
    <div className={styles.timeline}>
      {byDay(entries, wording.timeZone).map(({ day, entries: ofDay }) => (
        <section key={day ?? 'unknown'} aria-label={day ?? t('when.unknown')}>
          <h3 className={styles.day}>{day === null ? t('records.timeline.unknownTime') : dayWords(day, wording)}</h3>
          <ol className={styles.entries}>
            {ofDay.map(entry => (
              <Entry key={entry.id} entry={entry} object={object} />
            ))}
          </ol>
        </section>
      ))}
      {hasNextPage && (
        <Button type="text" block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('records.timeline.more')}
        </Button>
      )}
    </div>
  )
}

function Entry({ entry, object }: { entry: TimelineEntry; object: ObjectDescription }) {
  const t = useText()
  const wording = useWording()
  const changes = changesInWords(entry, object, wording)
  const isDay = entry.precision === 'day'
  // A verb often keeps its reason in a field of the record, too.
  const isSaid = changes.some(change => change.after === entry.reason)
  return (
    <li className={styles.entry} data-verb={entry.verb}>
      <div className={styles.head}>
        <span className={styles.who}>
          {entry.by ? (
            <RecordLink object="user" id={entry.by.id} title={entry.by.title} />
          ) : (
            <System name={entry.byName} />
          )}
        </span>
        <span className={styles.deed}>{deedWords(entry, object, wording)}</span>
        {entry.batch && entry.verb !== 'create' && (
          <span className={styles.batch}>{t(`records.timeline.batches.${entry.batch.kind}`)}</span>
        )}
        {entry.at && (
          <time className={styles.time} dateTime={entry.at} title={exactMoment(entry.at, wording.timeZone)}>
            {isDay ? '' : formatTime(entry.at, wording)}
          </time>
        )}
      </div>
      {changes.length > 0 && (
        <ul className={styles.changes}>
          {changes.map(change => (
            <Change key={change.label} change={change} />
          ))}
        </ul>
      )}
      {entry.reason && !isSaid && <p className={styles.reason}>{entry.reason}</p>}
    </li>
  )
}

/** What the program did by itself: 系统, or what part of it. */
function System({ name }: { name: string }) {
  const t = useText()
  switch (name) {
    case 'setup':
      return t('records.timeline.setup')
    case 'import':
      return t('records.timeline.batches.import')
    default:
      return name === '' || /^[a-z]/.test(name) ? t('records.timeline.system') : name
  }
}

/** 级别  B → A; an empty side says 空. */
function Change({ change }: { change: ChangeWords }) {
  const t = useText()
  const { label, before, after, isLong } = change
  const empty = <i className={styles.empty}>{t('records.empty')}</i>
  return (
    <li>
      <span className={styles.label}>{label}</span>{' '}
      {isLong && before !== null && after !== null ? (
        <details className={styles.long}>
          <summary>{t('records.timeline.rewritten')}</summary>
          <p>
            <del>{before}</del>
          </p>
          <p>
            <ins>{after}</ins>
          </p>
        </details>
      ) : (
        <>
          {before !== null && <del className={styles.before}>{before}</del>}
          {before !== null && <span aria-label={t('records.timeline.became')}> → </span>}
          {after === null ? empty : <span className={styles.after}>{after}</span>}
        </>
      )}
    </li>
  )
}
