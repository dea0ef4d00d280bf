import { Button, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useCatalog } from '#web/api/index.ts'
import { useText, useToast } from '#web/ui/index.ts'
import styles from './accounts.module.css'
import { makeKey } from './key-requests.ts'

interface Values {
  name: string
  narrow: 'all' | 'some'
  rights?: string[]
  days: number
}

/** What a new key is for, what it may do, and for how long. */
export function KeyForm({ onMade, onCancel }: { onMade: (key: string) => void; onCancel: () => void }) {
  const t = useText()
  const toast = useToast()
  const catalog = useCatalog()
  const [form] = Form.useForm<Values>()
  const narrow = Form.useWatch('narrow', form)
  const [busy, setBusy] = useState(false)
  const make = async ({ name, narrow, rights, days }: Values) => {
    setBusy(true)
    try {
      const expiresAt = days > 0 ? new Date(Date.now() + days * 86_400_000).toISOString() : undefined
      onMade(
        await makeKey({
          name,
          ...(narrow === 'some' && rights ? { rights } : {}),
          ...(expiresAt ? { expiresAt } : {}),
        }),
      )
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  const options = [
    ...catalog.flatMap(({ name, labelPlural }) => [
      { value: `${name}.read`, label: t('accounts.keys.read_only', { noun: labelPlural }) },
      { value: `${name}.*`, label: t('accounts.keys.everything', { noun: labelPlural }) },
    ]),
    { value: 'report.read', label: t('accounts.keys.reports') },
  ]
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      style={{ maxWidth: 420 }}
      initialValues={{ narrow: 'all', days: 365 }}
      onFinish={values => void make(values)}
    >
      <Form.Item
        name="name"
        label={t('accounts.keys.name')}
        rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}
      >
        <Input maxLength={60} placeholder={t('accounts.keys.name_hint')} />
      </Form.Item>
      <Form.Item name="narrow" label={t('accounts.keys.rights')}>
        <Radio.Group
          options={(['all', 'some'] as const).map(value => ({ value, label: t(`accounts.keys.rights_${value}`) }))}
        />
      </Form.Item>
      {narrow === 'some' ? (
        <Form.Item name="rights" rules={[{ required: true, message: t('setup.needed') }]}>
          <Select
            mode="multiple"
            aria-label={t('accounts.keys.choose')}
            placeholder={t('accounts.keys.choose')}
            showSearch={{ optionFilterProp: 'label' }}
            options={options}
          />
        </Form.Item>
      ) : null}
      <Form.Item name="days" label={t('accounts.keys.expires')}>
        <Select
          options={[30, 90, 365, 0].map(value => ({
            value,
            label: value > 0 ? t('accounts.keys.days', { count: value }) : t('accounts.keys.never'),
          }))}
        />
      </Form.Item>
      <div className={styles.inline}>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('accounts.keys.make')}
        </Button>
        <Button onClick={onCancel}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}
