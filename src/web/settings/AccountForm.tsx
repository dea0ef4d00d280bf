import { Alert, Button, Form, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import { isProblem } from '#web/api/index.ts'
import { ErrorState, Skeletons, useProblemText, useText, useToast } from '#web/ui/index.ts'
import { type Account, saveAccount, useAccount } from './account-requests.ts'
import { SettingsSection } from './SettingsSection.tsx'

interface AccountValues {
  login?: string
  mobile?: string
  email?: string
  password?: string
}

/** By what a user signs in; opens the account when there is none. */
export function AccountForm({ userId }: { userId: string }) {
  const t = useText()
  const account = useAccount(userId)
  return (
    <SettingsSection title={t('settings.accounts.account')}>
      {account.error ? <ErrorState error={account.error} onRetry={() => void account.refetch()} /> : null}
      {account.isPending ? <Skeletons shape="form" /> : null}
      {account.data === undefined ? null : <Fields userId={userId} account={account.data} />}
    </SettingsSection>
  )
}

function Fields({ userId, account }: { userId: string; account: Account | null }) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const [form] = Form.useForm<AccountValues>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const save = async (values: AccountValues) => {
    setBusy(true)
    setError(null)
    try {
      const given = Object.entries(values).filter(([, text]) => text !== undefined && text !== '')
      await saveAccount(userId, Object.fromEntries(given) as Record<string, string>)
      form.setFieldValue('password', undefined)
      toast.say(t(account ? 'settings.accounts.saved_account' : 'settings.accounts.opened'))
    } catch (caught) {
      const fields = isProblem(caught) ? caught.fields : []
      form.setFields(fields.map(({ path, message }) => ({ name: path as keyof AccountValues, errors: [message] })))
      if (fields.length === 0) setError(caught)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form<AccountValues>
      form={form}
      layout="vertical"
      autoComplete="off"
      initialValues={{ login: account?.login ?? '', mobile: account?.mobile ?? '', email: account?.email ?? '' }}
      onFinish={values => void save(values)}
    >
      {account && account.state !== 'active' ? <Tag>{t('settings.accounts.disabled')}</Tag> : null}
      {error ? (
        <Alert type="error" showIcon role="alert" title={problemText(error)} style={{ marginBottom: 16 }} />
      ) : null}
      <Form.Item name="login" label={t('settings.accounts.login')}>
        <Input autoCapitalize="none" />
      </Form.Item>
      <Form.Item name="mobile" label={t('settings.accounts.mobile')}>
        <Input type="tel" />
      </Form.Item>
      <Form.Item name="email" label={t('settings.accounts.email')} extra={t('settings.accounts.one_needed')}>
        <Input inputMode="email" />
      </Form.Item>
      <Form.Item
        label={t(account ? 'settings.accounts.password_new' : 'settings.accounts.password')}
        htmlFor="account-password"
        extra={t(account ? 'settings.accounts.password_keep' : 'settings.accounts.password_hint')}
      >
        <Space.Compact block>
          <Form.Item name="password" noStyle>
            <Input id="account-password" autoComplete="new-password" />
          </Form.Item>
          <Button onClick={() => form.setFieldValue('password', drawnPassword())}>
            {t('settings.accounts.generate')}
          </Button>
        </Space.Compact>
      </Form.Item>
      <Button type={account ? 'default' : 'primary'} htmlType="submit" loading={busy}>
        {t(account ? 'settings.accounts.save_account' : 'settings.accounts.open')}
      </Button>
    </Form>
  )
}

/** Twelve characters that nobody confuses when they read them out: no 0 and O, no 1, l and I. */
function drawnPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'
  const drawn = crypto.getRandomValues(new Uint32Array(12))
  return [...drawn].map(number => letters[number % letters.length]).join('')
}
