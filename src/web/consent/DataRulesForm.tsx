import { Button, Form, InputNumber, Radio, Switch } from 'antd'
import { useState } from 'react'
import { ErrorState, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { type DataRules, saveDataRules, useDataRules } from './consent-requests.ts'

/** When exports and erasures need a second person, and how often a day masked values may be shown. */
export function DataRulesForm() {
  const { data, error, refetch } = useDataRules()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return data ? <RulesForm rules={data} /> : <Skeletons shape="form" />
}

type Values = Omit<DataRules, 'unmaskLimit'> & { isLimited: boolean; unmaskLimit: number | null }

function RulesForm({ rules }: { rules: DataRules }) {
  const t = useText()
  const toast = useToast()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const mode = Form.useWatch('exportConsent', form) ?? rules.exportConsent
  const isLimited = Form.useWatch('isLimited', form) ?? rules.unmaskLimit !== null
  const needed = [{ required: true, message: t('setup.needed') }]
  const save = async () => {
    const { isLimited: limited, ...values } = form.getFieldsValue(true) as Values
    setBusy(true)
    try {
      await saveDataRules({ ...values, unmaskLimit: limited ? (values.unmaskLimit ?? 100) : null })
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
      initialValues={{ ...rules, isLimited: rules.unmaskLimit !== null, unmaskLimit: rules.unmaskLimit ?? 100 }}
      onFinish={() => void save()}
    >
      <Form.Item name="exportConsent" label={t('consent.rules.export')}>
        <Radio.Group
          options={(['never', 'above', 'always'] as const).map(value => ({
            value,
            label: t(`consent.rules.${value}`),
          }))}
        />
      </Form.Item>
      {mode === 'above' ? (
        <Form.Item
          name="exportConsentRows"
          label={t('consent.rules.rows')}
          extra={t('consent.rules.rows_hint')}
          rules={needed}
        >
          <InputNumber min={0} max={10_000_000} precision={0} style={{ width: 160 }} />
        </Form.Item>
      ) : null}
      <Form.Item name="isLimited" label={t('consent.rules.limited')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {isLimited ? (
        <Form.Item
          name="unmaskLimit"
          label={t('consent.rules.limit')}
          extra={t('consent.rules.limit_hint')}
          rules={needed}
        >
          <InputNumber min={0} max={100_000} precision={0} style={{ width: 160 }} />
        </Form.Item>
      ) : null}
      <Form.Item
        name="erasureConsent"
        label={t('consent.rules.erasure')}
        valuePropName="checked"
        extra={t('consent.rules.erasure_hint')}
      >
        <Switch />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('ui.save')}
      </Button>
    </Form>
  )
}
