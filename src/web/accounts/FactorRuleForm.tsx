import { Button, Checkbox, Form, Radio } from 'antd'
import { useState } from 'react'
import { usePermission } from '#web/api/index.ts'
import { useRoles } from '#web/settings/account-requests.ts'
import { useText, useToast } from '#web/ui/index.ts'
import { type Policy, savePolicy } from './policy-requests.ts'

type Values = Pick<Policy, 'secondFactor' | 'secondFactorRoles'>

/** Of whom the company demands a second factor. */
export function FactorRuleForm({ policy }: { policy: Policy }) {
  const t = useText()
  const toast = useToast()
  const [form] = Form.useForm<Values>()
  const kind = Form.useWatch('secondFactor', form) ?? policy.secondFactor
  const mayRoles = usePermission('role.assign') === 'all'
  const [busy, setBusy] = useState(false)
  const save = async (values: Values) => {
    setBusy(true)
    try {
      await savePolicy(values)
      toast.say(t('accounts.security.saved'))
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<Values> form={form} layout="vertical" initialValues={policy} onFinish={values => void save(values)}>
      <Form.Item name="secondFactor" label={t('accounts.factor.demand')}>
        <Radio.Group
          options={(mayRoles ? (['none', 'roles', 'all'] as const) : (['none', 'all'] as const)).map(value => ({
            value,
            label: t(`accounts.factor.demands.${value}`),
          }))}
        />
      </Form.Item>
      {kind === 'roles' && mayRoles ? (
        <Form.Item
          name="secondFactorRoles"
          label={t('settings.accounts.roles')}
          rules={[{ required: true, type: 'array', min: 1, message: t('setup.needed') }]}
        >
          <RoleBoxes />
        </Form.Item>
      ) : null}
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('ui.save')}
      </Button>
    </Form>
  )
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
