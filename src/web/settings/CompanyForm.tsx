import { Alert, Button, Form, Input, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { isProblem } from '#web/api/index.ts'
import { timeZoneOptions } from '#web/setup/time-zones.ts'
import { useLocale, useProblemText, useText, useToast } from '#web/ui/index.ts'
import { type CompanySettings, saveCompany } from './company-requests.ts'
import styles from './settings.module.css'

type Values = Omit<CompanySettings, 'id' | 'baseCurrency'>

/** What can be changed of the company, and the base currency, which cannot. Only what was changed is sent. */
export function CompanyForm({ company }: { company: CompanySettings }) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const save = async (values: Values) => {
    setBusy(true)
    setError(null)
    try {
      const names = Object.keys(values) as (keyof Values)[]
      await saveCompany(
        Object.fromEntries(names.filter(name => values[name] !== company[name]).map(name => [name, values[name]])),
      )
      toast.say(t('settings.company.saved'))
    } catch (caught) {
      const fields = isProblem(caught) ? caught.fields : []
      form.setFields(fields.map(({ path, message }) => ({ name: path as keyof Values, errors: [message] })))
      if (fields.length === 0) setError(caught)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      className={styles.form ?? ''}
      initialValues={company}
      onFinish={values => void save(values)}
    >
      {error ? (
        <Form.Item>
          <Alert type="error" showIcon role="alert" title={problemText(error)} />
        </Form.Item>
      ) : null}
      <Form.Item
        name="name"
        label={t('settings.company.name')}
        rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}
      >
        <Input maxLength={100} autoComplete="organization" />
      </Form.Item>
      <Form.Item name="locale" label={t('settings.company.locale')} extra={t('settings.company.locale_hint')}>
        <Segmented
          options={[
            { value: 'zh', label: '简体中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
      <Form.Item
        label={t('settings.company.currency')}
        htmlFor="company-currency"
        extra={t('settings.company.currency_fixed')}
      >
        <Input
          id="company-currency"
          readOnly
          variant="filled"
          value={`${t(`currencies.${company.baseCurrency}`)} ${company.baseCurrency}`}
        />
      </Form.Item>
      <CalendarFields timeZone={company.timeZone} />
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('ui.save')}
      </Button>
    </Form>
  )
}

/** By what days, weeks and years are counted. */
function CalendarFields({ timeZone }: { timeZone: string }) {
  const t = useText()
  const tag = useLocale() === 'zh' ? 'zh-CN' : 'en'
  // Some four hundred zones, each with its clock: not at every key. The company's own may be one that this browser does not list.
  const zones = useMemo(() => {
    const all = timeZoneOptions()
    return all.some(zone => zone.value === timeZone) ? all : [{ value: timeZone, label: timeZone }, ...all]
  }, [timeZone])
  const month = new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' })
  const day = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' })
  return (
    <>
      <Form.Item name="timeZone" label={t('settings.company.time_zone')} extra={t('settings.company.time_zone_hint')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={zones} />
      </Form.Item>
      <Form.Item name="fiscalYearStart" label={t('settings.company.fiscal_year')}>
        <Select options={upTo(12).map(value => ({ value, label: month.format(Date.UTC(2026, value - 1, 1)) }))} />
      </Form.Item>
      <Form.Item name="weekStart" label={t('settings.company.week_start')}>
        {/* 1 June 2026 is a Monday. */}
        <Select options={upTo(7).map(value => ({ value, label: day.format(Date.UTC(2026, 5, value)) }))} />
      </Form.Item>
    </>
  )
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)
