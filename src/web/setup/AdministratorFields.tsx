import { Form, Input } from 'antd'
import { useText } from '#web/ui/text.ts'

export interface AdministratorValues {
  name: string
  login: string
  password: string
  mobile?: string
  email?: string
}

/** The first administrator: name, by what to sign in, password. */
export function AdministratorFields() {
  const t = useText()
  const needed = { required: true, whitespace: true, message: t('setup.needed') }
  return (
    <>
      <Form.Item name={['administrator', 'name']} label={t('setup.name')} rules={[needed]}>
        <Input size="large" autoFocus maxLength={60} autoComplete="name" />
      </Form.Item>
      <Form.Item
        name={['administrator', 'login']}
        label={t('setup.login')}
        extra={t('setup.login_hint')}
        rules={[needed]}
      >
        <Input size="large" maxLength={40} autoComplete="username" autoCapitalize="none" />
      </Form.Item>
      <Form.Item
        name={['administrator', 'password']}
        label={t('setup.password')}
        extra={t('setup.password_hint', { min: 8 })}
        rules={[{ required: true, message: t('setup.needed') }]}
      >
        <Input.Password size="large" autoComplete="new-password" />
      </Form.Item>
      <Form.Item name={['administrator', 'mobile']} label={t('setup.mobile')}>
        <Input size="large" type="tel" autoComplete="tel" />
      </Form.Item>
      <Form.Item name={['administrator', 'email']} label={t('setup.email')} extra={t('setup.contact_hint')}>
        <Input size="large" inputMode="email" autoComplete="email" />
      </Form.Item>
    </>
  )
}
