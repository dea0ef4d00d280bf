import { createElement, useId } from 'react'
import { fieldNamed, type ObjectDescription } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import styles from './composer.module.css'

/** Pictures and papers of a follow-up: chosen, dropped, pasted or taken with the phone. */
export function Attachments({
  activity,
  value,
  onChange,
}: {
  activity: ObjectDescription
  value: unknown[] | null
  onChange: (files: unknown[] | null) => void
}) {
  const id = useId()
  const field = fieldNamed(activity, 'files')
  if (!field?.isAskedWhenNew) return null
  return (
    <div className={styles.files} role="group" aria-label={field.label}>
      {createElement(faceOf(field.type).Input, {
        id,
        field,
        object: activity.name,
        value,
        values: {},
        onChange: files => onChange(files as unknown[] | null),
      })}
    </div>
  )
}
