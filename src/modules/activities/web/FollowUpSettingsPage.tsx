import { useQuery } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useId, useState } from 'react'
import { api, queryClient, useSession } from '#web/api/index.ts'
import { ErrorState, NumberBox, PageHeader, Skeletons, useText, useToast } from '#web/ui/index.ts'
import styles from './follow-up-settings.module.css'
import { PhrasesForm } from './PhrasesForm.tsx'
import { phrasesQuery } from './phrase-requests.ts'

interface FollowUpSettings {
  escalateContactDays: number
  birthdayDays: number
  hotMissedDays: number
  hotStalledDays: number
  largeBy: 'amount' | 'share'
  largeDeal: string
  largeShare: number
}
const key = ['follow-up-settings']

/** When superiors hear of missed contacts, how early of birthdays, what makes a customer hot; and what everybody writes again and again. */
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
      <h2>{t('activities.settings.hot')}</h2>
      <Amount
        name="missed"
        value={values.hotMissedDays}
        most={60}
        onChange={hotMissedDays => change({ hotMissedDays })}
      />
      <Amount
        name="stalled"
        value={values.hotStalledDays}
        least={1}
        most={365}
        onChange={hotStalledDays => change({ hotStalledDays })}
      />
      <div className={styles.amount}>
        <span id="large-by">{t('activities.settings.large')}</span>
        <Radio.Group
          aria-labelledby="large-by"
          value={values.largeBy}
          onChange={event => change({ largeBy: event.target.value as FollowUpSettings['largeBy'] })}
          options={(['amount', 'share'] as const).map(value => ({
            value,
            label: t(`activities.settings.largeBy.${value}`),
          }))}
        />
      </div>
      {values.largeBy === 'amount' ? (
        <Amount
          name="largeDeal"
          value={Number(values.largeDeal)}
          least={1}
          most={999_999_999_999}
          unit={company.baseCurrency}
          onChange={largeDeal => change({ largeDeal: String(largeDeal) })}
        />
      ) : (
        <Amount
          name="largeShare"
          value={values.largeShare}
          least={1}
          most={100}
          unit="%"
          onChange={largeShare => change({ largeShare })}
        />
      )}
      <Button type="primary" htmlType="submit" loading={isSaving}>
        {t('activities.phrases.save')}
      </Button>
    </form>
  )
}

function Amount({
  name,
  value,
  least = 0,
  most,
  unit,
  onChange,
}: {
  name: 'escalate' | 'birthday' | 'missed' | 'stalled' | 'largeDeal' | 'largeShare'
  value: number
  least?: number
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
        <NumberBox
          id={id}
          min={least}
          max={most}
          precision={0}
          value={value}
          aria-describedby={`${id}-hint`}
          onChange={next => onChange(Number(next ?? least))}
        />{' '}
        {unit ?? t('activities.settings.days')}
      </span>
      <p id={`${id}-hint`} className="field-quiet">
        {t(`activities.settings.${name}Hint`)}
      </p>
    </div>
  )
}
