import { Checkbox, Radio, Select } from 'antd'
import { useId } from 'react'
import { useText } from '#web/ui/index.ts'
import type { ImportField, ImportSettings } from './import-requests.ts'
import styles from './transfer.module.css'

const automatic = ''

/** How rows are known as records that are there, what happens to these, and how dates are meant. */
export function ImportSettingsForm({
  settings,
  keys,
  onChange,
}: {
  settings: ImportSettings
  keys: readonly ImportField[]
  onChange: (settings: ImportSettings) => void
}) {
  const t = useText()
  const id = useId()
  const isUpdating = settings.doubles === 'update' || settings.doubles === 'updateOnly'
  return (
    <section className={styles.settings} aria-label={t('imports.settings.title')}>
      <h2 className={styles.heading}>{t('imports.settings.title')}</h2>
      <div>
        <label htmlFor={`${id}-key`} className={styles.label}>
          {t('imports.settings.key')}
        </label>
        <Select
          id={`${id}-key`}
          className={styles.setting ?? ''}
          value={settings.key ?? automatic}
          onChange={key => onChange({ ...settings, key: key === automatic ? null : key })}
          options={[
            { value: automatic, label: t('imports.settings.keyAutomatic') },
            ...keys.map(({ name, label }) => ({ value: name, label })),
          ]}
        />
      </div>
      <div role="group" aria-labelledby={`${id}-doubles`}>
        <p id={`${id}-doubles`} className={styles.label}>
          {t('imports.settings.doubles')}
        </p>
        <Radio.Group
          value={settings.doubles}
          onChange={event => onChange({ ...settings, doubles: event.target.value })}
          options={(['skip', 'update', 'updateOnly', 'create'] as const).map(value => ({
            value,
            label: t(`imports.settings.doublesKinds.${value}`),
          }))}
        />
      </div>
      {isUpdating ? (
        <div role="group" aria-labelledby={`${id}-writing`}>
          <p id={`${id}-writing`} className={styles.label}>
            {t('imports.settings.writing')}
          </p>
          <Radio.Group
            value={settings.writing}
            onChange={event => onChange({ ...settings, writing: event.target.value })}
            options={(['overwrite', 'fillEmpty'] as const).map(value => ({
              value,
              label: t(`imports.settings.writingKinds.${value}`),
            }))}
          />
        </div>
      ) : null}
      <div>
        <label htmlFor={`${id}-dates`} className={styles.label}>
          {t('imports.settings.dates')}
        </label>
        <Select
          id={`${id}-dates`}
          className={styles.setting ?? ''}
          value={settings.dateOrder}
          onChange={dateOrder => onChange({ ...settings, dateOrder })}
          options={(['ymd', 'dmy', 'mdy'] as const).map(value => ({
            value,
            label: t(`imports.settings.dateOrders.${value}`),
          }))}
        />
      </div>
      <Checkbox
        checked={settings.runsEvents}
        onChange={event => onChange({ ...settings, runsEvents: event.target.checked })}
      >
        {t('imports.settings.runsEvents')}
      </Checkbox>
    </section>
  )
}
