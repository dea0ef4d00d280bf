import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import type { HandoverDescription } from '#platform/handovers/handover-description.ts'
import { useText, useToast } from '#web/ui/index.ts'
import { useHandoverStep } from './handover-requests.ts'
import styles from './handovers.module.css'

/** Takes a whole handover back; whether who has left comes back is asked. */
export function UndoHandover({
  handover: { id, state, handed, hasLeft, mayDeactivate },
}: {
  handover: HandoverDescription
}) {
  const t = useText()
  const toast = useToast()
  const [isAsking, setAsking] = useState(false)
  const [letBackIn, setLetBackIn] = useState(false)
  const { mutateAsync: undo, isPending } = useHandoverStep(id, 'undo')
  if ((state !== 'open' && state !== 'finished') || handed.length === 0) return null
  const takeBack = async () => {
    try {
      const now = await undo({ letBackIn })
      setAsking(false)
      if (now.state === 'undone') toast.say(t('ui.undone'))
    } catch (error) {
      toast.fail(error)
    }
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('handovers.undo.open')}</Button>
      <Modal
        open={isAsking}
        title={t('handovers.undo.title')}
        okText={t('handovers.undo.do')}
        okButtonProps={{ danger: true, loading: isPending }}
        onOk={() => void takeBack()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('handovers.undo.text')}</p>
        {hasLeft && mayDeactivate && (
          <Checkbox checked={letBackIn} onChange={({ target }) => setLetBackIn(target.checked)}>
            {t('handovers.undo.letBackIn')}
          </Checkbox>
        )}
        {hasLeft && !letBackIn && <p className={styles.hint}>{t('handovers.undo.staysAway')}</p>}
      </Modal>
    </>
  )
}
