import {
  AppstoreOutlined,
  CalendarOutlined,
  DownloadOutlined,
  ImportOutlined,
  PlusOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ViewKind } from '#platform/views/view-description.ts'
import { hasRight } from '#web/api/index.ts'
import { useNoun } from '#web/fields/noun-words.ts'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { boardOf } from '#web/shell/define-web-module.ts'
import { PageHeader, usePhone, useText } from '#web/ui/index.ts'
import { calendarFields } from './calendar/month.ts'
import { ColumnChooser } from './ColumnChooser.tsx'
import { ExportSheet } from './exporting/ExportSheet.tsx'
import { FilterBar } from './FilterBar.tsx'
import styles from './list.module.css'
import type { ListState } from './use-list.ts'
import { ViewTabs } from './ViewTabs.tsx'

/** The head of a list, whatever kind it shows: views, filter, columns, and what makes more or takes out. */
export function ListHeader({ list }: { list: ListState }) {
  const t = useText()
  const noun = useNoun()
  const phone = usePhone()
  const { object } = list
  const [isExporting, setExporting] = useState(false)
  const quickCreate = useQuickCreate()
  const kinds = <ViewKinds list={list} />
  const tools = (
    <>
      <ViewTabs list={list} />
      <div className={styles.tools}>
        <FilterBar list={list} />
        {phone ? kinds : list.kind === 'list' && <ColumnChooser list={list} />}
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
          {kinds}
          {hasRight(object, 'import') && (
            <Link to="/import" search={{ object: object.name }}>
              <Button tabIndex={-1} icon={<ImportOutlined aria-hidden />}>
                {t('records.list.import')}
              </Button>
            </Link>
          )}
          {hasRight(object, 'export') && (
            <Button icon={<DownloadOutlined aria-hidden />} onClick={() => setExporting(true)}>
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
      {isExporting && <ExportSheet list={list} ids={[]} onClose={() => setExporting(false)} />}
    </PageHeader>
  )
}

/** From this way of looking at the records to the others. */
function ViewKinds({ list }: { list: ListState }) {
  const t = useText()
  const phone = usePhone()
  const { object } = list
  const kinds: { kind: ViewKind; icon: ReactNode }[] = [
    { kind: 'list', icon: <UnorderedListOutlined aria-hidden /> },
    ...(boardOf(object.name) ? [{ kind: 'board' as const, icon: <AppstoreOutlined aria-hidden /> }] : []),
    ...(calendarFields(object).length > 0
      ? [{ kind: 'calendar' as const, icon: <CalendarOutlined aria-hidden /> }]
      : []),
  ]
  return kinds
    .filter(({ kind }) => kind !== list.kind)
    .map(({ kind, icon }) => (
      <Button
        key={kind}
        type={phone ? 'text' : 'default'}
        icon={icon}
        aria-label={t(`records.list.${kind}`)}
        onClick={() => list.go({ kind, open: undefined })}
      >
        {phone ? null : t(`records.list.${kind}`)}
      </Button>
    ))
}
