import { useId } from 'react'
import { useObjectNamed } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import { idOf } from '#web/fields/reference-search.ts'
import { useText } from '#web/ui/index.ts'
import type { ImportDescription } from './import-requests.ts'
import styles from './transfer.module.css'

/** One value for all rows, for fields that no column brings or that a row leaves blank: currency, pipeline, owner. */
export function DefaultValues({
  described,
  taken,
  defaults,
  onChange,
}: {
  described: ImportDescription
  taken: Set<string | null>
  defaults: Record<string, string>
  onChange: (defaults: Record<string, string>) => void
}) {
  const t = useText()
  const offered = described.fields.filter(field => field.hasDefault && !taken.has(field.name))
  if (offered.length === 0) return null
  return (
    <section aria-label={t('imports.defaults.title')}>
      <h2 className={styles.heading}>{t('imports.defaults.title')}</h2>
      <p className={styles.quiet}>{t('imports.defaults.text')}</p>
      <div className={styles.defaults}>
        {offered.map(field => (
          <DefaultValue
            key={field.name}
            object={described.object}
            name={field.name}
            label={field.label}
            defaults={defaults}
            onChange={onChange}
            isMissing={described.problems.some(problem => problem.field === field.name)}
          />
        ))}
      </div>
    </section>
  )
}

function DefaultValue({
  object: objectName,
  name,
  label,
  defaults,
  onChange,
  isMissing,
}: {
  object: string
  name: string
  label: string
  isMissing: boolean
  defaults: Record<string, string>
  onChange: (defaults: Record<string, string>) => void
}) {
  const id = useId()
  const field = useObjectNamed(objectName)?.fields.find(one => one.name === name)
  // What only verbs set is never the same for all rows of a file.
  if (!field || field.setBy === 'verb') return null
  const { Input } = faceOf(field.type)
  const set = (value: unknown): void => {
    const { [name]: _before, ...others } = defaults
    const written = idOf(value)
    onChange(written === null ? others : { ...others, [name]: written })
  }
  return (
    <div>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <Input
        id={id}
        field={{ ...field, required: false }}
        object={objectName}
        value={valueOf(field, defaults[name])}
        values={{}}
        onChange={set}
        isInvalid={isMissing && defaults[name] === undefined}
      />
    </div>
  )
}

/** References stand in an import as ids; the input asks for the title itself where it has none. */
const valueOf = (field: { type: string; objectPath?: string }, written: string | undefined): unknown => {
  if (written === undefined) return null
  return field.objectPath ? { id: written, title: '' } : written
}
