import { createLink } from '@tanstack/react-router'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { isProblem } from '#web/api/index.ts'
import { useProblemText, useText } from '#web/ui/index.ts'
import styles from './consent.module.css'
import { askConsent, consentAsked } from './consent-requests.ts'

const ButtonLink = createLink(Button)

/** What a refusal for want of consent becomes: the reason, and asking for it; afterwards where its answer will stand. */
export function AskConsent({ error }: { error: unknown }) {
  const t = useText()
  const problemText = useProblemText()
  const [form] = Form.useForm<{ reason: string }>()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [isAsked, setAsked] = useState(false)
  const asked = consentAsked(error)
  if (!asked) return <Alert type="error" showIcon role="alert" title={problemText(error)} />
  if (isAsked)
    return (
      <Alert
        type="success"
        showIcon
        role="status"
        title={t('consent.sent')}
        action={
          <ButtonLink size="small" to="/settings/exports">
            {t('consent.look')}
          </ButtonLink>
        }
      />
    )
  const send = async ({ reason }: { reason: string }) => {
    setBusy(true)
    setFailure(null)
    try {
      await askConsent(asked.body, reason)
      setAsked(true)
    } catch (caught) {
      const fields = isProblem(caught) ? caught.fields : []
      form.setFields(fields.map(({ message }) => ({ name: 'reason' as const, errors: [message] })))
      if (fields.length === 0) setFailure(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      className={styles.ask ?? ''}
      onFinish={values => void send(values)}
    >
      <Alert type="info" showIcon role="status" title={problemText(asked.problem)} />
      {failure ? <Alert type="error" showIcon role="alert" title={problemText(failure)} /> : null}
      <Form.Item
        name="reason"
        label={t('consent.reason')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('consent.reason_needed') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} placeholder={t('consent.reason_hint')} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('consent.ask')}
      </Button>
    </Form>
  )
}
