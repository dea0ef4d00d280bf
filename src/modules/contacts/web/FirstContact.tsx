import { Input } from 'antd'
import { useId } from 'react'
import type { CompanionProps } from '#web/shell/define-web-module.ts'
import { useText } from '#web/ui/index.ts'
import styles from './first-contact.module.css'

/** Whom one knows at a customer that is just being entered: name, phone and job title, all in the one form. */
export default function FirstContact({ value, onChange, errors }: CompanionProps) {
  const t = useText()
  const change = (name: string, text: string) => {
    const next: Record<string, unknown> = { ...value, [name]: text }
    const isBlank = Object.values(next).every(one => String(one ?? '').trim() === '')
    onChange(isBlank ? null : next)
  }
  const parts = [
    { name: 'name', label: t('contacts.first.name') },
    { name: 'phones', label: t('contacts.first.phone'), type: 'tel' },
    { name: 'jobTitle', label: t('contacts.first.jobTitle') },
  ]
  return (
    <fieldset className={styles.first}>
      <legend>{t('contacts.first.title')}</legend>
      {parts.map(part => (
        <Part
          key={part.name}
          {...part}
          text={String(value?.[part.name] ?? '')}
          error={errors[part.name]}
          onChange={text => change(part.name, text)}
        />
      ))}
    </fieldset>
  )
}

function Part({
  label,
  type = 'text',
  text,
  error,
  onChange,
}: {
  label: string
  type?: string
  text: string
  error: string | undefined
  onChange: (text: string) => void
}) {
  const id = useId()
  return (
    <div data-invalid={error !== undefined}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <Input
        id={id}
        type={type}
        autoComplete="off"
        value={text}
        {...(error ? { status: 'error' as const, 'aria-describedby': `${id}-error` } : {})}
        onChange={event => onChange(event.target.value)}
      />
      {error ? (
        <div className="field-error" id={`${id}-error`} role="alert">
          {error}
        </div>
      ) : null}
    </div>
  )
}
