import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { type Credentials, isProblem, type Session, signIn } from '#web/api/index.ts'
import { CodeField } from './CodeField.tsx'
import { useProblemText, useText } from '#web/ui/index.ts'

/** Login and password; when the account belongs to several companies, which one. `login` is given when only this person may go on. */
export function SignInForm({ onSignedIn, login }: { onSignedIn: (session: Session) => void; login?: string }) {
  const t = useText()
  const problemText = useProblemText()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [asksCode, setAsksCode] = useState(false)
  const [companies, setCompanies] = useState<{ id: string; name: string }[]>([])

  const submit = async (credentials: Credentials) => {
    setBusy(true)
    setError(null)
    try {
      onSignedIn(await signIn(credentials))
    } catch (caught) {
      if (isProblem(caught, 'session.code_needed')) setAsksCode(true)
      else if (isProblem(caught, 'choose_company'))
        setCompanies(caught.document.companies as { id: string; name: string }[])
      else setError(caught)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form<Credentials>
      layout="vertical"
      requiredMark={false}
      {...(login ? { initialValues: { login } } : {})}
      onFinish={credentials => void submit(credentials)}
    >
      {error ? (
        <Form.Item>
          <Alert type="error" showIcon title={problemText(error)} role="alert" />
        </Form.Item>
      ) : null}
      <Form.Item
        name="login"
        label={t('sign_in.login')}
        rules={[{ required: true, whitespace: true, message: t('sign_in.login_needed') }]}
      >
        <Input
          size="large"
          autoComplete="username"
          autoFocus={!login}
          autoCapitalize="none"
          placeholder={t('sign_in.login_hint')}
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('sign_in.password')}
        rules={[{ required: true, message: t('sign_in.password_needed') }]}
      >
        <Input.Password size="large" autoComplete="current-password" autoFocus={Boolean(login)} />
      </Form.Item>
      {asksCode ? <CodeField /> : null}
      {companies.length > 0 ? (
        <Form.Item
          name="company"
          label={t('sign_in.company')}
          rules={[{ required: true, message: t('sign_in.company_needed') }]}
        >
          <Select size="large" autoFocus options={companies.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      ) : null}
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        {t('sign_in.submit')}
      </Button>
    </Form>
  )
}
