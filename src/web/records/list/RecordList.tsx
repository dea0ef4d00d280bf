import { AppstoreOutlined, DownloadOutlined, ImportOutlined, InboxOutlined, PlusOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { apiUrl, hasRight, useRecords } from '#web/api/index.ts'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { boardOf } from '#web/shell/define-web-module.ts'
import { useNoun } from '#web/fields/noun-words.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, usePhone, useText } from '#web/ui/index.ts'
import { Peek } from '../page/Peek.tsx'
import { BulkBar } from './BulkBar.tsx'
import { Cards } from './Cards.tsx'
import { ColumnChooser } from './ColumnChooser.tsx'
import { FilterBar } from './FilterBar.tsx'
import { Grid } from './Grid.tsx'
import { ListFooter } from './ListFooter.tsx'
import styles from './list.module.css'
import { askedFields, listColumns, summedFields } from './rows.ts'
import type { ListState } from './use-list.ts'
import { ViewTabs } from './ViewTabs.tsx'

const nobody: ReadonlySet<string> = new Set()

/** The list: views, filter, rows, footer, and the record one peeks at. */
export function RecordList({ list }: { list: ListState }) {
  const { object, filter, sort, preferences, go } = list
  const phone = usePhone()
  const navigate = useNavigate()
  const columns = useMemo(
    () => listColumns(object, list.columns, preferences.widths),
    [object, list.columns, preferences.widths],
  )
  const fields = useMemo(() => askedFields(object, list.columns), [object, list.columns])
  const rows = useRecords(object.path, { ...(filter ? { filter } : {}), sort, fields, limit: 100 })
  const { records, hasNextPage, isFetchingNextPage, fetchNextPage } = rows
  const [selected, setSelected] = useState<ReadonlySet<string>>(nobody)
  useEffect(() => setSelected(nobody), [filter])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const chosen = records?.filter(record => selected.has(record.id)) ?? []
  const openId = phone ? undefined : list.search.open

  return (
    <div className={styles.page}>
      <ListHeader list={list} />
      {chosen.length > 0 && <BulkBar object={object} records={chosen} onClear={() => setSelected(nobody)} />}
      <div className={styles.body}>
        <div className={styles.main} data-stale={rows.isPlaceholderData}>
          {rows.error ? (
            <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
          ) : !records ? (
            <Skeletons shape="list" />
          ) : records.length === 0 ? (
            <NothingThere list={list} />
          ) : phone ? (
            <Cards object={object} records={records} columns={columns} onNearEnd={onNearEnd} />
          ) : (
            <Grid
              object={object}
              records={records}
              columns={columns}
              rowHeight={preferences.density === 'compact' ? 32 : 44}
              sort={sort}
              onSort={list.setSort}
              onWidth={(column, width) =>
                list.changePreferences(before => ({ ...before, widths: { ...before.widths, [column]: width } }))
              }
              selected={selected}
              onSelect={setSelected}
              openId={openId}
              onPeek={id => go({ open: id }, { replace: true })}
              onOpen={id => void navigate({ to: '/o/$path/$id', params: { path: object.path, id } })}
              onNearEnd={onNearEnd}
            />
          )}
          <ListFooter object={object} filter={filter} sums={summedFields(columns)} />
        </div>
        {openId && (
          <Peek key={openId} object={object} id={openId} onClose={() => go({ open: undefined }, { replace: true })} />
        )}
      </div>
    </div>
  )
}

function ListHeader({ list }: { list: ListState }) {
  const t = useText()
  const noun = useNoun()
  const phone = usePhone()
  const { object, filter, sort } = list
  const quickCreate = useQuickCreate()
  const board = boardOf(object.name) && (
    <Button
      icon={<AppstoreOutlined aria-hidden />}
      aria-label={t('records.list.board')}
      onClick={() => list.go({ kind: 'board', open: undefined })}
    >
      {phone ? null : t('records.list.board')}
    </Button>
  )
  const tools = (
    <>
      <ViewTabs list={list} />
      <div className={styles.tools}>
        <FilterBar list={list} />
        {phone ? board : <ColumnChooser list={list} />}
      </div>
    </>
  )
  // The head of a phone says the title already, and its bar makes new ones.
  if (phone) {
    return (
      <header className={styles.phoneHead}>
        <h1 className="for-readers-only">{object.labelPlural}</h1>
        {tools}
      </header>
    )
  }
  return (
    <PageHeader
      title={object.labelPlural}
      actions={
        <>
          {board}
          {hasRight(object, 'import') && (
            <Link to="/import" search={{ object: object.name }}>
              <Button tabIndex={-1} icon={<ImportOutlined aria-hidden />}>
                {t('records.list.import')}
              </Button>
            </Link>
          )}
          {hasRight(object, 'export') && (
            <Button
              icon={<DownloadOutlined aria-hidden />}
              href={apiUrl(`/${object.path}/export.csv`, { filter, sort, fields: list.columns })}
              download
            >
              {t('records.list.export')}
            </Button>
          )}
          {hasRight(object, 'create') && (
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => quickCreate?.({ object: object.name })}>
              {t('records.list.new', { object: noun(object.label) })}
            </Button>
          )}
        </>
      }
    >
      {tools}
    </PageHeader>
  )
}

/** Nothing at all yet, or nothing that fits: two different next steps. */
function NothingThere({ list }: { list: ListState }) {
  const t = useText()
  const noun = useNoun()
  const quickCreate = useQuickCreate()
  const { object } = list
  const isNarrowed = list.search.filter !== undefined || (list.search.q ?? '') !== '' || list.view.filter !== undefined
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
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<InboxOutlined aria-hidden />}
      title={t('records.list.noneYet', { objects: noun(object.labelPlural) })}
      text={t('records.list.noneYetHint', { object: noun(object.label) })}
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
