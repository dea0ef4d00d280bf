import { PlusOutlined } from '@ant-design/icons'
import { DndContext, type DragEndEvent, MouseSensor, TouchSensor, useSensor, useSensors } from '@dnd-kit/core'
import { Button } from 'antd'
import { useState } from 'react'
import { type ApiRecord, hasRight, useObjectNamed, useRecords } from '#web/api/index.ts'
import { CreateForm } from '#web/records/form/CreateForm.tsx'
import { EditSheet } from '#web/records/form/EditSheet.tsx'
import { EmptyState, ErrorState, Sheet, Skeletons, useText, useToast } from '#web/ui/index.ts'
import styles from './assigning.module.css'
import { useOrderRules } from './requests.ts'
import { RuleCard } from './RuleCard.tsx'

/** The rules in the order in which they are asked; carried by the handle, or moved by its arrow keys. */
export function RuleList() {
  const t = useText()
  const toast = useToast()
  const object = useObjectNamed('assignmentRule')
  const { records, error, refetch } = useRecords('assignment-rules', { sort: ['place', 'createdAt'], limit: 200 })
  const order = useOrderRules()
  const [sent, setSent] = useState<readonly string[] | null>(null)
  const [editing, setEditing] = useState<ApiRecord | 'new' | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
  )
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!records || !object) return <Skeletons shape="list" />

  const rules = sent ? sorted(records, sent) : records
  const mayChange = hasRight(object, 'update')
  const put = (from: number, to: number) => {
    if (to < 0 || to >= rules.length || from === to) return
    const ids = moved(
      rules.map(rule => rule.id),
      from,
      to,
    )
    setSent(ids)
    order.mutate(ids, { onError: toast.fail, onSettled: () => setSent(null) })
  }
  const drop = ({ active, over }: DragEndEvent) => {
    const place = (id: unknown) => rules.findIndex(rule => rule.id === id)
    if (over) put(place(active.id), place(over.id))
  }
  return (
    <>
      {rules.length === 0 ? <EmptyState title={t('assigning.none')} text={t('assigning.none_text')} /> : null}
      <DndContext sensors={sensors} onDragEnd={drop}>
        <ol className={styles.rules} aria-label={t('assigning.tabs.rules')}>
          {rules.map((rule, place) => (
            <RuleCard
              key={rule.id}
              object={object}
              rule={rule}
              number={place + 1}
              mayChange={mayChange}
              onMove={by => put(place, place + by)}
              onEdit={setEditing}
            />
          ))}
        </ol>
      </DndContext>
      {hasRight(object, 'create') ? (
        <Button type="dashed" block icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
          {t('assigning.add')}
        </Button>
      ) : null}
      <Sheet open={editing === 'new'} onClose={() => setEditing(null)} wide title={t('assigning.add')}>
        {editing === 'new' ? (
          <CreateForm
            object={object}
            isWhole
            onMade={(made, goesOn) => {
              toast.say(t('assigning.saved', { name: String(made.name) }))
              if (!goesOn) setEditing(null)
            }}
            onCancel={() => setEditing(null)}
            foot={buttons => <div className={styles.foot}>{buttons}</div>}
          />
        ) : null}
      </Sheet>
      {editing !== null && editing !== 'new' ? (
        <EditSheet object={object} record={editing} open onClose={() => setEditing(null)} />
      ) : null}
    </>
  )
}

const sorted = (records: readonly ApiRecord[], ids: readonly string[]): ApiRecord[] =>
  [...records].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))

/** The list with the member at one place put to another. */
function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_one, at) => at !== from)
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)]
}
