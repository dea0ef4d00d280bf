import { Select } from 'antd'
import type { ReactNode } from 'react'
import { usePhone } from '#web/ui/index.ts'
import styles from './settings.module.css'

/** Something of which the page at the right tells more. */
export interface Choice {
  key: string
  label: string
  /** A quiet word beside it, where there is room. */
  aside?: string
}

/** Choices under a heading; without one where there is only one group. */
export interface ChoiceGroup {
  key: string
  label?: string
  choices: readonly Choice[]
  /** Never opened by itself: it is beside what the page is for. */
  isAside?: true
}

/** What one chooses from at the left of a settings page; on a phone, above it. `children` stand below: a button for one more. */
export function Choices({
  label,
  placeholder,
  groups,
  chosen,
  onChoose,
  children,
}: {
  /** What it is that one chooses. */
  label: string
  placeholder: string
  groups: readonly ChoiceGroup[]
  chosen: string | undefined
  onChoose: (key: string) => void
  children?: ReactNode
}) {
  const phone = usePhone()
  if (phone) {
    return (
      <div className={styles.choices}>
        <Select
          style={{ width: '100%' }}
          aria-label={label}
          placeholder={placeholder}
          value={chosen}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={onChoose}
          options={groups.flatMap(offered)}
        />
        {children}
      </div>
    )
  }
  return (
    <nav className={styles.choices} aria-label={label}>
      {groups.map(group => (
        <section key={group.key}>
          {group.label ? <h3>{group.label}</h3> : null}
          {group.choices.map(({ key, label: title, aside }) => (
            <button
              key={key}
              type="button"
              className={styles.choice}
              aria-current={chosen === key}
              onClick={() => onChoose(key)}
            >
              {title} {aside ? <small>{aside}</small> : null}
            </button>
          ))}
        </section>
      ))}
      {children}
    </nav>
  )
}

interface Offered {
  label: string
  value?: string
  options?: Offered[]
}

/** A group without a heading gives its choices as they are. */
function offered({ label, choices }: ChoiceGroup): Offered[] {
  const options = choices.map(({ key, label: title }) => ({ value: key, label: title }))
  return label ? [{ label, options }] : options
}
