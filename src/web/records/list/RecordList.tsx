import { InboxOutlined, LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { hasRight, useRecords } from '#web/api/index.ts'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { useNoun } from '#web/fields/noun-words.ts'
import { Updates } from '#web/live/Updates.tsx'
import { formNotesOf } from '#web/shell/define-web-module.ts'
import { EmptyState, ErrorState, Skeletons, usePhone, useText } from '#web/ui/index.ts'
import { Peek } from '../page/Peek.tsx'
import { BulkBar } from './BulkBar.tsx'
import { Cards } from './Cards.tsx'
import { Grid } from './Grid.tsx'
import { ListFooter } from './ListFooter.tsx'
import { ListHeader } from './ListHeader.tsx'
import styles from './list.module.css'
import { askedFields, listColumns, figureFields } from './rows.ts'
import type { ListState } from './use-list.ts'

const nobody: ReadonlySet<string> = new Set()

/** The list: views, filter, rows, footer, and the record one peeks at. */
export function RecordList({ list }: { list: ListState }) {
  const { object, filter, sort, widths, density, go } = list
  const phone = usePhone()
  const navigate = useNavigate()
  const columns = useMemo(() => listColumns(object, list.columns, widths), [object, list.columns, widths])
  const fields = useMemo(() => askedFields(object, list.columns), [object, list.columns])
  const isPaged = list.preferences.paging === 'pages' && !phone
  const asked = { ...(filter ? { filter } : {}), sort, fields, limit: isPaged ? 50 : 100 }
  const rows = useRecords(object.path, asked)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = rows
  const [pageAt, setPageAt] = useState(0)
  useEffect(() => setPageAt(0), [filter, sort, isPaged])
  const records = isPaged ? (rows.data?.pages[pageAt] ?? rows.data?.pages.at(-1))?.records : rows.records
  const turn = async (by: 1 | -1) => {
    if (by === 1 && pageAt + 1 >= (rows.data?.pages.length ?? 0)) await fetchNextPage()
    setPageAt(before => before + by)
  }
  const [selected, setSelected] = useState<ReadonlySet<string>>(nobody)
  const [isWhole, setWhole] = useState(false)
  const select = useCallback((ids: ReadonlySet<string>) => {
    setSelected(ids)
    setWhole(false)
  }, [])
  const pick = useCallback((ids: readonly string[], how: 'toggle' | 'add') => {
    setWhole(false)
    setSelected(before => {
      const next = new Set(before)
      for (const id of ids) if (how === 'add' || !next.delete(id)) next.add(id)
      return next
    })
  }, [])
  useEffect(() => select(nobody), [filter, select])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isPaged) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, isPaged])
  const chosen = records?.filter(record => selected.has(record.id)) ?? []
  const openId = phone ? undefined : list.search.open

  return (
    <div className={styles.page}>
      <ListHeader list={list} />
      {chosen.length > 0 && (
        <BulkBar
          list={list}
          records={chosen}
          hasMore={(hasNextPage || (rows.data?.pages.length ?? 0) > 1) && chosen.length === records?.length}
          isWhole={isWhole}
          onWhole={() => setWhole(true)}
          onClear={() => select(nobody)}
        />
      )}
      <div className={styles.body}>
        <div className={styles.main} data-stale={rows.isPlaceholderData}>
          <Updates path={object.path} query={asked} />
          {rows.error ? (
            <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
          ) : !records ? (
            <Skeletons shape="list" />
          ) : records.length === 0 ? (
            <NothingThere list={list} />
          ) : phone ? (
            <Cards
              object={object}
              records={records}
              columns={columns}
              selected={selected}
              onPick={pick}
              onNearEnd={onNearEnd}
            />
          ) : (
            <Grid
              object={object}
              records={records}
              columns={columns}
              rowHeight={density === 'compact' ? 32 : 44}
              sort={sort}
              onSort={list.setSort}
              onWidth={(column, width) =>
                list.changePreferences(before => ({ ...before, widths: { ...before.widths, [column]: width } }))
              }
              selected={selected}
              onSelect={select}
              onPick={pick}
              openId={openId}
              onPeek={id => go({ open: id }, { replace: true })}
              onOpen={id => void navigate({ to: '/o/$path/$id', params: { path: object.path, id } })}
              onNearEnd={onNearEnd}
            />
          )}
          <ListFooter list={list} fields={figureFields(columns)}>
            {isPaged && (
              <Pager
                at={pageAt}
                hasNext={pageAt + 1 < (rows.data?.pages.length ?? 0) || hasNextPage}
                isBusy={isFetchingNextPage}
                onTurn={by => void turn(by)}
              />
            )}
          </ListFooter>
        </div>
        {openId && (
          <Peek key={openId} object={object} id={openId} onClose={() => go({ open: undefined }, { replace: true })} />
        )}
      </div>
    </div>
  )
}

/** Page after page, for whoever likes that better; pages go by key, so there is no jump to the seventieth. */
function Pager({
  at,
  hasNext,
  isBusy,
  onTurn,
}: {
  at: number
  hasNext: boolean
  isBusy: boolean
  onTurn: (by: 1 | -1) => void
}) {
  const t = useText()
  return (
    <span className={styles.pager}>
      <Button
        type="text"
        size="small"
        disabled={at === 0}
        icon={<LeftOutlined aria-hidden />}
        aria-label={t('records.list.earlierPage')}
        onClick={() => onTurn(-1)}
      />
      {t('records.list.page', { number: at + 1 })}
      <Button
        type="text"
        size="small"
        disabled={!hasNext}
        loading={isBusy}
        icon={<RightOutlined aria-hidden />}
        aria-label={t('records.list.nextPage')}
        onClick={() => onTurn(1)}
      />
    </span>
  )
}

/** Nothing at all yet, or nothing that fits: two different next steps. */
function NothingThere({ list }: { list: ListState }) {
  const t = useText()
  const noun = useNoun()
  const quickCreate = useQuickCreate()
  const { object } = list
  const isNarrowed = list.search.filter !== undefined || (list.search.q ?? '') !== '' || list.view.filter !== null
  if (isNarrowed) {
    const isOwnNarrowing = list.search.filter !== undefined || (list.search.q ?? '') !== ''
    return (
      <EmptyState
        icon={<InboxOutlined aria-hidden />}
        title={t('records.list.noneFits', { objects: noun(object.labelPlural) })}
      >
        {isOwnNarrowing && (
          <Button onClick={() => list.go({ filter: undefined, q: undefined })}>{t('records.filter.clear')}</Button>
        )}
        {list.search.q && hasRight(object, 'create') && formNotesOf(object.name).length > 0 && (
          <Link to="/p/$page" params={{ page: 'duplicates' }} search={{ view: list.search.q }}>
            {t('records.list.findTwins')}
          </Link>
        )}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<InboxOutlined aria-hidden />}
      title={t('records.list.noneYet', { objects: noun(object.labelPlural) })}
      {...(hasRight(object, 'create') ? { text: t('records.list.noneYetHint', { object: noun(object.label) }) } : {})}
    >
      {hasRight(object, 'create') && (
        <Button
          type="primary"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => quickCreate?.({ object: object.name })}
        >
          {t('records.list.new', { object: noun(object.label) })}
        </Button>
      )}
      {hasRight(object, 'import') && (
        <Link to="/import" search={{ object: object.name }}>
          {t('records.list.importHint')}
        </Link>
      )}
    </EmptyState>
  )
}
