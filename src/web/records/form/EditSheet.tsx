import { Button } from 'antd'
import { useState } from 'react'
import type { VerbDescription } from '#platform/objects/description.ts'
import { type ApiRecord, type ObjectDescription, useSession } from '#web/api/index.ts'
import { commandKey } from '#web/shell/use-shortcuts.ts'
import accessStyles from '#web/access/access.module.css'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { useNoun } from '#web/fields/noun-words.ts'
import { Sheet, useText } from '#web/ui/index.ts'
import { useUndoableSave } from '../use-undoable-save.ts'
import { FormNotes, onCommandEnter, WholeFields } from './CreateForm.tsx'
import styles from './form.module.css'
import { formSections, setterOf } from './form-fields.ts'
import { useFocusOnWrong, useForm } from './use-form.ts'
import { VerbSheet } from './VerbSheet.tsx'

/** All fields of a record at once. Only what was changed is sent; what somebody else changed meanwhile stands beside it to choose. */
export function EditSheet({
  object,
  record,
  open,
  onClose,
}: {
  object: ObjectDescription
  record: ApiRecord
  open: boolean
  onClose: () => void
}) {
  const t = useText()
  const noun = useNoun()
  return (
    <Sheet open={open} onClose={onClose} wide title={t('records.form.edit', { object: noun(object.label) })}>
      {open && <EditForm object={object} record={record} onClose={onClose} />}
    </Sheet>
  )
}

/**
 * What this person is shown but does not change here stands in the form, too, so that nobody looks for it; with the verb that changes it,
 * where there is one.
 */
function UnchangeableFields({
  object,
  record,
  onAsk,
}: {
  object: ObjectDescription
  record: ApiRecord
  onAsk: (verb: VerbDescription) => void
}) {
  const t = useText()
  const fields = object.fields.filter(
    field =>
      !field.isEditable &&
      field.setBy !== 'verb' &&
      field.type !== 'lines' &&
      (!isEmpty(record[field.name]) || setterOf(object, record, field) !== undefined),
  )
  if (fields.length === 0) return null
  const verbs = [...new Set(fields.flatMap(field => setterOf(object, record, field) ?? []))]
  return (
    <div data-unchangeable>
      <dl className={accessStyles.readOnly}>
        {fields.map(field => (
          <div key={field.name} style={{ display: 'contents' }}>
            <dt>{field.label}</dt>
            <dd>
              {isEmpty(record[field.name]) ? (
                t('records.empty')
              ) : (
                <Value field={field} object={object.name} values={record} room="page" />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {verbs.length > 0 && (
        <div className={accessStyles.setters}>
          {verbs.map(verb => (
            <Button key={verb.verb} size="small" onClick={() => onAsk(verb)}>
              {verb.label}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

function EditForm({ object, record, onClose }: { object: ObjectDescription; record: ApiRecord; onClose: () => void }) {
  const t = useText()
  const noun = useNoun()
  const { user } = useSession()
  const { saveUndoable } = useUndoableSave(object)
  // The record as it was when the form opened: a refetch behind it changes nothing under somebody's hands.
  const [opened] = useState(record)
  const form = useForm({
    start: Object.fromEntries(
      formSections(object, false).flatMap(({ fields }) => fields.map(({ name }) => [name, opened[name] ?? null])),
    ),
    version: opened.version,
    draftKey: `${user.id}.${object.name}.${record.id}`,
    send: (changed, version) =>
      Object.keys(changed).length === 0
        ? Promise.resolve(opened)
        : saveUndoable(opened, version ?? opened.version, changed),
  })
  const body = useFocusOnWrong(form)
  const [asked, setAsked] = useState<VerbDescription | null>(null)
  const save = async () => {
    if (await form.save()) onClose()
  }
  return (
    <>
      <form
        noValidate
        ref={body}
        className={styles.form}
        aria-label={t('records.form.edit', { object: noun(object.label) })}
        onKeyDown={event => onCommandEnter(event, () => void save())}
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <FormNotes form={form} />
        <WholeFields object={object} form={form} id={record.id} />
        <UnchangeableFields object={object} record={record} onAsk={setAsked} />
        <div className={styles.foot}>
          <Button
            type="primary"
            htmlType="submit"
            loading={form.isSaving}
            disabled={!form.isChanged}
            title={`${commandKey}↵`}
          >
            {t('records.form.save')}
          </Button>
          <Button type="text" onClick={onClose}>
            {t('records.form.close')}
          </Button>
        </div>
      </form>
      {/* Beside the form, not in it: what is sent in one sheet is not sent in the other. */}
      {asked && <VerbSheet object={object} record={record} verb={asked} open onClose={() => setAsked(null)} />}
    </>
  )
}
