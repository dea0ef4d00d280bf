import { SaveOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useText, useToast } from '#web/ui/index.ts'
import { allOf } from './list-filter.ts'
import styles from './list.module.css'
import type { ListState } from './use-list.ts'
import { ViewSheet } from './ViewSheet.tsx'
import { useSaveView } from './views-store.ts'

/** 已修改 · 保存 · 另存为 · 还原: what stands in the address beyond the view. And how much of a shared view was left out for this person. */
export function ViewChanges({ list }: { list: ListState }) {
  const t = useText()
  const toast = useToast()
  const [isNaming, setNaming] = useState(false)
  const { mutateAsync: save, isPending } = useSaveView(list.object.name)
  const { view } = list
  const putBack = () => list.go({ filter: undefined, sort: undefined, columns: undefined })
  const keep = async () => {
    try {
      await save({
        id: view.id,
        filter: allOf(view.filter ?? undefined, list.search.filter) ?? null,
        sort: list.sort,
        columns: list.columns,
      })
      putBack()
      toast.say(t('records.views.saved', { view: view.label }))
    } catch (error) {
      toast.fail(error)
    }
  }
  return (
    <>
      {view.dropped > 0 && (
        <span className={styles.viewNote} role="note">
          {t('records.views.dropped', { count: view.dropped })}
        </span>
      )}
      {list.isChanged && (
        <span className={styles.viewChanges}>
          <span className={styles.viewNote}>{t('records.views.changed')}</span>
          {view.isEditable && view.dropped === 0 && (
            <Button type="link" size="small" loading={isPending} onClick={() => void keep()}>
              {t('records.views.save')}
            </Button>
          )}
          <Button type="link" size="small" icon={<SaveOutlined aria-hidden />} onClick={() => setNaming(true)}>
            {t('records.views.keepAs')}
          </Button>
          <Button type="link" size="small" onClick={putBack}>
            {t('records.views.putBack')}
          </Button>
        </span>
      )}
      {isNaming && <ViewSheet list={list} view={null} onClose={() => setNaming(false)} />}
    </>
  )
}
