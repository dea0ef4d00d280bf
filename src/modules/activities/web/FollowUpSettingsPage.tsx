import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber } from 'antd'
import { useId, useState } from 'react'
import { api, queryClient, useSession } from '#web/api/index.ts'
import { ErrorState, PageHeader, Skeletons, useText, useToast } from '#web/ui/index.ts'
import styles from './follow-up-settings.module.css'
import { phrasesQuery } from './phrase-requests.ts'
import { PhrasesForm } from './PhrasesForm.tsx'

interface FollowUpSettings {
  escalateContactDays: number
  birthdayDays: number
  largeDeal: string
}
const key = ['follow-up-settings']

/** When superiors hear of missed contacts, how early of birthdays, what a large deal is; and what everybody writes again and again. */
export default function FollowUpSettingsPage() {
  const t = useText()
  const settings = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<FollowUpSettings>('/follow-up-settings', { signal }),
  })
  const phrases = useQuery(phrasesQuery)
  const error = settings.error ?? phrases.error
  return (
    <>
      <PageHeader title={t('activities.settings.title')} />
      <div className={styles.page}>
        {error ? <ErrorState error={error} onRetry={() => void settings.refetch()} /> : null}
        {settings.data && phrases.data ? (
          <>
            <SettingsForm settings={settings.data} />
            <section>
              <h2>{t('activities.phrases.title')}</h2>
              <PhrasesForm lists={phrases.data} />
            </section>
          </>
        ) : error ? null : (
          <Skeletons shape="form" />
        )}
      </div>
    </>
  )
}

function SettingsForm({ settings }: { settings: FollowUpSettings }) {
  const t = useText()
  const toast = useToast()
  const { company } = useSession()
  const [values, setValues] = useState(settings)
  const [isSaving, setSaving] = useState(false)
  const change = (changed: Partial<FollowUpSettings>) => setValues(before => ({ ...before, ...changed }))
  const save = async () => {
    setSaving(true)
    try {
      queryClient.setQueryData(key, await api.patch<FollowUpSettings>('/follow-up-settings', values))
      toast.say(t('activities.settings.kept'))
    } catch (error) {
      toast.fail(error)
    } finally {
      setSaving(false)
    }
  }
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <Amount
        name="escalate"
        value={values.escalateContactDays}
        most={60}
        onChange={escalateContactDays => change({ escalateContactDays })}
      />
      <Amount
        name="birthday"
        value={values.birthdayDays}
        most={30}
        onChange={birthdayDays => change({ birthdayDays })}
      />
      <Amount
        name="large"
        value={Number(values.largeDeal)}
        most={999_999_999_999}
        unit={company.baseCurrency}
        onChange={largeDeal => change({ largeDeal: String(largeDeal) })}
      />
      <Button type="primary" htmlType="submit" loading={isSaving}>
        {t('activities.phrases.save')}
      </Button>
    </form>
  )
}

function Amount({
  name,
  value,
  most,
  unit,
  onChange,
}: {
  name: 'escalate' | 'birthday' | 'large'
  value: number
  most: number
  unit?: string
  onChange: (value: number) => void
}) {
  const t = useText()
  const id = useId()
  return (
    <div className={styles.amount}>
      <label htmlFor={id}>{t(`activities.settings.${name}`)}</label>
      <span>
        <InputNumber
          id={id}
          min={0}
          max={most}
          precision={0}
          value={value}
          aria-describedby={`${id}-hint`}
          onChange={next => onChange(Number(next ?? 0))}
        />{' '}
        {unit ?? t('activities.settings.days')}
      </span>
      <p id={`${id}-hint`} className="field-quiet">
        {t(`activities.settings.${name}Hint`)}
      </p>
    </div>
  )
}
