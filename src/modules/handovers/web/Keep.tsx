import { DatePicker, Segmented } from 'antd'
import dayjs from 'dayjs'
import { useId } from 'react'
import { useText } from '#web/ui/index.ts'
import styles from './handovers.module.css'

/** Whether who had records stays in their teams, how and until when. */
export interface Kept {
  keepAs: 'read' | 'edit' | null
  until: string | null
}

/** Asks whether the former owner stays in the team. */
export function Keep({
  value,
  onChange,
  problem,
}: {
  value: Kept
  onChange: (value: Kept) => void
  problem?: string | undefined
}) {
  const t = useText()
  const id = useId()
  return (
    <>
      <div className={styles.field}>
        <span id={`${id}-keep`}>{t('handovers.keep.label')}</span>
        <Segmented<'no' | 'read' | 'edit'>
          block
          aria-labelledby={`${id}-keep`}
          value={value.keepAs ?? 'no'}
          onChange={chosen => onChange({ ...value, keepAs: chosen === 'no' ? null : chosen })}
          options={[
            { value: 'no' as const, label: t('handovers.keep.no') },
            { value: 'read' as const, label: t('handovers.keep.read') },
            { value: 'edit' as const, label: t('handovers.keep.edit') },
          ]}
        />
      </div>
      {value.keepAs && (
        <div className={styles.field}>
          <label htmlFor={`${id}-until`}>{t('handovers.keep.until')}</label>
          <DatePicker
            id={`${id}-until`}
            value={value.until ? dayjs(value.until) : null}
            minDate={dayjs()}
            placeholder={t('handovers.keep.forGood')}
            onChange={day => onChange({ ...value, until: day ? day.format('YYYY-MM-DD') : null })}
          />
          {problem && (
            <div className="field-error" role="alert">
              {problem}
            </div>
          )}
        </div>
      )}
    </>
  )
}
