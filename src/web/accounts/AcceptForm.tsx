import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api, isProblem, type Session } from '#web/api/index.ts'
import { useProblemText, useText } from '#web/ui/index.ts'
import type { InvitationView } from './InvitationPage.tsx'

interface Values {
  mobile?: string
  email?: string
  login?: string
  password: string
  again: string
}

/** One's own password and, of a new account, by what one signs in. */
export function AcceptForm({
  token,
  view,
  onIn,
}: {
  token: string
  view: InvitationView
  onIn: (answer: Session | { mustSignIn: true }) => Promise<void>
}) {
  const t = useText()
  const problemText = useProblemText()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const needed = { required: true, message: t('setup.needed') }
  const isNew = view.kind === 'invite'
  const send = async ({ again: _again, ...values }: Values) => {
    setBusy(true)
    setError(null)
    try {
      const given = Object.fromEntries(Object.entries(values).filter(([, text]) => text))
      await onIn(
        await api.post<Session | { mustSignIn: true }>(
          '/invitations/accept',
          { token, ...given },
          { bearsSignedOut: true },
        ),
      )
    } catch (caught) {
      const fields = isProblem(caught) ? caught.fields : []
      form.setFields(fields.map(({ path, message }) => ({ name: path as keyof Values, errors: [message] })))
      if (fields.length === 0) setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        mobile: (view.mobile ?? '').replace(/^\+86(?=1\d{10}$)/, ''),
        email: view.email ?? '',
        login: view.login ?? '',
      }}
      onFinish={values => void send(values)}
    >
      {error ? (
        <Form.Item>
          <Alert type="error" showIcon role="alert" title={problemText(error)} />
        </Form.Item>
      ) : null}
      {isNew ? (
        <>
          <Form.Item name="mobile" label={t('settings.accounts.mobile')}>
            <Input size="large" type="tel" autoComplete="tel" />
          </Form.Item>
          <Form.Item name="email" label={t('settings.accounts.email')}>
            <Input size="large" inputMode="email" autoComplete="email" />
          </Form.Item>
          <Form.Item name="login" label={t('settings.accounts.login')} extra={t('settings.accounts.one_needed')}>
            <Input size="large" autoCapitalize="none" autoComplete="username" />
          </Form.Item>
        </>
      ) : null}
      <Form.Item
        name="password"
        label={t(isNew ? 'setup.password' : 'settings.me.new')}
        extra={t('setup.password_hint', { min: 8 })}
        rules={[needed]}
      >
        <Input.Password size="large" autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('settings.me.again')}
        dependencies={['password']}
        rules={[
          needed,
          ({ getFieldValue }) => ({
            validator: (_rule, value: string) =>
              !value || value === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject(new Error(t('settings.me.differ'))),
          }),
        ]}
      >
        <Input.Password size="large" autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        {t(isNew ? 'accounts.open.submit' : 'accounts.open.submit_reset')}
      </Button>
    </Form>
  )
}
