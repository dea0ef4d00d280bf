import { DownloadOutlined, InboxOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { type ApiRecord, fieldNamed, hasRight, type ObjectDescription, useRecords } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { EmptyState, ErrorState, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { ManyBar } from './ManyBar.tsx'
import { PoolExport } from './PoolExport.tsx'
import { PoolPeek } from './PoolPeek.tsx'
import { PoolRow } from './PoolRow.tsx'
import { type MyPool, type Outcome, poolQuery, type PoolVerb, useActOnMany } from './pool-requests.ts'
import styles from './pools.module.css'
import { RefusedNote } from './RefusedNote.tsx'

const orders = ['-enteredPoolAt', 'enteredPoolAt', 'name', '-lastActivityAt'] as const

/** What lies in a pool: found by name and level, taken one by one with one tap, or many at once. */
export function PoolList({
  object,
  pool,
  others,
}: {
  object: ObjectDescription
  pool: MyPool
  others: readonly MyPool[]
}) {
  const t = useText()
  const toast = useToast()
  const [text, setText] = useState('')
  const [level, setLevel] = useState<string | null>(null)
  const [sort, setSort] = useState<string>(orders[0])
  const [openId, setOpenId] = useState<string>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isExporting, setExporting] = useState(false)
  const [outcome, setOutcome] = useState<{ outcome: Outcome; titles: ReadonlyMap<string, string> } | null>(null)
  const asked = poolQuery({ text: useDeferredValue(text.trim()), level, sort })
  const list = useRecords(`pools/${pool.id}/${object.path}`, asked)
  const act = useActOnMany(pool.id, pool.object)
  const levels = fieldNamed(object, 'level')?.options ?? []
  const { records } = list
  const reasons = reasonsIn(list.data?.pages ?? [])
  const mayClaim = (record: ApiRecord): boolean => record.can.includes('claim')

  const go = async (verb: PoolVerb, ids: string[], input?: Record<string, unknown>) => {
    const titles = new Map((records ?? []).map(record => [record.id, titleOf(object, record)]))
    try {
      const done = await act.mutateAsync({ verb, ids, ...(input ? { input } : {}) })
      setChosen(new Set())
      setOpenId(undefined)
      setOutcome(done.refused.length > 0 ? { outcome: done, titles } : null)
      const [only] = done.done
      if (done.done.length === 1 && only) toast.say(t(`pools.done.${verb}_one`, { name: titles.get(only) ?? '' }))
      else if (done.done.length > 1) toast.say(t(`pools.done.${verb}`, { count: done.done.length }))
    } catch (error) {
      toast.fail(error)
    }
  }

  return (
    <>
      <div className={styles.filters}>
        <Input
          className={styles.search}
          type="search"
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          value={text}
          aria-label={t('pools.list.search')}
          placeholder={t('pools.list.search')}
          onChange={event => setText(event.target.value)}
        />
        <Select
          className={styles.level}
          allowClear
          aria-label={fieldNamed(object, 'level')?.label ?? ''}
          placeholder={fieldNamed(object, 'level')?.label}
          value={level}
          onChange={value => setLevel(value ?? null)}
          options={levels.map(option => ({ value: option.id, label: option.label }))}
        />
        <Select
          className={styles.order}
          aria-label={t('pools.list.order')}
          value={sort}
          onChange={setSort}
          options={orders.map(order => ({ value: order, label: t(`pools.list.orders.${order}`) }))}
        />
        {hasRight(object, 'export') ? (
          <Button
            className={styles.export}
            icon={<DownloadOutlined aria-hidden />}
            disabled={!records || records.length === 0}
            onClick={() => setExporting(true)}
          >
            {t('records.list.export')}
          </Button>
        ) : null}
      </div>
      {outcome ? <RefusedNote {...outcome} onClose={() => setOutcome(null)} /> : null}
      {chosen.size > 0 ? (
        <ManyBar
          pool={pool}
          others={others}
          count={chosen.size}
          isBusy={act.isPending}
          mayRemove={hasRight(object, 'remove')}
          onAct={(verb, input) => void go(verb, [...chosen], input)}
          onClear={() => setChosen(new Set())}
        />
      ) : null}
      {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {!records && !list.error ? <Skeletons shape="list" /> : null}
      {records?.length === 0 ? (
        <EmptyState
          icon={<InboxOutlined aria-hidden />}
          title={t(text || level ? 'pools.list.none_fits' : 'pools.list.empty')}
          {...(text || level ? {} : { text: t('pools.list.empty_hint') })}
        />
      ) : null}
      {records && records.length > 0 ? (
        <ul className={styles.rows} aria-label={pool.title}>
          {records.map(record => (
            <PoolRow
              key={record.id}
              object={object}
              pool={pool}
              record={record}
              reason={reasons.get(record.id)}
              isChosen={chosen.has(record.id)}
              isBusy={act.isPending}
              onChoose={() => setChosen(toggled(chosen, record.id))}
              onOpen={() => setOpenId(record.id)}
              {...(mayClaim(record) ? { onClaim: () => void go('claim', [record.id]) } : {})}
            />
          ))}
        </ul>
      ) : null}
      {list.hasNextPage ? (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('pools.list.more')}
        </Button>
      ) : null}
      {isExporting ? (
        <PoolExport object={object} pool={pool} asked={asked} ids={[...chosen]} onClose={() => setExporting(false)} />
      ) : null}
      <PoolPeek
        object={object}
        pool={pool}
        id={openId}
        isBusy={act.isPending}
        onClaim={id => void go('claim', [id])}
        onClose={() => setOpenId(undefined)}
      />
    </>
  )
}

/** The pages of a pool's list say, beside the records, what whoever gave them back said. */
const reasonsIn = (pages: readonly { records: unknown; reasons?: Record<string, string> }[]): Map<string, string> =>
  new Map(pages.flatMap(({ reasons = {} }) => Object.entries(reasons)))

function toggled(chosen: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next
}
