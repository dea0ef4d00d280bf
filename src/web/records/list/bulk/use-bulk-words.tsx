import { App } from 'antd'
import type { BulkDescription, BulkLeft } from '#platform/bulk/bulk-description.ts'
import type { ObjectDescription } from '#web/api/index.ts'
import { useText, useToast } from '#web/ui/index.ts'
import styles from '../list.module.css'
import { undoBulk } from './bulk-requests.ts'

/** Says what came of a change of many records: how many, with the way back, and why some were refused. */
export function useBulkWords(): (object: ObjectDescription, run: BulkDescription) => void {
  const t = useText()
  const toast = useToast()
  const { modal } = App.useApp()
  const list = (left: readonly BulkLeft[]) => (
    <ul className={styles.refused}>
      {left.map(one => (
        <li key={one.id}>
          {one.title || t('fieldsUi.untitled')}: {one.message}
        </li>
      ))}
    </ul>
  )
  return (object, run) => {
    const count = run.done - run.refusedCount
    if (run.state === 'undone') {
      toast.say(t('ui.undone'))
      if (run.kept.length > 0)
        modal.info({ title: t('records.bulk.kept', { count: run.kept.length }), content: list(run.kept) })
      return
    }
    if (run.state === 'failed') modal.error({ title: run.problem?.message ?? t('records.bulk.failed') })
    else if (count > 0)
      toast.sayUndo(doneWords(), async () => {
        const undone = await undoBulk(object.path, run.id)
        if (undone.kept.length > 0)
          modal.info({ title: t('records.bulk.kept', { count: undone.kept.length }), content: list(undone.kept) })
      })
    if (run.refusedCount > 0)
      modal.warning({ title: t('records.bulk.refused', { count: run.refusedCount }), content: list(run.refused) })

    function doneWords(): string {
      if (run.state === 'stopped') return t('records.bulk.stopped', { count, total: run.total })
      if (run.verb === 'remove') return t('records.bulk.removed', { count })
      if (run.verb === 'restore') return t('records.bulk.restored', { count })
      if (run.verb === 'update') return t('records.bulk.updated', { count })
      const verb = object.verbs.find(one => one.verb === run.verb)?.label ?? run.verb
      return t('records.bulk.verbDone', { count, verb })
    }
  }
}
