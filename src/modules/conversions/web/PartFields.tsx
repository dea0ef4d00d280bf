import { Segmented } from 'antd'
import { useId } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'
import { hasRight, useObjectNamed } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import { useNoun } from '#web/fields/noun-words.ts'
import type { ReferenceValue } from '#web/fields/ReferenceField.tsx'
import { FormField } from '#web/records/form/FormField.tsx'
import formStyles from '#web/records/form/form.module.css'
import { concerns } from '#web/records/form/form-fields.ts'
import type { FormState } from '#web/records/form/use-form.ts'
import { useText } from '#web/ui/index.ts'
import type { Part } from './conversion-requests.ts'
import styles from './conversions.module.css'
import { askedOf, type Choice, partOf, silentlyCarried } from './convert-parts.ts'

type Existing = Partial<Record<Part, { id: string; title: string } | null>>

const offered: Record<Part, readonly Choice[]> = {
  customer: ['new', 'existing'],
  contact: ['new', 'existing', 'none'],
  opportunity: ['new', 'none'],
}

/** One of the three: whether it is made, is there already or is not wanted, and its fields. */
export function PartFields({
  part,
  form,
  choices,
  existing,
  draft,
  onChoose,
  onPick,
  isNeedless = false,
}: {
  part: Part
  form: FormState
  choices: Readonly<Record<Part, Choice>>
  existing: Existing
  draft: Readonly<Record<Part, Record<string, unknown>>>
  onChoose: (part: Part, choice: Choice) => void
  onPick: (change: (before: Existing) => Existing) => void
  /** A person is his own contact. */
  isNeedless?: boolean
}) {
  const t = useText()
  const noun = useNoun()
  const object = useObjectNamed(part)
  const own = partOf(form, part)
  if (!object) return null
  const choice = choices[part]
  // A contact that is there belongs to a customer that is there.
  const possible = offered[part].filter(
    one =>
      (one !== 'new' || hasRight(object, 'create')) &&
      (part !== 'contact' || one !== 'existing' || choices.customer === 'existing'),
  )
  const fields = askedOf(object, part, { errors: own.errors, draft: draft[part] })
  const carried = silentlyCarried(object, draft[part], fields)
  return (
    <fieldset className={formStyles.section}>
      <legend className={styles.legend}>
        <span>{object.label}</span>
        <Segmented
          size="small"
          aria-label={t('conversions.what', { noun: noun(object.label) })}
          value={choice}
          options={possible.map(one => ({ value: one, label: t(`conversions.choices.${one}`) }))}
          onChange={next => onChoose(part, next as Choice)}
        />
      </legend>
      {choice === 'none' ? (
        <p className={styles.quiet}>{t(isNeedless ? 'conversions.person' : 'conversions.none')}</p>
      ) : null}
      {choice === 'existing' ? (
        <ExistingField
          part={part}
          label={object.label}
          path={object.path}
          value={existing[part] ?? null}
          customer={part === 'contact' ? (existing.customer ?? null) : null}
          error={form.errors[part]}
          onChange={one => onPick(before => ({ ...before, [part]: one }))}
        />
      ) : null}
      {choice === 'new' ? (
        <>
          <div className={formStyles.fields}>
            {fields
              .filter(field => concerns(field, own.values))
              .map(field => (
                <div key={field.name} className={formStyles.slot} data-wide={field.type === 'longText'}>
                  <FormField field={field} object={part} form={own} />
                </div>
              ))}
          </div>
          {carried.length > 0 ? (
            <p className={styles.quiet}>{t('conversions.carried', { fields: carried.join(t('conversions.comma')) })}</p>
          ) : null}
        </>
      ) : null}
    </fieldset>
  )
}

function ExistingField({
  part,
  label,
  path,
  value,
  customer,
  error,
  onChange,
}: {
  part: Part
  label: string
  path: string
  value: ReferenceValue | null
  customer: ReferenceValue | null
  error: string | undefined
  onChange: (value: ReferenceValue | null) => void
}) {
  const t = useText()
  const noun = useNoun()
  const id = useId()
  const { Input } = faceOf('reference')
  const field: FieldDescription = {
    name: part,
    type: 'reference',
    object: part,
    objectPath: path,
    label,
    required: true,
    operators: [],
    isSortable: false,
    isEditable: true,
    isAskedWhenNew: true,
  }
  return (
    <div className={formStyles.field} data-invalid={error !== undefined}>
      <label className={formStyles.label} htmlFor={id}>
        {t('conversions.existing', { noun: noun(label) })}
      </label>
      <Input
        id={id}
        field={field}
        object={part}
        value={value}
        values={customer ? { customer } : {}}
        isInvalid={error !== undefined}
        describedBy={error ? `${id}-error` : undefined}
        onChange={next => onChange(next as ReferenceValue | null)}
      />
      {error ? (
        <div className="field-error" id={`${id}-error`} role="alert">
          {error}
        </div>
      ) : null}
    </div>
  )
}
