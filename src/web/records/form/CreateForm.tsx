import { Alert, Button } from 'antd'
import { createElement, type KeyboardEvent, type ReactNode, Suspense, useState } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'
import { type ApiRecord, type ObjectDescription, useCatalog, useSaveRecord, useSession } from '#web/api/index.ts'
import { useNoun } from '#web/fields/noun-words.ts'
import { coveredByLines, fillerOf, formEndOf, formNotesOf } from '#web/shell/define-web-module.ts'
import { commandKey } from '#web/shell/use-shortcuts.ts'
import { useText } from '#web/ui/index.ts'
import { FormField } from './FormField.tsx'
import styles from './form.module.css'
import { concerns, filled, formSections, lastChosen, quickFields, rememberChosen, startValues } from './form-fields.ts'
import { TwinNote } from './TwinNote.tsx'
import { useCompanion } from './use-companion.tsx'
import { type FormState, useFocusOnWrong, useForm } from './use-form.ts'

/**
 * The form of a new record: quick, with a way to all fields, or whole. ⌘↵ saves, ⌘⇧↵ saves and begins the next. What was typed waits on this
 * device until it is saved or given up.
 */
export function CreateForm({
  object,
  given,
  isWhole,
  onMade,
  onCancel,
  foot,
}: {
  object: ObjectDescription
  /** Values to begin with. */
  given?: Readonly<Record<string, unknown>> | undefined
  /** All fields from the start. */
  isWhole: boolean
  onMade: (record: ApiRecord, goesOn: boolean) => void
  onCancel: () => void
  /** Where the buttons stand. */
  foot: (buttons: ReactNode) => ReactNode
}) {
  const t = useText()
  const noun = useNoun()
  const session = useSession()
  const { mutateAsync: store } = useSaveRecord(object.path)
  const [areAllShown, setAllShown] = useState(isWhole)
  const [start] = useState(() => startValues(object, session, { ...lastChosen(object, session), ...given }))
  const companion = useCompanion(object)
  const form = useForm({
    start,
    draftKey: `${session.user.id}.${object.name}.new${given ? `.${JSON.stringify(given)}` : ''}`,
    send: (changed, _version, idempotencyKey) =>
      companion.send(filled({ ...start, ...changed }), {
        idempotencyKey,
        alone: values => store({ values, idempotencyKey }),
      }),
  })
  const body = useFocusOnWrong(form)
  const Filler = fillerOf(object.name)
  const End = formEndOf(object.name)
  const quick = quickFields(object)
  const isHidden = (path: string) =>
    !areAllShown && !quick.some(field => path === field.name || path.startsWith(`${field.name}.`))

  const save = async (goesOn: boolean) => {
    const record = await form.save()
    if (!record) return
    rememberChosen(object, session, record)
    companion.clear()
    onMade(record, goesOn)
    if (goesOn) form.startAnew()
  }
  // A field that is wrong must be seen.
  const mustShowAll = Object.keys(form.errors).some(path => isHidden(path) && !companion.has(path))

  return (
    <form
      noValidate
      ref={body}
      className={styles.form}
      aria-label={t('records.form.new', { object: noun(object.label) })}
      onKeyDown={event => onCommandEnter(event, goesOn => void save(goesOn))}
      onSubmit={event => {
        event.preventDefault()
        void save(false)
      }}
    >
      {Filler ? (
        <Suspense fallback={null}>
          {createElement(Filler, {
            onFill: values => {
              for (const [name, value] of Object.entries(values)) form.set(name, value)
            },
            onFillCompanion: areAllShown ? null : companion.fill,
          })}
        </Suspense>
      ) : null}
      <FormNotes form={form} />
      {areAllShown || mustShowAll ? (
        <WholeFields object={object} form={form} isNew />
      ) : (
        <>
          <Fields object={object} fields={quick} form={form} isNew />
          {companion.part(form.errors)}
          <Button type="link" className={styles.more} onClick={() => setAllShown(true)}>
            {t('records.form.more')}
          </Button>
        </>
      )}
      {End ? (
        <Suspense fallback={null}>
          {createElement(End, { object, values: form.values, errors: form.errors, onSet: form.set })}
        </Suspense>
      ) : null}
      {foot(
        <>
          <Button type="primary" htmlType="submit" loading={form.isSaving} title={`${commandKey}↵`}>
            {t('records.form.save')}
          </Button>
          <Button onClick={() => void save(true)} disabled={form.isSaving} title={`${commandKey}⇧↵`}>
            {t('records.form.saveAndNext')}
          </Button>
          <Button type="text" onClick={onCancel}>
            {t('records.form.close')}
          </Button>
        </>,
      )}
    </form>
  )
}

