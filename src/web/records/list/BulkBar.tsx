import { DeleteOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import { type ApiRecord, api, type ObjectDescription, refreshObject } from '#web/api/index.ts'
import { useProblemText, useText, useToast } from '#web/ui/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import styles from './list.module.css'

/** What can be done with the selected rows; says how many they are. What was removed comes back with one click. */
export function BulkBar({
  object,
  records,
  onClear,
}: {
  object: ObjectDescription
  records: readonly ApiRecord[]
  onClear: () => void
}) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const { modal } = App.useApp()
  const [isBusy, setBusy] = useState(false)
  const removable = records.filter(record => record.can.includes('remove'))

  const remove = async () => {
    setBusy(true)
    const refused: string[] = []
    const removed: ApiRecord[] = []
    // One after the other: each is removed or refused for its own reason.
    for (const record of removable) {
      try {
        await api.delete(`/${object.path}/${record.id}`)
        removed.push(record)
      } catch (error) {
        refused.push(`${titleOf(object, record)}: ${problemText(error)}`)
      }
    }
    setBusy(false)
    onClear()
    await refreshObject(object.path)
    if (removed.length > 0) {
      toast.sayUndo(t('records.bulk.removed', { count: removed.length }), async () => {
        for (const record of removed) await api.post(`/${object.path}/${record.id}/restore`)
        await refreshObject(object.path)
      })
    }
    if (refused.length > 0) {
      modal.warning({
        title: t('records.bulk.refused', { count: refused.length }),
        content: (
          <ul className={styles.refused}>
            {refused.slice(0, 20).map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ),
      })
    }
  }

  return (
    <div className={styles.bulk} role="region" aria-label={t('records.list.selection')}>
      <span aria-live="polite">{t('records.bulk.selected', { count: records.length })}</span>
      {removable.length > 0 && (
        <Button
          size="small"
          danger
          loading={isBusy}
          icon={<DeleteOutlined aria-hidden />}
          onClick={() => void remove()}
        >
          {removable.length === records.length
            ? t('records.bulk.remove')
            : t('records.bulk.removeSome', { count: removable.length })}
        </Button>
      )}
      <Button size="small" type="text" onClick={onClear}>
        {t('records.bulk.clear')}
      </Button>
      <span className={styles.bulkHint}>{t('records.bulk.copyHint')}</span>
    </div>
  )
}
