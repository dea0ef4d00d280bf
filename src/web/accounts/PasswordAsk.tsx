import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { isProblem } from '#web/api/index.ts'
import { useProblemText, useText } from '#web/ui/index.ts'
import styles from './accounts.module.css'

/** One's password once more, before something that an open browser alone must not allow. */
export function PasswordAsk({
  label,
  onGiven,
  onCancel,
}: {
  /** Of the button. */
  label: string
  onGiven: (password: string) => Promise<void>
  onCancel?: () => void
}) {
  const t = useText()
  const problemText = useProblemText()
  const [form] = Form.useForm<{ password: string }>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = async ({ password }: { password: string }) => {
    setBusy(true)
    setError(null)
    try {
      await onGiven(password)
    } catch (caught) {
      const fields = isProblem(caught) ? caught.fields : []
      form.setFields(fields.map(({ message }) => ({ name: 'password' as const, errors: [message] })))
      if (fields.length === 0) setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<{ password: string }>
      form={form}
      layout="vertical"
      requiredMark={false}
      style={{ maxWidth: 360 }}
      onFinish={values => void send(values)}
    >
      {error ? (
        <Alert type="error" showIcon role="alert" title={problemText(error)} style={{ marginBottom: 16 }} />
      ) : null}
      <Form.Item
        name="password"
        label={t('accounts.factor.password')}
        rules={[{ required: true, message: t('setup.needed') }]}
      >
        <Input.Password autoFocus autoComplete="current-password" />
      </Form.Item>
      <div className={styles.inline}>
        <Button type="primary" htmlType="submit" loading={busy}>
          {label}
        </Button>
        {onCancel ? <Button onClick={onCancel}>{t('ui.cancel')}</Button> : null}
      </div>
    </Form>
  )
}
