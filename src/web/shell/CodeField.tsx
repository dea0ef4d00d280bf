import { Form, Input } from 'antd'
import { useText } from '#web/ui/index.ts'

/** The code of the second factor: of the authenticator, or a recovery code. */
export function CodeField() {
  const t = useText()
  return (
    <Form.Item
      name="code"
      label={t('accounts.factor.code')}
      extra={t('accounts.factor.code_hint')}
      rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}
    >
      <Input
        size="large"
        autoFocus
        inputMode="text"
        autoComplete="one-time-code"
        autoCapitalize="none"
        maxLength={20}
      />
    </Form.Item>
  )
}
