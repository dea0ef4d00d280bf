import { Button, Form, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import { ReferencePicker } from '#web/access/ReferencePicker.tsx'
import { isProblem } from '#web/api/index.ts'
import type { ReferenceValue } from '#web/fields/ReferenceField.tsx'
import { Sheet, useText, useToast } from '#web/ui/index.ts'
import { useDeed } from './approval-requests.ts'

/** Lets somebody else decide, or puts him into the course before or after oneself. */
export function PassOnSheet({
  path,
  round,
  deed,
  onClose,
}: {
  path: string
  round: string
  deed: 'delegate' | 'add'
  onClose: () => void
}) {
  const t = useText()
  const toast = useToast()
  const id = useId()
  const doing = useDeed(path)
  const [person, setPerson] = useState<ReferenceValue | null>(null)
  const [where, setWhere] = useState<'before' | 'after'>('after')
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<{ person?: string; reason?: string }>({})
  const send = async () => {
    const lacking = {
      ...(person ? {} : { person: t('approvalUi.person_needed') }),
      ...(reason.trim().length < 2 ? { reason: t('approvalUi.reason_needed') } : {}),
    }
    setWrong(lacking)
    if (!person || Object.keys(lacking).length > 0) return
    const input =
      deed === 'delegate' ? { to: person.id, reason: reason.trim() } : { user: person.id, where, reason: reason.trim() }
    try {
      await doing.mutateAsync({ id: round, deed, input })
      toast.say(t(`approvalUi.done.${deed}`, { name: person.title }))
      onClose()
    } catch (error) {
      const message = isProblem(error) ? error.fields[0]?.message : undefined
      if (message) setWrong({ person: message })
      else toast.fail(error)
    }
  }
  return (
    <Sheet
      open
      title={t(`approvalUi.${deed}`)}
      onClose={onClose}
      height="auto"
      footer={
        <Button type="primary" loading={doing.isPending} onClick={() => void send()}>
          {t('approvalUi.confirm')}
        </Button>
      }
    >
      <Form layout="vertical">
        <Form.Item
          label={t(`approvalUi.${deed}_to`)}
          htmlFor={id}
          required
          validateStatus={wrong.person ? 'error' : ''}
          help={wrong.person ?? null}
        >
          <ReferencePicker id={id} of="user" label={t(`approvalUi.${deed}_to`)} value={person} onChange={setPerson} />
        </Form.Item>
        {deed === 'add' ? (
          <Form.Item label={t('approvalUi.where')}>
            <Radio.Group
              aria-label={t('approvalUi.where')}
              value={where}
              onChange={event => setWhere(event.target.value as 'before' | 'after')}
              options={(['after', 'before'] as const).map(value => ({ value, label: t(`approvalUi.where_${value}`) }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item
          label={t('approvalUi.reason')}
          htmlFor={`${id}-reason`}
          required
          validateStatus={wrong.reason ? 'error' : ''}
          help={wrong.reason ?? null}
        >
          <Input.TextArea
            id={`${id}-reason`}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Sheet>
  )
}
