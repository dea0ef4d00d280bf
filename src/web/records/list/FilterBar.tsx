import { CloseOutlined, FilterOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Input, Popover } from 'antd'
import { useEffect, useState } from 'react'
import { useWording } from '#web/fields/surroundings.ts'
import { useCatalog } from '#web/api/index.ts'
import { useNoun } from '#web/fields/noun-words.ts'
import { Sheet, usePhone, useText } from '#web/ui/index.ts'
import { FilterBuilder } from './FilterBuilder.tsx'
import { conditionWords, filterWords } from './filter-words.ts'
import styles from './list.module.css'
import { draftOf, type FilterDraft, filterOf, isGroup } from './list-filter.ts'
import type { ListState } from './use-list.ts'
import { useTitles } from './use-titles.ts'

/** Search in the list, the filter in words, each part with its way out, and the builder behind "筛选". */
export function FilterBar({ list }: { list: ListState }) {
  const t = useText()
  const wording = useWording()
  const { filter } = list.search
  const catalog = useCatalog()
  const reading = { object: list.object, catalog, wording, titles: useTitles(list.object, filter) }
  const draft = draftOf(filter)
  const own = list.view.isSystem ? null : list.view.filter
  const ofView = { ...reading, titles: useTitles(list.object, own ?? undefined) }
  const drop = (dropped: FilterDraft['parts'][number]) => {
    if (draft) list.go({ filter: filterOf({ ...draft, parts: draft.parts.filter(one => one !== dropped) }) })
  }
  const wordsOf = (part: FilterDraft['parts'][number]): string =>
    isGroup(part)
      ? filterWords(filterOf({ match: 'all', parts: [part] }) ?? { and: [] }, reading)
      : conditionWords(part, reading)
  return (
    <div className={styles.filters}>
      <ListSearchInput list={list} />
      {own && (
        <span className={styles.chip} data-quiet="true">
          {filterWords(own, ofView)}
        </span>
      )}
      {draft
        ? draft.parts.map((part, index) => (
            // Two equal conditions are the same chip.
            <span key={`${JSON.stringify(part)}${index}`} className={styles.chipGroup}>
              {index > 0 && draft.match === 'any' && <span className={styles.chipWord}>{t('records.filter.or')}</span>}
              <Chip text={wordsOf(part)} onDrop={() => drop(part)} />
            </span>
          ))
        : filter && <Chip text={filterWords(filter, reading)} onDrop={() => list.go({ filter: undefined })} />}
      {(draft || !filter) && <BuilderButton list={list} />}
      {filter && (
        <Button type="text" size="small" onClick={() => list.go({ filter: undefined })}>
          {t('records.filter.clear')}
        </Button>
      )}
    </div>
  )
}

function Chip({ text, onDrop }: { text: string; onDrop: () => void }) {
  const t = useText()
  return (
    <span className={styles.chip} data-chip>
      {text}
      <button type="button" aria-label={t('records.filter.drop', { filter: text })} onClick={onDrop}>
        <CloseOutlined aria-hidden />
      </button>
    </span>
  )
}

/** Typing asks after a moment, Enter at once; the address keeps it without filling the history. */
function ListSearchInput({ list }: { list: ListState }) {
  const t = useText()
  const noun = useNoun()
  const asked = list.search.q ?? ''
  const [typed, setTyped] = useState(asked)
  const { go } = list
  useEffect(() => setTyped(asked), [asked])
  useEffect(() => {
    if (typed === asked) return
    const timer = setTimeout(() => go({ q: typed || undefined }, { replace: true }), 300)
    return () => clearTimeout(timer)
  }, [typed, asked, go])
  return (
    <Input
      className={styles.search}
      type="search"
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      value={typed}
      aria-label={t('records.list.search', { objects: noun(list.object.labelPlural) })}
      placeholder={t('records.list.search', { objects: noun(list.object.labelPlural) })}
      onChange={event => setTyped(event.target.value)}
      onPressEnter={() => go({ q: typed || undefined }, { replace: true })}
    />
  )
}

function BuilderButton({ list }: { list: ListState }) {
  const t = useText()
  const phone = usePhone()
  const [isOpen, setOpen] = useState(false)
  const hasAny = list.search.filter !== undefined
  const button = (
    <Button
      type="text"
      size="small"
      icon={hasAny ? <PlusOutlined aria-hidden /> : <FilterOutlined aria-hidden />}
      {...(phone ? { onClick: () => setOpen(true) } : {})}
    >
      {t('records.filter.open')}
    </Button>
  )
  const builder = (
    <FilterBuilder
      object={list.object}
      filter={draftOf(list.search.filter) ?? { match: 'all', parts: [] }}
      onApply={next => {
        setOpen(false)
        list.go({ filter: filterOf(next) })
      }}
    />
  )
  if (phone) {
    return (
      <>
        {button}
        <Sheet open={isOpen} onClose={() => setOpen(false)} title={t('records.filter.open')} height="auto">
          {builder}
        </Sheet>
      </>
    )
  }
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={isOpen}
      onOpenChange={setOpen}
      destroyOnHidden
      content={builder}
    >
      {button}
    </Popover>
  )
}
