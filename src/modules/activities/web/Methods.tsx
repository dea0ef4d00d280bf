import type { ObjectDescription } from '#web/api/index.ts'
import { fieldNamed } from '#web/api/index.ts'
import styles from './composer.module.css'

/** How somebody was contacted: one tap each. */
export function Methods({
  activity,
  value,
  onChange,
}: {
  activity: ObjectDescription
  value: string
  onChange: (method: string) => void
}) {
  const field = fieldNamed(activity, 'method')
  if (!field) return null
  return (
    <div className={styles.chips} role="radiogroup" aria-label={field.label}>
      {(field.options ?? [])
        .filter(option => !option.isRetired || option.id === value)
        .map(option => (
          <label key={option.id} className={styles.chip} data-chosen={option.id === value}>
            <input type="radio" checked={option.id === value} onChange={() => onChange(option.id)} />
            {option.label}
          </label>
        ))}
    </div>
  )
}
