import { Button, Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { changeSession, isProblem } from '#web/api/index.ts'
import { MyFactor } from '#web/accounts/MyFactor.tsx'
import { MyKeys } from '#web/accounts/MyKeys.tsx'
import { SessionList } from '#web/accounts/SessionList.tsx'
import { Ways } from '#web/notices/Ways.tsx'
import { useTrail } from '#web/shell/trail.ts'
import { useChangeLanguage } from '#web/shell/UserMenu.tsx'
import { PageHeader, useLocale, useText, useToast } from '#web/ui/index.ts'
import { chooseTheme, useThemeChoice } from '#web/ui/theme.ts'
import { SettingsSection } from './SettingsSection.tsx'
import styles from './settings.module.css'

/** What belongs to the person: language, light or dark, password. */
export function MePage() {
  const t = useText()
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('settings.me.title') }])
  return (
    <>
      <PageHeader title={t('settings.me.title')} />
      <div className={styles.body}>
        <Preferences />
        <SettingsSection title={t('settings.me.password')} text={t('settings.me.password_text')}>
          <PasswordForm />
        </SettingsSection>
        <SettingsSection title={t('accounts.factor.title')} text={t('accounts.factor.text')}>
          <MyFactor />
        </SettingsSection>
        <SettingsSection title={t('accounts.keys.title')} text={t('accounts.keys.text')}>
          <MyKeys />
        </SettingsSection>
        <SettingsSection title={t('notices.ways.title')} text={t('notices.ways.text')}>
          <Ways />
        </SettingsSection>
        <SettingsSection title={t('accounts.sessions.title')} text={t('accounts.sessions.text')}>
          <SessionList userId={null} />
        </SettingsSection>
      </div>
    </>
  )
}

function Preferences() {
  const t = useText()
  const locale = useLocale()
  const theme = useThemeChoice()
  const changeLanguage = useChangeLanguage()
  return (
    <SettingsSection title={t('settings.me.preferences')}>
      <div className={styles.setting}>
        <span id="my-language">{t('shell.language')}</span>
        <Segmented
          aria-labelledby="my-language"
          value={locale}
          onChange={changeLanguage}
          options={[
            { value: 'zh', label: '简体中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <div className={styles.setting}>
        <span id="my-theme">{t('shell.theme.title')}</span>
        <Segmented
          aria-labelledby="my-theme"
          value={theme}
          onChange={chooseTheme}
          options={(['system', 'light', 'dark'] as const).map(choice => ({
            value: choice,
            label: t(`shell.theme.${choice}`),
          }))}
        />
      </div>
    </SettingsSection>
  )
}

interface Passwords {
  old: string
  new: string
  again: string
}

function PasswordForm() {
  const t = useText()
  const toast = useToast()
  const [form] = Form.useForm<Passwords>()
  const [busy, setBusy] = useState(false)
  const needed = { required: true, message: t('setup.needed') }
  const change = async (passwords: Passwords) => {
    setBusy(true)
    try {
      await changeSession({ password: { old: passwords.old, new: passwords.new } })
      form.resetFields()
      toast.say(t('settings.me.changed'))
    } catch (error) {
      const fields = isProblem(error) ? error.fields : []
      form.setFields(
        fields.map(({ path, message }) => ({ name: path.endsWith('old') ? 'old' : 'new', errors: [message] })),
      )
      if (fields.length === 0) toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<Passwords>
      form={form}
      layout="vertical"
      requiredMark={false}
      style={{ maxWidth: 360 }}
      onFinish={values => void change(values)}
    >
      <Form.Item name="old" label={t('settings.me.old')} rules={[needed]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="new" label={t('settings.me.new')} extra={t('setup.password_hint', { min: 8 })} rules={[needed]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('settings.me.again')}
        dependencies={['new']}
        rules={[
          needed,
          ({ getFieldValue }) => ({
            validator: (_rule, value: string) =>
              !value || value === getFieldValue('new')
                ? Promise.resolve()
                : Promise.reject(new Error(t('settings.me.differ'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('settings.me.change')}
      </Button>
    </Form>
  )
}
