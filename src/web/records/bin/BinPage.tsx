import { DeleteOutlined, SearchOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import type { BinEntry } from '#platform/bin/bin-description.ts'
import { hasRight, isProblem, useCatalog, usePermission } from '#web/api/index.ts'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText, useToast, When } from '#web/ui/index.ts'
import styles from './bin.module.css'
import { useBin, useBinDays, useRestoreMany, useRestoreOne } from './bin-requests.ts'
import { RestoreConflict, type Taken, takenIn } from './RestoreConflict.tsx'

/** The recycle bin of all nouns, or of one: who removed what, when, and the way back. */
export function BinPage() {
  const t = useText()
  const toast = useToast()
  const catalog = useCatalog()
  const { modal } = App.useApp()
  const search = useSearch({ from: '/signedIn/bin' })
  const navigate = useNavigate({ from: '/bin' })
  useTrail([{ label: t('records.bin.title') }])
  const bin = useBin({ object: search.object, q: search.q })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [taken, setTaken] = useState<{ entry: BinEntry; conflict: Taken } | null>(null)
  const { mutateAsync: restoreOne } = useRestoreOne()
  const { mutateAsync: restoreMany, isPending } = useRestoreMany()
  const nouns = catalog.filter(object => !object.lineOf && hasRight(object, 'restore'))
  const pathOf = (name: string): string => catalog.find(object => object.name === name)?.path ?? name
  const chosen = bin.entries?.filter(entry => selected.has(entry.id)) ?? []

  const restore = async (entry: BinEntry) => {
    try {
      await restoreOne({ path: pathOf(entry.object), id: entry.id })
      toast.say(t('records.bin.restored', { title: entry.title || t('fieldsUi.untitled') }))
    } catch (error) {
      const conflict = isProblem(error) ? takenIn(error) : null
      if (conflict) setTaken({ entry, conflict })
      else toast.fail(error)
    }
  }
  const restoreChosen = async () => {
    try {
      const runs = await restoreMany({ entries: chosen, pathOf })
      setSelected(new Set())
      const refused = runs.flatMap(run => run.refused)
      const count = runs.reduce((sum, run) => sum + run.done - run.refusedCount, 0)
      if (count > 0) toast.say(t('records.bulk.restored', { count }))
      if (refused.length > 0)
        modal.warning({
          title: t('records.bin.refused', { count: refused.length }),
          content: refused.map(one => <p key={one.id}>{`${one.title}: ${one.message}`}</p>),
        })
    } catch (error) {
      toast.fail(error)
    }
  }
  const toggle = (id: string) => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    setSelected(next)
  }

  return (
    <div className={styles.page}>
      <PageHeader title={t('records.bin.title')} actions={<Emptying days={bin.days} />}>
        <div className={styles.tools}>
          <Select
            className={styles.noun}
            aria-label={t('records.bin.noun')}
            value={search.object ?? ''}
            options={[
              { value: '', label: t('records.bin.all') },
              ...nouns.map(object => ({ value: object.name, label: object.labelPlural })),
            ]}
            onChange={object => void navigate({ search: before => ({ ...before, object: object || undefined }) })}
          />
          <Input
            className={styles.search}
            type="search"
            allowClear
            prefix={<SearchOutlined aria-hidden />}
            aria-label={t('records.bin.search')}
            placeholder={t('records.bin.search')}
            defaultValue={search.q}
            onPressEnter={event =>
              void navigate({ search: before => ({ ...before, q: event.currentTarget.value || undefined }) })
            }
            onChange={event => {
              if (event.target.value === '') void navigate({ search: before => ({ ...before, q: undefined }) })
            }}
          />
          {chosen.length > 0 && (
            <Button type="primary" loading={isPending} onClick={() => void restoreChosen()}>
              {t('records.bin.restoreMany', { count: chosen.length })}
            </Button>
          )}
        </div>
      </PageHeader>
      {bin.error ? (
        <ErrorState error={bin.error} onRetry={() => void bin.refetch()} />
      ) : !bin.entries ? (
        <Skeletons shape="list" />
      ) : bin.entries.length === 0 ? (
        <EmptyState
          icon={<DeleteOutlined aria-hidden />}
          title={t('records.bin.empty')}
          text={t('records.bin.emptyHint')}
        />
      ) : (
        <ul className={styles.entries} aria-label={t('records.bin.title')}>
          {bin.entries.map(entry => (
            <Entry
              key={entry.id}
              entry={entry}
              noun={catalog.find(object => object.name === entry.object)?.label ?? entry.object}
              isSelected={selected.has(entry.id)}
              onToggle={() => toggle(entry.id)}
              onRestore={() => void restore(entry)}
            />
          ))}
        </ul>
      )}
      {bin.hasNextPage && (
        <Button className={styles.more} loading={bin.isFetchingNextPage} onClick={() => void bin.fetchNextPage()}>
          {t('records.bin.more')}
        </Button>
      )}
      {taken && (
        <RestoreConflict
          object={catalog.find(object => object.name === taken.entry.object)}
          conflict={taken.conflict}
          title={taken.entry.title}
          onClose={() => setTaken(null)}
          onRestore={values => restoreOne({ path: pathOf(taken.entry.object), id: taken.entry.id, values })}
        />
      )}
    </div>
  )
}

function Entry({
  entry,
  noun,
  isSelected,
  onToggle,
  onRestore,
}: {
  entry: BinEntry
  noun: string
  isSelected: boolean
  onToggle: () => void
  onRestore: () => void
}) {
  const t = useText()
  const title = entry.title || t('fieldsUi.untitled')
  return (
    <li className={styles.entry} data-bin={entry.id}>
      <Checkbox checked={isSelected} onChange={onToggle} aria-label={t('records.list.select', { title })} />
      <span className={styles.title}>{title}</span>
      <span className={styles.kind}>{noun}</span>
      <span className={styles.when}>
        {t('records.bin.removedBy', { name: entry.removedByName })} <When at={entry.removedAt} />
      </span>
      <Button size="small" onClick={onRestore} aria-label={t('records.bin.restoreNamed', { title })}>
        {t('records.bin.restore')}
      </Button>
    </li>
  )
}

/** When removed records are erased for good; whoever keeps the company's settings chooses. */
function Emptying({ days }: { days: number | null }) {
  const t = useText()
  const toast = useToast()
  const mayChange = usePermission('settings.update') !== null
  const { mutate, isPending } = useBinDays()
  const { modal } = App.useApp()
  const say = (value: number | null) =>
    value === null ? t('records.bin.never') : t('records.bin.afterDays', { count: value })
  if (!mayChange) return <span className={styles.kind}>{say(days)}</span>
  const change = (value: number | null) => {
    const send = () => mutate(value, { onSuccess: () => toast.say(say(value)), onError: error => toast.fail(error) })
    if (value === null) return send()
    modal.confirm({ title: say(value), content: t('records.bin.eraseHint', { count: value }), onOk: send })
  }
  return (
    <Select
      aria-label={t('records.bin.emptying')}
      value={days ?? 0}
      loading={isPending}
      popupMatchSelectWidth={false}
      options={[...new Set([0, 30, 90, 180, 365, days ?? 0])]
        .sort((a, b) => a - b)
        .map(value => ({ value, label: say(value || null) }))}
      onChange={value => change(value || null)}
    />
  )
}