/** ⌘↵ or Ctrl-Enter saves, with Shift it goes on to the next. */
export function onCommandEnter(event: KeyboardEvent, save: (goesOn: boolean) => void): void {
  if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return
  event.preventDefault()
  save(event.shiftKey)
}

/** What concerns the whole form: a draft that came back, what is wrong. */
export function FormNotes({ form }: { form: FormState }) {
  const t = useText()
  return (
    <>
      {form.isRestored && (
        <Alert
          type="info"
          className={styles.note}
          title={t('records.form.restored')}
          action={
            <Button size="small" type="text" onClick={form.startAnew}>
              {t('records.form.startAnew')}
            </Button>
          }
        />
      )}
      {form.error && (
        <Alert
          type="error"
          className={styles.note}
          role="alert"
          title={
            Object.keys(form.errors).length > 1
              ? t('records.form.wrong', { count: Object.keys(form.errors).length })
              : form.error
          }
        />
      )}
    </>
  )
}

/** All fields in their sections. */
export function WholeFields({
  object,
  form,
  id,
  isNew = false,
}: {
  object: ObjectDescription
  form: FormState
  /** Of the record that is changed. */
  id?: string
  isNew?: boolean
}) {
  const covered = coveredByLines(object, useCatalog())
  return formSections(object, isNew).map((section, index) => {
    const fields = section.fields.filter(field => !covered.has(field.name))
    if (fields.length === 0) return null
    return (
      <fieldset key={section.name} className={styles.section}>
        <legend>{section.label}</legend>
        <Fields object={object} id={id} fields={fields} form={form} hasFocus={index === 0} isNew={isNew} />
      </fieldset>
    )
  })
}

function Fields({
  object,
  id,
  fields,
  form,
  hasFocus = true,
  isNew,
}: {
  object: ObjectDescription
  id?: string | undefined
  fields: readonly FieldDescription[]
  form: FormState
  hasFocus?: boolean
  /** A new name is compared with those that are there. */
  isNew: boolean
}) {
  return (
    <div className={styles.fields}>
      {fields
        .filter(field => concerns(field, form.values))
        .map((field, index) => (
          <div key={field.name} className={styles.slot} data-wide={field.type === 'lines' || field.type === 'longText'}>
            <FormField field={field} object={object.name} form={form} autoFocus={hasFocus && index === 0} />
            {field.name === object.title && <NameNote object={object} id={id} form={form} isNew={isNew} />}
          </div>
        ))}
    </div>
  )
}

/** Under the name: what a module says of the whole form, or who has the same name. */
function NameNote({
  object,
  id,
  form,
  isNew,
}: {
  object: ObjectDescription
  id: string | undefined
  form: FormState
  isNew: boolean
}) {
  const notes = formNotesOf(object.name)
  if (notes.length === 0) return isNew ? <TwinNote object={object} title={form.values[object.title]} /> : null
  return (
    <Suspense fallback={null}>
      {notes.map(({ name, Note }) => (
        <Note key={name} object={object} id={id} values={form.values} onSet={form.set} />
      ))}
    </Suspense>
  )
}
