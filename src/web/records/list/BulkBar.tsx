import {
  DeleteOutlined,
  DownloadOutlined,
  DownOutlined,
  EditOutlined,
  MergeCellsOutlined,
  TagsOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Dropdown } from 'antd'
import { createElement, Suspense, useState } from 'react'
import type { BulkDescription } from '#platform/bulk/bulk-description.ts'
import type { VerbDescription } from '#platform/objects/description.ts'
import { type ApiRecord, hasRight } from '#web/api/index.ts'
import { verbAskOf } from '#web/shell/define-web-module.ts'
import { formatNumber, useLocale, useText, useToast } from '#web/ui/index.ts'
import { BulkEditSheet } from './bulk/BulkEditSheet.tsx'
import { BulkVerbSheet } from './bulk/BulkVerbSheet.tsx'
import { type Selection, useStartBulk } from './bulk/bulk-requests.ts'
import { useBulkWords } from './bulk/use-bulk-words.tsx'
import { ExportSheet } from './exporting/ExportSheet.tsx'
import styles from './list.module.css'
import type { ListState } from './use-list.ts'
import { useTotals } from './use-totals.ts'

/** More chosen rows than these do not go into one question; the whole list does. */
const mostExported = 1000
/** And more than these are not merged at once. */
const mostMerged = 10

/** What can be done with the selected rows; says how many they are. "All of this list" means what the filter finds, not the page. */
export function BulkBar({
  list,
  records,
  hasMore,
  isWhole,
  onWhole,
  onClear,
}: {
  list: ListState
  /** Those ticked. */
  records: readonly ApiRecord[]
  /** Whether the list goes on behind what is loaded and ticked. */
  hasMore: boolean
  /** Whether the whole list is meant. */
  isWhole: boolean
  onWhole: () => void
  onClear: () => void
}) {
  const t = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const locale = useLocale()
  const { modal } = App.useApp()
  const { object } = list
  const [isExporting, setExporting] = useState(false)
  const [editing, setEditing] = useState<{ first?: string } | null>(null)
  const [asked, setAsked] = useState<VerbDescription | null>(null)
  const { mutateAsync: start, isPending } = useStartBulk(object.path)
  const say = useBulkWords()
  const { data: totals } = useTotals(list, { isExact: isWhole, figures: [] })
  const selection: Selection = isWhole ? { filter: list.filter ?? null } : { ids: records.map(record => record.id) }
  const whole = totals?.count ? formatNumber(totals.count.value, { locale }) + (totals.count.capped ? '+' : '') : '…'
  const count = isWhole ? whole : formatNumber(records.length, { locale })

  const act = async (verb: string) => {
    try {
      const run = await start({ selection, work: { verb } })
      onClear()
      if (run.state !== 'running') say(object, run)
    } catch (error) {
      toast.fail(error)
    }
  }
  const remove = () => {
    // What one sees goes and comes back by one click; a whole list is asked about first.
    if (!isWhole) return void act('remove')
    modal.confirm({
      title: t('records.bulk.removeWhole', { count }),
      okText: t('records.bulk.remove'),
      okButtonProps: { danger: true },
      onOk: () => act('remove'),
    })
  }
  const mayEdit = hasRight(object, 'update')
  const owner = object.fields.find(field => field.name === 'owner' && field.isEditable)
  const tags = object.fields.find(field => field.type === 'tags' && field.isEditable)
  const transfer = object.verbs.find(verb => verb.verb === 'transfer' && hasRight(object, verb.verb))
  const verbs = object.verbs.filter(verb => verb.isForMany && verb !== transfer && hasRight(object, verb.verb))
  const own = asked && verbAskOf(asked.verb)
  const finish = (run: BulkDescription) => {
    setEditing(null)
    setAsked(null)
    onClear()
    if (run.state !== 'running') say(object, run)
  }

  return (
    <div className={styles.bulk} role="region" aria-label={t('records.list.selection')}>
      <span aria-live="polite">
        {isWhole ? t('records.bulk.wholeSelected', { count }) : t('records.bulk.selected', { count: records.length })}
      </span>
      {!isWhole && hasMore && (
        <Button size="small" type="link" onClick={onWhole}>
          {t('records.bulk.selectWhole', { count: whole })}
        </Button>
      )}
      {mayEdit && (
        <Button size="small" icon={<EditOutlined aria-hidden />} onClick={() => setEditing({})}>
          {t('records.bulk.edit')}
        </Button>
      )}
      {transfer && (
        <Button size="small" icon={<UserSwitchOutlined aria-hidden />} onClick={() => setAsked(transfer)}>
          {transfer.label}
        </Button>
      )}
      {mayEdit && owner && !transfer && (
        <Button
          size="small"
          icon={<UserSwitchOutlined aria-hidden />}
          onClick={() => setEditing({ first: owner.name })}
        >
          {t('records.bulk.owner')}
        </Button>
      )}
      {mayEdit && tags && (
        <Button size="small" icon={<TagsOutlined aria-hidden />} onClick={() => setEditing({ first: tags.name })}>
          {t('records.bulk.tags')}
        </Button>
      )}
      {verbs.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: verbs.map(verb => ({
              key: verb.verb,
              label: verb.label,
              danger: verb.tone === 'danger',
              onClick: () => (verb.input.length === 0 ? void act(verb.verb) : setAsked(verb)),
            })),
          }}
        >
          <Button size="small" loading={isPending} icon={<DownOutlined aria-hidden />} iconPlacement="end">
            {t('records.verb.more')}
          </Button>
        </Dropdown>
      )}
      {hasRight(object, 'merge') && !isWhole && records.length > 1 && records.length <= mostMerged && (
        <Button
          size="small"
          icon={<MergeCellsOutlined aria-hidden />}
          onClick={() => void navigate(mergePage(object.name, records))}
        >
          {t('records.bulk.merge')}
        </Button>
      )}
      {hasRight(object, 'export') && (
        <Button size="small" icon={<DownloadOutlined aria-hidden />} onClick={() => setExporting(true)}>
          {t('records.list.export')}
        </Button>
      )}
      {isExporting && (
        <ExportSheet
          list={list}
          ids={isWhole ? [] : records.slice(0, mostExported).map(record => record.id)}
          onClose={() => setExporting(false)}
        />
      )}
      {hasRight(object, 'remove') && (
        <Button size="small" danger loading={isPending} icon={<DeleteOutlined aria-hidden />} onClick={remove}>
          {t('records.bulk.remove')}
        </Button>
      )}
      <Button size="small" type="text" onClick={onClear}>
        {t('records.bulk.clear')}
      </Button>
      {!isWhole && <span className={styles.bulkHint}>{t('records.bulk.copyHint')}</span>}
      {editing && (
        <BulkEditSheet
          object={object}
          selection={selection}
          count={count}
          first={editing.first}
          onClose={() => setEditing(null)}
          onDone={finish}
        />
      )}
      {asked && own && (
        <Suspense fallback={null}>
          {createElement(own, {
            object,
            verb: asked,
            selection,
            count,
            onClose: () => setAsked(null),
            onDone: finish,
          })}
        </Suspense>
      )}
      {asked && !own && (
        <BulkVerbSheet
          object={object}
          verb={asked}
          selection={selection}
          count={count}
          onClose={() => setAsked(null)}
          onDone={finish}
        />
      )}
    </div>
  )
}

/** Where chosen records are merged. */
const mergePage = (object: string, records: readonly ApiRecord[]) => ({
  to: '/p/$page' as const,
  params: { page: 'merge' },
  search: { view: [object, ...records.map(record => record.id)].join('.') },
})
