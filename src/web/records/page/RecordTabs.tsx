import { Tabs } from 'antd'
import { type ReactNode, Suspense } from 'react'
import { type ApiRecord, type ObjectDescription, useCatalog } from '#web/api/index.ts'
import { Skeletons, useText } from '#web/ui/index.ts'
import { Fact } from './Facts.tsx'
import { FilesLabel, FilesPanel } from './FilesPanel.tsx'
import { RelatedLabel, RelatedList } from './RelatedList.tsx'
import styles from './record.module.css'
import { type Related, relatedOf } from './related.ts'
import { usePanels } from './SidePanels.tsx'
import { Timeline } from './Timeline.tsx'

/** The middle of a record page: what happened, what modules show, and every record that refers to this one. */
export function RecordTabs({
  object,
  record,
  tab,
  onTab,
  facts,
}: {
  object: ObjectDescription
  record: ApiRecord
  tab: string | undefined
  onTab: (tab: string) => void
  /** A tab for the facts, where there is no room beside; behind the timeline where one writes there, else before it. */
  facts?: { key: string; label: string; content: ReactNode }
}) {
  const t = useText()
  const catalog = useCatalog()
  const all = usePanels(object.name)
  const panels = all.filter(panel => panel.place === 'tab')
  const writers = all.filter(panel => panel.place === 'timeline')
  const covered = new Set(all.flatMap(panel => panel.inPlaceOf ?? []))
  const allRelated = relatedOf(catalog, object, record, t)
  const related = allRelated.filter(one => !covered.has(one.key)).sort((a, b) => rank(a, object) - rank(b, object))
  const items = [
    {
      key: 'timeline',
      label: t('records.page.timeline'),
      children: (
        <>
          {writers.map(({ name, Panel }) => (
            <Suspense key={name} fallback={null}>
              <Panel object={object} record={record} />
            </Suspense>
          ))}
          <Timeline object={object} id={record.id} />
        </>
      ),
    },
    ...(facts ? [{ key: facts.key, label: facts.label, children: facts.content }] : []),
    ...object.fields
      .filter(field => field.type === 'lines' && !covered.has(`${object.name}.${field.name}`))
      .map(field => ({
        key: field.name,
        label: (
          <>
            {field.label}
            <span className={styles.count}>{linesIn(record[field.name])}</span>
          </>
        ),
        children: (
          <dl className={styles.lines}>
            <Fact object={object} record={record} field={field} isAlone />
          </dl>
        ),
      })),
    ...panels.map(({ name, label, inPlaceOf, Panel }) => ({
      key: name,
      label: <PanelLabel label={t(label)} related={allRelated.find(one => inPlaceOf?.includes(one.key))} />,
      children: (
        <Suspense fallback={<Skeletons shape="list" />}>
          <Panel object={object} record={record} />
        </Suspense>
      ),
    })),
    ...related.map(one => ({
      key: one.key,
      label: <RelatedLabel related={one} />,
      children: <RelatedList related={one} to={object} record={record} />,
    })),
    {
      key: 'files',
      label: <FilesLabel object={object} id={record.id} />,
      children: <FilesPanel object={object} record={record} />,
    },
  ]
  if (facts && writers.length === 0) items.unshift(...items.splice(1, 1))
  const active = items.some(item => item.key === tab) ? tab : items[0]?.key
  return <Tabs items={items} activeKey={active} onChange={onTab} destroyOnHidden />
}

/** The name of a module's tab; where it stands for a list of related records, with how many there are. */
const PanelLabel = ({ label, related }: { label: string; related: Related | undefined }) =>
  related ? <RelatedLabel related={{ ...related, label }} /> : label

/** What is worked through by stages comes first; what stands below it in its own tree last. */
const rank = ({ object: other }: Related, object: ObjectDescription): number =>
  other.board ? 0 : other.name === object.name ? 2 : 1

const linesIn = (value: unknown): number => (Array.isArray(value) ? value.length : 0)
