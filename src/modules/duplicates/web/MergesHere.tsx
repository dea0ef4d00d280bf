import { useQuery } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { api, type ObjectDescription, queryClient, recordKeys } from '#web/api/index.ts'
import { useText, useToast, When } from '#web/ui/index.ts'
import type { MergeDone } from './duplicate-requests.ts'
import styles from './duplicates.module.css'

/** What was merged into a record before, each to be taken back. */
export function MergesHere({ object, id }: { object: ObjectDescription; id: string }) {
  const t = useText()
  const toast = useToast()
  const key = ['duplicates', 'merges', id]
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      api.get<{ merges: MergeDone[] }>('/merges', { query: { object: object.name, into: id }, signal }),
    retry: false,
  })
  const undo = async (merge: string) => {
    try {
      const { kept } = await api.post<{ kept: unknown[] }>(`/merges/${merge}/undo`)
      toast.say(t(kept.length > 0 ? 'duplicates.merge.undoneSome' : 'duplicates.merge.undone', { count: kept.length }))
      await queryClient.invalidateQueries({ queryKey: recordKeys.of(object.path) })
      await queryClient.invalidateQueries({ queryKey: ['duplicates'] })
    } catch (error) {
      toast.fail(error)
    }
  }
  if (!data || data.merges.length === 0) return null
  return (
    <section>
      <h2>{t('duplicates.merge.before')}</h2>
      <ul className={styles.before}>
        {data.merges.map(merge => (
          <li key={merge.id}>
            <When at={merge.at} /> {merge.by?.title} {t('duplicates.merge.count', { count: merge.count })}
            {merge.isUndone ? (
              <span className={styles.kinds}>{t('duplicates.merge.isUndone')}</span>
            ) : (
              <Popconfirm title={t('duplicates.merge.sure')} onConfirm={() => void undo(merge.id)}>
                <Button size="small">{t('duplicates.merge.undo')}</Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
