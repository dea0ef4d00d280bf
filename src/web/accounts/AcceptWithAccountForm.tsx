import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api, isProblem, type Session } from '#web/api/index.ts'
import { CodeField } from '#web/shell/CodeField.tsx'
import { useProblemText, useText } from '#web/ui/index.ts'

interface Values {
  login: string
  password: string
  code?: string
}

/** Who has an account in another company comes in with it. */
export function AcceptWithAccountForm({ token, onIn }: { token: string; onIn: (session: Session) => Promise<void> }) {
  const t = useText()
  const problemText = useProblemText()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [asksCode, setAsksCode] = useState(false)
  const needed = { required: true, message: t('setup.needed') }
  const send = async (values: Values) => {
    setBusy(true)
    setError(null)
    try {
      const answer = await api.post<Session>(
        '/invitations/accept-with-account',
        { token, ...values },
        { bearsSignedOut: true },
      )
      await onIn(answer)
    } catch (caught) {
      if (isProblem(caught, 'session.code_needed')) setAsksCode(true)
      else setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<Values> layout="vertical" requiredMark={false} onFinish={values => void send(values)}>
      {error ? (
        <Form.Item>
          <Alert type="error" showIcon role="alert" title={problemText(error)} />
        </Form.Item>
      ) : null}
      <Form.Item name="login" label={t('sign_in.login')} rules={[needed]}>
        <Input size="large" autoComplete="username" autoCapitalize="none" placeholder={t('sign_in.login_hint')} />
      </Form.Item>
      <Form.Item name="password" label={t('sign_in.password')} rules={[needed]}>
        <Input.Password size="large" autoComplete="current-password" />
      </Form.Item>
      {asksCode ? <CodeField /> : null}
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        {t('accounts.open.join')}
      </Button>
    </Form>
  )
}
