import { Alert, Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { isProblem } from '#web/api/index.ts'
import { useProblemText, useText } from '#web/ui/index.ts'
import { type ResetDone, type ResetPreview, resetCompany } from './reset-requests.ts'
import { SettingsSection } from './SettingsSection.tsx'

interface Values {
  name: string
  password: string
  asked?: boolean
  withoutBackup?: boolean
}

/** Asks for the company's name and the password again, so that nobody does it by mistake. */
export function ResetForm({ preview, onDone }: { preview: ResetPreview; onDone: (done: ResetDone) => void }) {
  const t = useText()
  const problemText = useProblemText()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const needed = { required: true, message: t('setup.needed') }
  const asked = preview.asked.map(one => `${one.label} ${one.count}`).join(t('settings.reset.comma'))

  const send = async ({ name, password, asked: also = false, withoutBackup = false }: Values) => {
    setBusy(true)
    setError(null)
    try {
      const done = await resetCompany({ name, password, asked: also, withoutBackup })
      form.resetFields()
      onDone(done)
    } catch (caught) {
      const fields = isProblem(caught) ? caught.fields : []
      form.setFields(fields.map(({ path, message }) => ({ name: path as keyof Values, errors: [message] })))
      if (fields.length === 0) setError(caught)
    } finally {
      setBusy(false)
    }
  }

  return (
    <SettingsSection
      title={t('settings.reset.go')}
      text={t('settings.reset.go_text', { folder: preview.backupFolder })}
    >
      <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={values => void send(values)}>
        {error ? (
          <Form.Item>
            <Alert type="error" showIcon role="alert" title={problemText(error)} />
          </Form.Item>
        ) : null}
        {preview.asked.length > 0 ? (
          <Form.Item name="asked" valuePropName="checked">
            <Checkbox>{t('settings.reset.asked', { nouns: asked })}</Checkbox>
          </Form.Item>
        ) : null}
        <Form.Item name="withoutBackup" valuePropName="checked">
          <Checkbox>{t('settings.reset.without_backup')}</Checkbox>
        </Form.Item>
        <Form.Item
          name="name"
          label={t('settings.reset.name', { name: preview.company })}
          rules={[{ ...needed, whitespace: true }]}
        >
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item name="password" label={t('settings.reset.password')} rules={[needed]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Button danger type="primary" htmlType="submit" loading={busy}>
          {t('settings.reset.button')}
        </Button>
      </Form>
    </SettingsSection>
  )
}
