import { Button, Form, Radio, Select, Switch } from 'antd'
import { useState } from 'react'
import { useCatalog } from '#web/api/index.ts'
import { ErrorState, NumberBox, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { type DataRules, saveDataRules, useDataRules } from './consent-requests.ts'

/** When exports and erasures need a second person, and how often a day masked values may be shown. */
export function DataRulesForm() {
  const { data, error, refetch } = useDataRules()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return data ? <RulesForm rules={data} /> : <Skeletons shape="form" />
}

type Values = DataRules & { isLimited: boolean; isReadLimited: boolean }

function RulesForm({ rules }: { rules: DataRules }) {
  const t = useText()
  const toast = useToast()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const mode = Form.useWatch('exportConsent', form) ?? rules.exportConsent
  const catalog = useCatalog()
  const isLimited = Form.useWatch('isLimited', form) ?? rules.unmaskLimit !== null
  const isReadLimited = Form.useWatch('isReadLimited', form) ?? rules.readLimit !== null
  const nouns = catalog.filter(object => !object.lineOf)
  const needed = [{ required: true, message: t('setup.needed') }]
  const save = async () => {
    const { isLimited: limited, isReadLimited: readLimited, ...values } = form.getFieldsValue(true) as Values
    setBusy(true)
    try {
      await saveDataRules({
        ...values,
        unmaskLimit: limited ? (values.unmaskLimit ?? 100) : null,
        readLimit: readLimited ? (values.readLimit ?? 50_000) : null,
      })
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
      initialValues={{
        ...rules,
        isLimited: rules.unmaskLimit !== null,
        unmaskLimit: rules.unmaskLimit ?? 100,
        isReadLimited: rules.readLimit !== null,
        readLimit: rules.readLimit ?? 50_000,
      }}
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
          <NumberBox min={0} max={10_000_000} precision={0} style={{ width: 160 }} />
        </Form.Item>
      ) : null}
      {mode === 'always' ? null : (
        <Form.Item name="exportConsentNouns" label={t('consent.rules.nouns')} extra={t('consent.rules.nouns_hint')}>
          <Select
            mode="multiple"
            allowClear
            style={{ maxWidth: 480 }}
            optionFilterProp="label"
            placeholder={t('consent.rules.nouns_none')}
            options={nouns.map(({ name, label }) => ({ value: name, label }))}
          />
        </Form.Item>
      )}
      <Form.Item name="isReadLimited" label={t('consent.rules.read_limited')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {isReadLimited ? (
        <Form.Item
          name="readLimit"
          label={t('consent.rules.read_limit')}
          extra={t('consent.rules.read_limit_hint')}
          rules={needed}
        >
          <NumberBox min={1} max={10_000_000} precision={0} style={{ width: 160 }} />
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
          <NumberBox min={0} max={100_000} precision={0} style={{ width: 160 }} />
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
