import { Button, Radio, Select, Slider, Switch } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { isProblem, useRecords } from '#web/api/index.ts'
import settings from '#web/settings/settings.module.css'
import { ErrorState, NumberBox, Skeletons, useText, useToast } from '#web/ui/index.ts'
import styles from './assigning.module.css'
import { type LeadSettings, useChangeLeadSettings, useLeadSettings } from './requests.ts'

/** What becomes of leads that fit nobody, of overdue ones, and how performance is weighed. */
export function EscalationForm() {
  const { data, error, refetch } = useLeadSettings()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeletons shape="form" />
  return <Form key={data.version} before={data} />
}

function Form({ before }: { before: LeadSettings }) {
  const t = useText()
  const toast = useToast()
  const change = useChangeLeadSettings()
  const [draft, setDraft] = useState(before)
  const [wrong, setWrong] = useState<ReadonlyMap<string, string>>(new Map())
  const put = (values: Partial<LeadSettings>) => setDraft({ ...draft, ...values })
  const isChanged = JSON.stringify(before) !== JSON.stringify(draft)
  const save = async () => {
    setWrong(new Map())
    const { escalatesFrom: _from, fallback, ...values } = draft
    try {
      await change.mutateAsync({ ...values, fallback: fallback?.id ?? null })
      toast.say(t('assigning.settings.saved'))
    } catch (problem) {
      const fields = isProblem(problem) ? problem.fields : []
      setWrong(new Map(fields.map(({ path, message }) => [path, message])))
      if (fields.length === 0) toast.fail(problem)
    }
  }
  const days = (name: 'remindDays' | 'managerDays' | 'recoverDays') => (
    <Row label={t(`assigning.settings.${name}`)} problem={wrong.get(name)}>
      {id => (
        <NumberBox
          id={id}
          min={1}
          max={365}
          precision={0}
          disabled={!draft.isEscalating}
          value={draft[name]}
          suffix={t('assigning.settings.working_days')}
          onChange={value => put({ [name]: value ?? before[name] })}
        />
      )}
    </Row>
  )
  return (
    <div className={styles.settings}>
      <section className={settings.section}>
        <h3 className={settings.heading}>{t('assigning.settings.fallback')}</h3>
        <p className={settings.text}>{t('assigning.settings.fallback_text')}</p>
        <Row label={t('assigning.settings.fallback_person')} problem={wrong.get('fallback')}>
          {id => <Person id={id} value={draft.fallback} onChange={fallback => put({ fallback })} />}
        </Row>
      </section>
      <section className={settings.section}>
        <h3 className={settings.heading}>{t('assigning.settings.overdue')}</h3>
        <p className={settings.text}>{t('assigning.settings.overdue_text')}</p>
        <Row label={t('assigning.settings.isEscalating')} problem={undefined}>
          {id => <Switch id={id} checked={draft.isEscalating} onChange={isEscalating => put({ isEscalating })} />}
        </Row>
        {days('remindDays')}
        {days('managerDays')}
        {days('recoverDays')}
        <Row label={t('assigning.settings.recoverTo')} problem={wrong.get('recoverTo')}>
          {id => (
            <Radio.Group
              id={id}
              disabled={!draft.isEscalating}
              value={draft.recoverTo}
              onChange={event => put({ recoverTo: event.target.value as LeadSettings['recoverTo'] })}
              options={(['pool', 'fallback', 'nowhere'] as const).map(value => ({
                value,
                label: t(`assigning.settings.to.${value}`),
              }))}
            />
          )}
        </Row>
      </section>
      <section className={settings.section}>
        <h3 className={settings.heading}>{t('assigning.settings.performance')}</h3>
        <p className={settings.text}>{t('assigning.settings.performance_text')}</p>
        <Row label={t('assigning.settings.performanceDays')} problem={wrong.get('performanceDays')}>
          {id => (
            <NumberBox
              id={id}
              min={1}
              max={365}
              precision={0}
              value={draft.performanceDays}
              suffix={t('assigning.settings.days')}
              onChange={value => put({ performanceDays: value ?? before.performanceDays })}
            />
          )}
        </Row>
        <div className={styles.weigh}>
          <span>{t('assigning.settings.weights', { amount: draft.amountWeight, rate: 100 - draft.amountWeight })}</span>
          <Slider
            min={0}
            max={100}
            step={5}
            value={draft.amountWeight}
            ariaLabelForHandle={t('assigning.settings.amountWeight')}
            onChange={amountWeight => put({ amountWeight })}
          />
        </div>
      </section>
      <div className={styles.foot}>
        <Button type="primary" loading={change.isPending} disabled={!isChanged} onClick={() => void save()}>
          {t('ui.save')}
        </Button>
      </div>
    </div>
  )
}

function Row({
  label,
  problem,
  children,
}: {
  label: string
  problem: string | undefined
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {problem ? (
        <p className={styles.wrong} role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  )
}

function Person({
  id,
  value,
  onChange,
}: {
  id: string
  value: LeadSettings['fallback']
  onChange: (value: LeadSettings['fallback']) => void
}) {
  const t = useText()
  const { records } = useRecords('users', {
    fields: ['name'],
    filter: { field: 'state', op: 'in', value: ['active'] },
    limit: 200,
  })
  const options = (records ?? []).map(record => ({ value: record.id, label: String(record.name) }))
  const known = value && !options.some(one => one.value === value.id) ? [{ value: value.id, label: value.title }] : []
  return (
    <Select
      id={id}
      allowClear
      style={{ minWidth: 200 }}
      placeholder={t('assigning.settings.fallback_none')}
      showSearch={{ optionFilterProp: 'label' }}
      value={value?.id}
      options={[...known, ...options]}
      onChange={(chosen: string | undefined) => {
        const found = [...known, ...options].find(one => one.value === chosen)
        onChange(found ? { id: found.value, title: found.label } : null)
      }}
    />
  )
}
