import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { api, isProblem, queryClient } from '#web/api/index.ts'
import { ErrorState, NumberBox, Skeletons, useProblemText, useText, useToast } from '#web/ui/index.ts'
import styles from './accounts.module.css'

interface MailSettings {
  source: 'company' | 'installation' | null
  from?: string
  host?: string
  port?: number
  security?: 'tls' | 'starttls' | 'none'
  user?: string | null
  hasPassword?: boolean
}

const key = ['mail-settings']

/** Through which server the company's mail goes, and a button that tries it. */
export function MailForm() {
  const settings = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<MailSettings>('/mail-settings', { signal }),
  })
  if (settings.error) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
  if (!settings.data) return <Skeletons shape="form" />
  return (
    <>
      <ServerFields key={`${settings.data.source} ${settings.data.host}`} settings={settings.data} />
      {settings.data.source ? <TestMail /> : null}
    </>
  )
}

interface Values {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  user?: string
  password?: string
  from: string
}

function ServerFields({ settings }: { settings: MailSettings }) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const needed = { required: true, message: t('setup.needed') }
  const change = async (work: () => Promise<MailSettings>) => {
    setBusy(true)
    setError(null)
    try {
      queryClient.setQueryData(key, await work())
      form.setFieldValue('password', undefined)
      toast.say(t('accounts.mail.saved'))
    } catch (caught) {
      const fields = isProblem(caught) ? caught.fields : []
      form.setFields(fields.map(({ path, message }) => ({ name: path as keyof Values, errors: [message] })))
      if (fields.length === 0) setError(caught)
    } finally {
      setBusy(false)
    }
  }
  const { source, host, port = 465, security = 'tls', user, from, hasPassword } = settings
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      autoComplete="off"
      style={{ maxWidth: 420 }}
      initialValues={{ host: host ?? '', port, security, user: user ?? '', from: from ?? '' }}
      onFinish={({ password, ...values }) =>
        void change(() => api.put('/mail-settings', { ...values, ...(password ? { password } : {}) }))
      }
    >
      {error ? (
        <Alert type="error" showIcon role="alert" title={problemText(error)} style={{ marginBottom: 16 }} />
      ) : null}
      {source === 'company' ? null : (
        <p className={styles.quiet}>
          {t(source ? 'accounts.mail.of_installation' : 'accounts.mail.none', { from: from ?? '' })}
        </p>
      )}
      <Form.Item name="host" label={t('accounts.mail.host')} rules={[needed]}>
        <Input placeholder="smtp.example.com" />
      </Form.Item>
      <Form.Item name="security" label={t('accounts.mail.security')}>
        <Select
          options={(['tls', 'starttls', 'none'] as const).map(value => ({
            value,
            label: t(`accounts.mail.securities.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="port" label={t('accounts.mail.port')} rules={[needed]}>
        <NumberBox min={1} max={65_535} precision={0} />
      </Form.Item>
      <Form.Item name="user" label={t('accounts.mail.user')}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('accounts.mail.password')}
        {...(hasPassword ? { extra: t('accounts.mail.password_kept') } : {})}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="from" label={t('accounts.mail.from')} rules={[needed]}>
        <Input inputMode="email" />
      </Form.Item>
      <div className={styles.inline}>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('ui.save')}
        </Button>
        {source === 'company' ? (
          <Button disabled={busy} onClick={() => void change(() => api.delete('/mail-settings'))}>
            {t('accounts.mail.remove')}
          </Button>
        ) : null}
      </div>
    </Form>
  )
}

function TestMail() {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = async ({ to }: { to: string }) => {
    setBusy(true)
    setError(null)
    try {
      await api.post('/mail-settings/test', { to })
      toast.say(t('accounts.mail.tested', { to }))
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<{ to: string }>
      layout="vertical"
      requiredMark={false}
      style={{ maxWidth: 420, marginTop: 20 }}
      onFinish={values => void send(values)}
    >
      {error ? (
        <Alert type="error" showIcon role="alert" title={problemText(error)} style={{ marginBottom: 16 }} />
      ) : null}
      <Form.Item
        name="to"
        label={t('accounts.mail.to')}
        rules={[
          { required: true, message: t('setup.needed') },
          { type: 'email', message: t('accounts.mail.to_wrong') },
        ]}
      >
        <Input inputMode="email" />
      </Form.Item>
      <Button htmlType="submit" loading={busy}>
        {t('accounts.mail.test')}
      </Button>
    </Form>
  )
}
