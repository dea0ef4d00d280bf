import { Button, Form, Select, Space } from 'antd'
import { useState } from 'react'
import { NumberBox, useText, useToast } from '#web/ui/index.ts'
import { type Policy, savePolicy } from './policy-requests.ts'

const units = { minutes: 1, hours: 60, days: 1440 } as const
type Unit = keyof typeof units

interface Values {
  idle: number
  unit: Unit
  longestDays: number
}

/** After how long without use, and after how many days in any case, one signs in again. */
export function LifetimeForm({ policy }: { policy: Policy }) {
  const t = useText()
  const toast = useToast()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const save = async ({ idle, unit, longestDays }: Values) => {
    setBusy(true)
    try {
      await savePolicy({ idleMinutes: idle * units[unit], longestDays })
      toast.say(t('accounts.security.saved'))
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={inWords(policy)}
      onFinish={values => void save(values)}
    >
      <Form.Item label={t('accounts.lifetime.idle')} htmlFor="lifetime-idle" extra={t('accounts.lifetime.idle_hint')}>
        <Space.Compact>
          <Form.Item name="idle" noStyle rules={[{ required: true, message: t('setup.needed') }]}>
            <NumberBox id="lifetime-idle" min={1} max={129_600} precision={0} />
          </Form.Item>
          <Form.Item name="unit" noStyle>
            <Select
              aria-label={t('accounts.lifetime.unit')}
              style={{ width: 110 }}
              options={(Object.keys(units) as Unit[]).map(value => ({
                value,
                label: t(`accounts.lifetime.units.${value}`),
              }))}
            />
          </Form.Item>
        </Space.Compact>
      </Form.Item>
      <Form.Item
        name="longestDays"
        label={t('accounts.lifetime.longest')}
        rules={[{ required: true, message: t('setup.needed') }]}
      >
        <NumberBox min={1} max={365} precision={0} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('ui.save')}
      </Button>
    </Form>
  )
}

/** The idle time in the largest unit that divides it. */
function inWords({ idleMinutes, longestDays }: Policy): Values {
  const unit = (['days', 'hours', 'minutes'] as const).find(one => idleMinutes % units[one] === 0) ?? 'minutes'
  return { idle: idleMinutes / units[unit], unit, longestDays }
}
