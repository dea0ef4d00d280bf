import { Button, Form, Input } from 'antd'
import { useId, useState } from 'react'
import type { ObjectDescription } from '#web/api/index.ts'
import { Sheet, useText, useToast } from '#web/ui/index.ts'
import { useSubmission } from './approval-requests.ts'

/** Takes back what one submitted, with the reason. */
export function WithdrawSheet({ object, id, onClose }: { object: ObjectDescription; id: string; onClose: () => void }) {
  const t = useText()
  const toast = useToast()
  const field = useId()
  const sending = useSubmission(object.path, id)
  const [reason, setReason] = useState('')
  const [isLacking, setLacking] = useState(false)
  const send = () => {
    if (reason.trim().length === 0) {
      setLacking(true)
      return
    }
    sending.mutate(
      { verb: 'withdraw', input: { reason: reason.trim() } },
      {
        onSuccess: () => {
          toast.say(t('approvalUi.done.withdraw'))
          onClose()
        },
        onError: toast.fail,
      },
    )
  }
  return (
    <Sheet
      open
      title={t('approvalUi.withdraw')}
      onClose={onClose}
      height="auto"
      footer={
        <Button type="primary" loading={sending.isPending} onClick={send}>
          {t('approvalUi.withdraw')}
        </Button>
      }
    >
      <Form layout="vertical">
        <Form.Item
          label={t('approvalUi.reason')}
          htmlFor={field}
          required
          validateStatus={isLacking ? 'error' : ''}
          help={isLacking ? t('approvalUi.reason_needed') : null}
        >
          <Input.TextArea
            id={field}
            rows={3}
            maxLength={500}
            value={reason}
            onChange={event => {
              setReason(event.target.value)
              setLacking(false)
            }}
          />
        </Form.Item>
      </Form>
    </Sheet>
  )
}
