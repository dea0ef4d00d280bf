import { Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { systemFieldNames } from '#platform/objects/index.ts'
import { fieldNamed, useObjectNamed } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import styles from './pools.module.css'

/** A field with its name, what it is for, and what is wrong with it. */
export function Labelled({
  label,
  hint,
  problem,
  children,
}: {
  label: string
  hint?: string | undefined
  problem?: string | undefined
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint ? <p className={styles.hint}>{hint}</p> : null}
      {problem ? <p className={styles.wrong}>{problem}</p> : null}
    </div>
  )
}

interface Hidden {
  id?: string
  field: string
}

/** Without these nobody could tell what lies in a pool. */
const neverHidden = new Set<string>([
  'name',
  'pool',
  'poolCause',
  'enteredPoolAt',
  'previousOwner',
  'owner',
  ...systemFieldNames,
])

/** The fields that members do not see, by the names that the company gives them. */
export function HiddenFields({
  noun,
  label,
  hint,
  value,
  onChange,
}: {
  noun: string
  label: string
  hint: string | undefined
  value: readonly Hidden[]
  onChange: (value: Hidden[]) => void
}) {
  const t = useText()
  const object = useObjectNamed(noun)
  const fields = object?.fields.filter(field => !neverHidden.has(field.name)) ?? []
  return (
    <Labelled label={label} hint={hint}>
      {id => (
        <Select
          id={id}
          mode="multiple"
          placeholder={t('pools.settings.hidden_none')}
          showSearch={{ optionFilterProp: 'label' }}
          value={value.map(line => line.field)}
          onChange={chosen => onChange(chosen.map(field => value.find(line => line.field === field) ?? { field }))}
          options={fields.map(field => ({ value: field.name, label: field.label }))}
        />
      )}
    </Labelled>
  )
}

/** Which follow-ups put the clock back. */
export function Methods({
  label,
  hint,
  value,
  onChange,
}: {
  label: string
  hint: string | undefined
  value: string[]
  onChange: (value: string[]) => void
}) {
  const t = useText()
  const pool = useObjectNamed('pool')
  const options = (pool && fieldNamed(pool, 'countedMethods')?.options) ?? []
  return (
    <Labelled label={label} hint={hint}>
      {id => (
        <Select
          id={id}
          mode="multiple"
          placeholder={t('pools.settings.methods_all')}
          value={value}
          onChange={onChange}
          options={options.map(option => ({ value: option.id, label: option.label }))}
        />
      )}
    </Labelled>
  )
}
