import { Button } from 'antd'
import { useState } from 'react'
import type { VerbDescription } from '#platform/objects/description.ts'
import { type ApiRecord, type ObjectDescription, useSession, useVerb } from '#web/api/index.ts'
import { commandKey } from '#web/shell/use-shortcuts.ts'
import { Sheet, useText, useToast } from '#web/ui/index.ts'
import { FormNotes, onCommandEnter } from './CreateForm.tsx'
import { FormField } from './FormField.tsx'
import styles from './form.module.css'
import { filled } from './form-fields.ts'
import { useForm } from './use-form.ts'

interface VerbSheetProps {
  object: ObjectDescription
  record: ApiRecord
  verb: VerbDescription
  open: boolean
  onClose: () => void
  /** Values to begin with, beyond those that the record already has under the same name. */
  given?: Readonly<Record<string, unknown>>
  /** Says itself what was done; without it a short message does. */
  onDone?: (record: ApiRecord) => void
}

/** What a verb asks before it is done: 输单 asks why. */
export function VerbSheet(props: VerbSheetProps) {
  const { verb, open, onClose } = props
  return (
    <Sheet open={open} onClose={onClose} title={verb.label} height="auto">
      {open && <VerbForm {...props} />}
    </Sheet>
  )
}

function VerbForm({ object, record, verb, onClose, given, onDone }: VerbSheetProps) {
  const t = useText()
  const toast = useToast()
  const { user } = useSession()
  const { mutateAsync: act } = useVerb(object.path, verb.verb)
  const [start] = useState(() => ({ ...known(object, verb, record), ...given }))
  const form = useForm({
    start,
    draftKey: `${user.id}.${object.name}.${record.id}.${verb.verb}`,
    send: (changed, _version, idempotencyKey) =>
      act({ id: record.id, input: filled({ ...start, ...changed }), idempotencyKey }),
  })
  const save = async () => {
    const done = await form.save()
    if (!done) return
    onClose()
    if (onDone) onDone(done)
    else toast.say(t('records.verb.done', { verb: verb.label }))
  }
  return (
    <form
      noValidate
      className={styles.form}
      aria-label={verb.label}
      onKeyDown={event => onCommandEnter(event, () => void save())}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <FormNotes form={form} />
      <div className={styles.fields} data-single>
        {verb.input.map((field, index) => (
          <FormField
            key={field.name}
            field={field}
            object={object.name}
            form={form}
            context={record}
            autoFocus={index === 0}
          />
        ))}
      </div>
      <div className={styles.foot}>
        <Button
          type="primary"
          danger={verb.tone === 'danger'}
          htmlType="submit"
          loading={form.isSaving}
          title={`${commandKey}↵`}
        >
          {verb.label}
        </Button>
        <Button type="text" onClick={onClose}>
          {t('records.form.close')}
        </Button>
      </div>
    </form>
  )
}

/**
 * What the record has under the same name; where it goes to is for the person to say, unless the verb alone changes that field: then what
 * stands there is what he mends.
 */
const known = (object: ObjectDescription, verb: VerbDescription, record: ApiRecord): Record<string, unknown> =>
  Object.fromEntries(
    verb.input.flatMap(field => {
      const value = record[field.name]
      const isMended = object.fields.some(one => one.name === field.name && one.setBy === 'creation')
      const isPlace = !isMended && ['reference', 'user', 'department'].includes(field.type)
      return isPlace || value === null || value === undefined ? [] : [[field.name, value]]
    }),
  )
