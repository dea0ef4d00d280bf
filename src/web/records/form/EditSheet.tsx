import { Button } from 'antd'
import { useState } from 'react'
import { type ApiRecord, type ObjectDescription, useSession } from '#web/api/index.ts'
import { commandKey } from '#web/shell/use-shortcuts.ts'
import { useNoun } from '#web/fields/noun-words.ts'
import { Sheet, useText } from '#web/ui/index.ts'
import { useUndoableSave } from '../use-undoable-save.ts'
import { FormNotes, onCommandEnter, WholeFields } from './CreateForm.tsx'
import styles from './form.module.css'
import { formSections } from './form-fields.ts'
import { useFocusOnWrong, useForm } from './use-form.ts'

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

function EditForm({ object, record, onClose }: { object: ObjectDescription; record: ApiRecord; onClose: () => void }) {
  const t = useText()
  const noun = useNoun()
  const { user } = useSession()
  const { saveUndoable } = useUndoableSave(object)
  // The record as it was when the form opened: a refetch behind it changes nothing under somebody's hands.
  const [opened] = useState(record)
  const form = useForm({
    start: Object.fromEntries(
      formSections(object).flatMap(({ fields }) => fields.map(({ name }) => [name, opened[name] ?? null])),
    ),
    version: opened.version,
    draftKey: `${user.id}.${object.name}.${record.id}`,
    send: (changed, version) =>
      Object.keys(changed).length === 0
        ? Promise.resolve(opened)
        : saveUndoable(opened, version ?? opened.version, changed),
  })
  const body = useFocusOnWrong(form)
  const save = async () => {
    if (await form.save()) onClose()
  }
  return (
    <form
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
      <WholeFields object={object} form={form} />
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
  )
}
