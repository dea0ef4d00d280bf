import { Button } from 'antd'
import { useState } from 'react'
import { api, queryClient, recordKeys, useSession } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { useText, useToast } from '#web/ui/index.ts'
import styles from './duplicates.module.css'

/** The record that is asked for, for whoever decides: the request itself says nothing of it. Who asked sees it once he may, and can withdraw until then. */
export default function AskedRecord({ object, record }: PanelProps) {
  const t = useText()
  const toast = useToast()
  const { user } = useSession()
  const [isSending, setSending] = useState(false)
  const isMine = (record.requester as { id: string } | null)?.id === user.id
  if (!isMine || record.state === 'approved')
    return <RecordLink object={String(record.noun)} id={String(record.record)} title={t('duplicates.asked.open')} />
  if (record.state !== 'open') return <p className={styles.kinds}>{t(`duplicates.asked.${String(record.state)}`)}</p>
  const withdraw = async () => {
    setSending(true)
    try {
      await api.post(`/duplicates/requests/${record.id}/withdraw`)
      await queryClient.invalidateQueries({ queryKey: recordKeys.of(object.path) })
      toast.say(t('duplicates.asked.withdrawn'))
    } catch (problem) {
      toast.fail(problem)
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      <p className={styles.kinds}>{t('duplicates.asked.hidden')}</p>
      <Button loading={isSending} onClick={() => void withdraw()}>
        {t('duplicates.asked.withdraw')}
      </Button>
    </>
  )
}
