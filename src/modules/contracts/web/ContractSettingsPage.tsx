import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { api, queryClient } from '#web/api/index.ts'
import { ErrorState, NumberBox, PageHeader, Skeletons, useText, useToast } from '#web/ui/index.ts'
import styles from './contracts.module.css'

interface ContractSettings {
  remindDays: number
  expiryDays: number
}
const key = ['contract-settings']

/** How early money that is due stands on the workbench, and how early people hear of contracts that end. */
export default function ContractSettingsPage() {
  const t = useText()
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<ContractSettings>('/contract-settings', { signal }),
  })
  return (
    <>
      <PageHeader title={t('contractUi.settings.title')} />
      <div className={styles.settings}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {data ? <SettingsForm settings={data} /> : error ? null : <Skeletons shape="form" />}
      </div>
    </>
  )
}

function SettingsForm({ settings }: { settings: ContractSettings }) {
  const t = useText()
  const toast = useToast()
  const [values, setValues] = useState(settings)
  const [isSaving, setSaving] = useState(false)
  const save = async () => {
    setSaving(true)
    try {
      queryClient.setQueryData(key, await api.patch<ContractSettings>('/contract-settings', values))
      toast.say(t('contractUi.settings.kept'))
    } catch (error) {
      toast.fail(error)
    } finally {
      setSaving(false)
    }
  }
  return (
    <form
      className={styles.sheet}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <Days
        name="remindDays"
        value={values.remindDays}
        onChange={remindDays => setValues(before => ({ ...before, remindDays }))}
      />
      <Days
        name="expiryDays"
        value={values.expiryDays}
        onChange={expiryDays => setValues(before => ({ ...before, expiryDays }))}
      />
      <div>
        <Button type="primary" htmlType="submit" loading={isSaving}>
          {t('contractUi.plan.save')}
        </Button>
      </div>
    </form>
  )
}

function Days({
  name,
  value,
  onChange,
}: {
  name: keyof ContractSettings
  value: number
  onChange: (value: number) => void
}) {
  const t = useText()
  const id = useId()
  return (
    <div className={styles.reason}>
      <label htmlFor={id}>{t(`contractUi.settings.${name}`)}</label>
      <span>
        <NumberBox
          id={id}
          min={0}
          max={365}
          precision={0}
          value={value}
          aria-describedby={`${id}-hint`}
          onChange={next => onChange(Number(next ?? 0))}
        />{' '}
        {t('contractUi.settings.days')}
      </span>
      <p id={`${id}-hint`} className="field-quiet">
        {t(`contractUi.settings.${name}Hint`)}
      </p>
    </div>
  )
}
