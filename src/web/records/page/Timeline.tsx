import { Button } from 'antd'
import { createElement, Suspense } from 'react'
import { type ObjectDescription, type TimelineEntry, useTimeline } from '#web/api/index.ts'
import { dayWords, exactMoment } from '#web/fields/day-words.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { toldOf } from '#web/shell/define-web-module.ts'
import { EmptyState, ErrorState, formatTime, Skeletons, useText } from '#web/ui/index.ts'
import { RecordLink } from '../RecordLink.tsx'
import styles from './timeline.module.css'
import { byDay, type ChangeWords, changesInWords, deedWords } from './timeline-words.ts'

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
              <Shown key={entry.id} entry={entry} object={object} />
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

/** A record of another noun is drawn by its module, where that has drawn it. */
function Shown({ entry, object }: { entry: TimelineEntry; object: ObjectDescription }) {
  const { record } = entry
  const Told = record && toldOf(record.object)
  if (!record) return <Entry entry={entry} object={object} />
  if (!Told) return null
  return (
    <li className={styles.entry} data-verb="told" data-told={record.object}>
      <Suspense fallback={<div className={styles.coming} />}>
        {createElement(Told, { entry: { ...entry, record }, object })}
      </Suspense>
    </li>
  )
}

function Entry({ entry, object }: { entry: TimelineEntry; object: ObjectDescription }) {
  const wording = useWording()
  const changes = changesInWords(entry, object, wording)
  const isImported = entry.batch?.kind === 'import'
  // A verb often keeps its reason in a field of the record, too; an import's reason is its file, which stands in its tag.
  const isSaid = isImported || changes.some(change => change.after === entry.reason)
  return (
    <li className={styles.entry} data-verb={entry.verb}>
      <div className={styles.head}>
        <Who entry={entry} />
        <span className={styles.deed}>{deedWords(entry, object, wording)}</span>
        {entry.batch && <BatchTag kind={entry.batch.kind} file={entry.reason} />}
        {entry.mergedFrom && <MergedFrom title={entry.mergedFrom.title} />}
        {entry.at && (
          <time className={styles.time} dateTime={entry.at} title={exactMoment(entry.at, wording.timeZone)}>
            {entry.precision === 'day' ? '' : formatTime(entry.at, wording)}
          </time>
        )}
      </div>
      {changes.length > 0 && (
        <ul className={styles.changes}>
          {changes.map(change => (
            <Change key={`${change.label} ${change.before} ${change.after}`} change={change} />
          ))}
        </ul>
      )}
      {entry.reason && !isSaid && <p className={styles.reason}>{entry.reason}</p>}
    </li>
  )
}

/** Who did it: a person, a program by its name, the system. What only an import tells of was done by nobody we know. */
function Who({ entry: { by, byName, batch } }: { entry: TimelineEntry }) {
  const t = useText()
  if (by) {
    return (
      <span className={styles.who}>
        <RecordLink object="user" id={by.id} title={by.title} />
      </span>
    )
  }
  if (batch?.kind === 'import') return null
  const isSystem = byName === '' || /^[a-z]/.test(byName)
  if (!isSystem) return <span className={styles.who}>{byName}</span>
  return (
    <span className={styles.who}>{t(byName === 'setup' ? 'records.timeline.setup' : 'records.timeline.system')}</span>
  )
}

function BatchTag({ kind, file }: { kind: string; file: string | null }) {
  const t = useText()
  const words = t(`records.timeline.batches.${kind}`)
  return <span className={styles.batch}>{kind === 'import' && file ? `${words} · ${file}` : words}</span>
}

/** Of a record that is none any more: its name tells which, a link would lead back here. */
function MergedFrom({ title }: { title: string }) {
  const t = useText()
  return (
    <span className={styles.batch}>
      {title === '' ? t('records.timeline.mergedFromNameless') : t('records.timeline.mergedFrom', { title })}
    </span>
  )
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
