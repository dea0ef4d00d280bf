import { CheckCircleOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ApiRecord, fieldNamed, type ObjectDescription, useRecords } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { daysUntil, EmptyState, ErrorState, Skeletons, todayIn, useText, useTimeZone, When } from '#web/ui/index.ts'
import styles from './pools.module.css'

/** One's own records by the days that are left before they fall into a pool. */
export function MineSoon({ object }: { object: ObjectDescription }) {
  const t = useText()
  const list = useRecords(object.path, {
    filter: {
      and: [
        { field: 'owner', op: 'me' },
        { field: 'recoverOn', op: 'notEmpty' },
      ],
    },
    sort: ['recoverOn'],
    limit: 50,
  })
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.records) return <Skeletons shape="list" />
  if (list.records.length === 0)
    return (
      <EmptyState
        icon={<CheckCircleOutlined aria-hidden />}
        title={t('pools.soon.none')}
        text={t('pools.soon.none_hint')}
      />
    )
  return (
    <>
      <ul className={styles.rows} aria-label={t('pools.soon.title')}>
        {list.records.map(record => (
          <Soon key={record.id} object={object} record={record} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('pools.list.more')}
        </Button>
      ) : null}
    </>
  )
}

function Soon({ object, record }: { object: ObjectDescription; record: ApiRecord }) {
  const t = useText()
  const timeZone = useTimeZone()
  const left = daysUntil(String(record.recoverOn), todayIn(timeZone))
  const why = fieldNamed(object, 'recoverRule')?.options?.find(option => option.id === record.recoverRule)?.label
  return (
    <li className={styles.row}>
      <span className={styles.left} data-near={left <= 3}>
        {t('pools.soon.left', { count: Math.max(0, left) })}
      </span>
      <div className={styles.words}>
        <RecordLink object={object.name} id={record.id} title={titleOf(object, record)} />
        <p className={styles.why}>
          <When on={String(record.recoverOn)} />
          <span>{why}</span>
        </p>
      </div>
    </li>
  )
}
