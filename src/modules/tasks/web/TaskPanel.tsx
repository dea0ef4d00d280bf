import { PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import {
  type ApiRecord,
  type ApiReference,
  fieldNamed,
  hasRight,
  useObjectNamed,
  useRecords,
  useVerb,
} from '#web/api/index.ts'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, formatTime, Skeletons, useLocale, useText, useTimeZone, useToast, When } from '#web/ui/index.ts'
import { openTasksOf } from '../task.page.rules.ts'
import styles from './task-panel.module.css'

/** What is to be done about this record, the most urgent first; a click completes it and can be taken back. */
export default function TaskPanel({ object, record }: PanelProps) {
  const t = useText()
  const task = useObjectNamed('task')
  const quickCreate = useQuickCreate()
  const { records, count, error } = useRecords('tasks', openTasksOf(object.name, record.id))
  if (error) return <ErrorState error={error} />
  if (!records || !task) return <Skeletons shape="list" />
  const more = (count?.value ?? 0) - records.length
  const make = () => {
    const here = { id: record.id, title: titleOf(object, record) }
    const customer = record.customer as unknown as ApiReference | null | undefined
    quickCreate?.({
      object: 'task',
      values: { [object.name]: here, ...(object.name !== 'customer' && customer ? { customer } : {}) },
      onCreated: () => undefined,
    })
  }
  return (
    <>
      {records.length === 0 ? <p className={styles.none}>{t('tasks.panel.none')}</p> : null}
      <ul className={styles.list}>
        {records.map(one => (
          <Task key={one.id} task={one} />
        ))}
      </ul>
      {more > 0 ? <p className={styles.none}>{t('tasks.panel.more', { count: more })}</p> : null}
      {quickCreate && hasRight(task, 'create') && fieldNamed(task, object.name) ? (
        <Button type="text" size="small" icon={<PlusOutlined aria-hidden />} onClick={make}>
          {t('tasks.panel.new')}
        </Button>
      ) : null}
    </>
  )
}

function Task({ task }: { task: ApiRecord }) {
  const t = useText()
  const toast = useToast()
  const locale = useLocale()
  const timeZone = useTimeZone()
  const complete = useVerb('tasks', 'complete')
  const reopen = useVerb('tasks', 'reopen')
  const title = String(task.title)
  const owner = task.owner as unknown as ApiReference | null
  // Ticked at once, not when the request is on its way.
  const [isTicked, setTicked] = useState(false)
  const done = async () => {
    setTicked(true)
    try {
      await complete.mutateAsync({ id: task.id })
      toast.sayUndo(t('tasks.panel.completed', { title }), () => {
        setTicked(false)
        return reopen.mutateAsync({ id: task.id })
      })
    } catch (error) {
      setTicked(false)
      toast.fail(error)
    }
  }
  return (
    <li className={styles.item}>
      <Checkbox
        checked={isTicked}
        disabled={!task.can.includes('complete') || isTicked}
        aria-label={t('tasks.panel.done', { title })}
        onChange={() => void done()}
      />
      <div className={styles.words}>
        <RecordLink object="task" id={task.id} title={title} />
        <div className={styles.quiet} data-priority={String(task.priority)}>
          {task.dueOn ? <When on={String(task.dueOn)} due /> : null}
          {task.dueAt ? <span>{formatTime(String(task.dueAt), { locale, timeZone })}</span> : null}
          {owner ? <span>{owner.title}</span> : null}
        </div>
      </div>
    </li>
  )
}
