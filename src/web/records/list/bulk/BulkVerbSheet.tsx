import { Alert, Button } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { BulkDescription } from '#platform/bulk/bulk-description.ts'
import type { FieldDescription, VerbDescription } from '#platform/objects/description.ts'
import { isProblem, type ObjectDescription } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import { Sheet, usePhone, useProblemText, useText } from '#web/ui/index.ts'
import { filled } from '../../form/form-fields.ts'
import styles from '../list.module.css'
import { type Selection, useStartBulk } from './bulk-requests.ts'

/** Of a reference that only this verb changes, nothing given means none from now on. */
const isMended = (object: ObjectDescription, { name, type }: FieldDescription): boolean =>
  type === 'reference' && object.fields.some(field => field.name === name && field.setBy === 'creation')

/** What a verb asks, once for all selected records: 输单 asks why. */
export function BulkVerbSheet({
  object,
  verb,
  selection,
  count,
  onClose,
  onDone,
}: {
  object: ObjectDescription
  verb: VerbDescription
  selection: Selection
  /** How many records, in words. */
  count: string
  onClose: () => void
  onDone: (run: BulkDescription) => void
}) {
  const t = useText()
  const id = useId()
  const phone = usePhone()
  const problemText = useProblemText()
  const [input, setInput] = useState<Record<string, unknown>>({})
  const { mutateAsync: start, isPending, error } = useStartBulk(object.path)
  const problems = isProblem(error) ? error.fields : []
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const run = await start({ selection, work: { verb: verb.verb, input: filled(input) } }).catch(() => null)
    if (run) onDone(run)
  }
  return (
    <Sheet
      open
      height="auto"
      title={t('records.bulk.verbTitle', { verb: verb.label, count })}
      onClose={onClose}
      footer={
        <Button
          type="primary"
          danger={verb.tone === 'danger'}
          htmlType="submit"
          form={id}
          loading={isPending}
          block={phone}
        >
          {t('records.bulk.verbDo', { verb: verb.label, count })}
        </Button>
      }
    >
      <form noValidate id={id} className={styles.bulkForm} onSubmit={event => void save(event)} aria-label={verb.label}>
        {error && problems.length === 0 && <Alert type="error" title={problemText(error)} showIcon role="alert" />}
        {verb.input.map(field => {
          const { Input } = faceOf(field.type)
          const problem = problems.find(one => one.path === field.name)?.message
          return (
            <div key={field.name} className={styles.bulkEdit} data-bulk-field={field.name}>
              <label htmlFor={`${id}-${field.name}`}>
                {field.label}
                {field.required && <i className="field-must">*</i>}
              </label>
              <Input
                id={`${id}-${field.name}`}
                field={field}
                object={object.name}
                value={input[field.name] ?? null}
                values={input}
                onChange={value => setInput(before => ({ ...before, [field.name]: value }))}
                isInvalid={problem !== undefined}
                describedBy={problem ? `${id}-${field.name}-error` : undefined}
              />
              {problem && (
                <div className="field-error" id={`${id}-${field.name}-error`} role="alert">
                  {problem}
                </div>
              )}
              {isMended(object, field) && !input[field.name] && (
                <div className={styles.viewNote}>{t('records.bulk.emptied')}</div>
              )}
            </div>
          )
        })}
      </form>
    </Sheet>
  )
}
