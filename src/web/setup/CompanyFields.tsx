import { Form, Input, Select, Segmented } from 'antd'
import { useMemo } from 'react'
import { currencies } from '#platform/fields/currency.ts'
import { useText } from '#web/ui/text.ts'
import { timeZoneOptions } from './time-zones.ts'

export interface CompanyValues {
  name: string
  locale: 'zh' | 'en'
  baseCurrency: string
  timeZone: string
}

/** The company: its name, language, base currency and time zone. */
export function CompanyFields() {
  const t = useText()
  // Some four hundred zones, each with its clock: not at every key.
  const zones = useMemo(() => timeZoneOptions(), [])
  return (
    <>
      <Form.Item
        name={['company', 'name']}
        label={t('setup.company')}
        rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}
      >
        <Input
          size="large"
          autoFocus
          maxLength={100}
          autoComplete="organization"
          placeholder={t('setup.company_hint')}
        />
      </Form.Item>
      <Form.Item name={['company', 'locale']} label={t('setup.language')} extra={t('setup.language_hint')}>
        <Segmented
          options={[
            { value: 'zh', label: '简体中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
      <Form.Item name={['company', 'baseCurrency']} label={t('setup.currency')} extra={t('setup.currency_hint')}>
        <Select
          size="large"
          showSearch={{ optionFilterProp: 'label' }}
          options={Object.keys(currencies).map(code => ({ value: code, label: `${t(`currencies.${code}`)} ${code}` }))}
        />
      </Form.Item>
      <Form.Item name={['company', 'timeZone']} label={t('setup.time_zone')} extra={t('setup.time_zone_hint')}>
        <Select size="large" showSearch={{ optionFilterProp: 'label' }} options={zones} />
      </Form.Item>
    </>
  )
}
