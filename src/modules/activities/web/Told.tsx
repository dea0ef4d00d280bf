import { type ApiReference, fieldNamed, type ObjectDescription, useObjectNamed } from '#web/api/index.ts'
import { exactMoment, momentWords } from '#web/fields/day-words.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { Value } from '#web/fields/Value.tsx'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { ToldProps } from '#web/shell/define-web-module.ts'
import { formatTime } from '#web/ui/index.ts'
import styles from './told.module.css'

const subjects = ['customer', 'opportunity', 'contact', 'lead'] as const

/** A follow-up in a timeline: 李想 电话 王工 → 有意向, what was said, and when next. */
export default function Told({ entry, object }: ToldProps) {
  const wording = useWording()
  const { t, timeZone } = wording
  const activity = useObjectNamed('activity')
  if (!activity) return null
  const { record, at } = entry
  const others = subjects.filter(name => name !== object.name && record[name])
  const files = fieldNamed(activity, 'files')
  const result = optionLabel(activity, 'result', record.result)
  return (
    <article className={styles.told}>
      <div className={styles.head}>
        {entry.by ? (
          <span className={styles.who}>
            <RecordLink object="user" id={entry.by.id} title={entry.by.title} />
          </span>
        ) : null}
        <span className={styles.method}>{optionLabel(activity, 'method', record.method)}</span>
        {others.map(name => {
          const { id, title } = record[name] as unknown as ApiReference
          return <RecordLink key={name} object={name} id={id} title={title} />
        })}
        {result ? <span className={styles.result}>→ {result}</span> : null}
        {at ? (
          <time className={styles.time} dateTime={at} title={exactMoment(at, timeZone)}>
            <RecordLink object="activity" id={record.id} title={formatTime(at, wording)} />
          </time>
        ) : null}
      </div>
      <p className={styles.content}>{String(record.content ?? '')}</p>
      {files && record.files ? <Value field={files} object="activity" values={record} room="page" /> : null}
      {record.nextContactAt ? (
        <p className={styles.next}>
          {t('activities.next')} {momentWords(String(record.nextContactAt), wording)}
        </p>
      ) : null}
    </article>
  )
}

const optionLabel = (activity: ObjectDescription, field: string, id: unknown): string =>
  fieldNamed(activity, field)?.options?.find(option => option.id === id)?.label ?? ''
