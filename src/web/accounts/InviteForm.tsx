import { Alert, Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { isProblem, usePermission } from '#web/api/index.ts'
import { useRoles } from '#web/settings/account-requests.ts'
import { useProblemText, useText } from '#web/ui/index.ts'
import { invite, type MadeInvitation, type NewColleague } from './invitation-requests.ts'
import { RecordSelect } from './RecordSelect.tsx'

interface Values extends NewColleague {
  byMail?: boolean
}

/** Somebody new: what the company knows of him, his roles, and a link for him. */
export function InviteForm({ onMade }: { onMade: (made: MadeInvitation[]) => void }) {
  const t = useText()
  const problemText = useProblemText()
  const mayRoles = usePermission('role.assign') === 'all'
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = async ({ byMail = false, ...person }: Values) => {
    setBusy(true)
    setError(null)
    try {
      onMade(await invite({ person: { ...person, roles: person.roles ?? [] }, byMail }))
    } catch (caught) {
      const fields = (isProblem(caught) ? caught.fields : []).map(({ path, message }) => ({
        name: nameOf(path),
        errors: [message],
      }))
      form.setFields(fields)
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
      autoComplete="off"
      style={{ maxWidth: 480 }}
      onFinish={values => void send(values)}
    >
      {error ? (
        <Alert type="error" showIcon role="alert" title={problemText(error)} style={{ marginBottom: 16 }} />
      ) : null}
      <Form.Item
        name="name"
        label={t('accounts.invite.name')}
        rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="department" label={t('settings.accounts.department')}>
        <RecordSelect path="departments" />
      </Form.Item>
      <Form.Item name="superior" label={t('accounts.invite.superior')}>
        <RecordSelect path="users" />
      </Form.Item>
      <Form.Item name="mobile" label={t('settings.accounts.mobile')} extra={t('accounts.invite.contact_hint')}>
        <Input type="tel" />
      </Form.Item>
      <Form.Item name="email" label={t('settings.accounts.email')}>
        <Input inputMode="email" />
      </Form.Item>
      {mayRoles ? (
        <Form.Item name="roles" label={t('settings.accounts.roles')}>
          <RoleBoxes />
        </Form.Item>
      ) : null}
      <Form.Item name="byMail" valuePropName="checked">
        <Checkbox>{t('accounts.invite.by_mail')}</Checkbox>
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('accounts.invite.make')}
      </Button>
    </Form>
  )
}

const nameOf = (path: string): keyof Values => {
  const [field = ''] = path.replace(/^person\./, '').split('.')
  if (field === 'phones') return 'mobile'
  return (field === 'emails' ? 'email' : field) as keyof Values
}

function RoleBoxes({ value = [], onChange }: { value?: string[]; onChange?: (value: string[]) => void }) {
  const roles = useRoles()
  return (
    <Checkbox.Group
      value={value}
      {...(onChange ? { onChange } : {})}
      options={(roles.data ?? []).map(role => ({ value: role.id, label: role.name }))}
    />
  )
}
