import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api } from '#web/api/index.ts'
import { useProblemText, useText } from '#web/ui/index.ts'

/** Asks for a link by mail; what is said afterwards is the same for every account. */
export function ForgottenForm({ onBack }: { onBack: () => void }) {
  const t = useText()
  const problemText = useProblemText()
  const [state, setState] = useState<'asking' | 'busy' | 'asked'>('asking')
  const [error, setError] = useState<unknown>(null)
  const send = async ({ login }: { login: string }) => {
    setState('busy')
    setError(null)
    try {
      await api.post('/forgotten', { login }, { bearsSignedOut: true })
      setState('asked')
    } catch (caught) {
      setError(caught)
      setState('asking')
    }
  }
  return (
    <>
      {error ? (
        <Alert type="error" showIcon role="alert" title={problemText(error)} style={{ marginBottom: 16 }} />
      ) : null}
      {state === 'asked' ? (
        <Alert type="success" showIcon role="status" title={t('accounts.forgotten.sent')} />
      ) : (
        <Form<{ login: string }> layout="vertical" requiredMark={false} onFinish={values => void send(values)}>
          <Form.Item
            name="login"
            label={t('sign_in.login')}
            rules={[{ required: true, whitespace: true, message: t('sign_in.login_needed') }]}
          >
            <Input
              size="large"
              autoFocus
              autoComplete="username"
              autoCapitalize="none"
              placeholder={t('sign_in.login_hint')}
            />
          </Form.Item>
          <Button type="primary" size="large" htmlType="submit" block loading={state === 'busy'}>
            {t('accounts.forgotten.submit')}
          </Button>
        </Form>
      )}
      <Button type="link" style={{ marginTop: 12, padding: 0 }} onClick={onBack}>
        {t('accounts.forgotten.back')}
      </Button>
    </>
  )
}
