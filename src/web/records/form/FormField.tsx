import { Button } from 'antd'
import { useId } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'
import { faceOf, type Values } from '#web/fields/index.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { isEmpty } from '#web/fields/Value.tsx'
import { useText } from '#web/ui/index.ts'
import styles from './form.module.css'
import type { FormState } from './use-form.ts'

/** A labelled input with its hint and what is wrong with it; in a conflict also what somebody else wrote. */
export function FormField({
  field,
  object,
  form,
  context,
  autoFocus = false,
}: {
  field: FieldDescription
  /** Name of the object, for inputs that look beyond the field. */
  object: string
  form: FormState
  /** Values beside the form's own: of the record that a verb acts on. */
  context?: Values
  autoFocus?: boolean
}) {
  const t = useText()
  const id = useId()
  const { Input, words } = faceOf(field.type)
  // What the server fills in where it is left empty is asked of nobody.
  const asked = field.isFilled ? { ...field, required: false } : field
  const error = form.errors[field.name]
  const inner = Object.fromEntries(
    Object.entries(form.errors)
      .filter(([path]) => path.startsWith(`${field.name}.`))
      .map(([path, message]) => [path.slice(field.name.length + 1), message]),
  )
  const described = [field.hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const isWide = field.type === 'lines' || ['longText', 'richText', 'files', 'images'].includes(field.type)
  return (
    <div className={styles.field} data-wide={isWide} data-field={field.name} data-invalid={error !== undefined}>
      <label className={styles.label} htmlFor={id}>
        {field.label}
        {asked.required && <i className="field-must">*</i>}
      </label>
      <Input
        id={id}
        field={asked}
        object={object}
        value={form.values[field.name] ?? null}
        values={{ ...context, ...form.values }}
        onChange={value => form.set(field.name, value)}
        isInvalid={error !== undefined}
        describedBy={described || undefined}
        innerErrors={inner}
        siblings={{ set: form.set, errors: form.errors }}
        autoFocus={autoFocus}
      />
      {field.hint && (
        <div className={styles.hint} id={`${id}-hint`}>
          {field.hint}
        </div>
      )}
      {error && (
        <div className="field-error" id={`${id}-error`} role="alert">
          {error}
        </div>
      )}
      {Object.hasOwn(form.theirs, field.name) && (
        <Theirs field={field} form={form} words={words} label={t('records.conflict.theirs')} />
      )}
    </div>
  )
}

function Theirs({
  field,
  form,
  words,
  label,
}: {
  field: FieldDescription
  form: FormState
  words: ReturnType<typeof faceOf>['words']
  label: string
}) {
  const t = useText()
  const wording = useWording()
  const value = form.theirs[field.name]
  return (
    <div className={styles.theirs} role="alert" data-conflict={field.name}>
      <span>
        {label} <strong>{isEmpty(value) ? t('records.empty') : words(value, field, wording, form.values)}</strong>
      </span>
      <Button size="small" onClick={() => form.settle(field.name, 'mine')}>
        {t('records.conflict.keepMine')}
      </Button>
      <Button size="small" onClick={() => form.settle(field.name, 'theirs')}>
        {t('records.conflict.takeTheirs')}
      </Button>
    </div>
  )
}
