import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { BulkDescription } from '#platform/bulk/bulk-description.ts'
import type { FieldDescription, ObjectDescription } from '#web/api/index.ts'
import { isProblem } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import { Sheet, usePhone, useProblemText, useText } from '#web/ui/index.ts'
import styles from '../list.module.css'
import { type BulkWork, type Selection, useStartBulk } from './bulk-requests.ts'

/** How a field is changed: its value is given anew, or members are put to it or taken from it. */
type How = 'set' | 'add' | 'take'
interface Edit {
  field: string
  how: How
  value: unknown
}

/** Changes several fields of all selected records at once. */
export function BulkEditSheet({
  object,
  selection,
  count,
  first,
  onClose,
  onDone,
}: {
  object: ObjectDescription
  selection: Selection
  /** How many records, in words. */
  count: string
  /** The field to begin with. */
  first: string | undefined
  onClose: () => void
  onDone: (run: BulkDescription) => void
}) {
  const t = useText()
  const id = useId()
  const phone = usePhone()
  const problemText = useProblemText()
  const fields = object.fields.filter(isBulkEditable)
  const [edits, setEdits] = useState<Edit[]>(() => {
    const start = fields.find(field => field.name === first) ?? fields[0]
    return start ? [freshEdit(start)] : []
  })
  const { mutateAsync: start, isPending, error } = useStartBulk(object.path)
  const left = fields.filter(field => !edits.some(edit => edit.field === field.name))
  const replace = (index: number, edit: Edit) => setEdits(edits.map((one, at) => (at === index ? edit : one)))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const run = await start({ selection, work: workOf(edits) }).catch(() => null)
    if (run) onDone(run)
  }
  return (
    <Sheet
      open
      title={t('records.bulk.editTitle', { count })}
      onClose={onClose}
      footer={
        <Button
          type="primary"
          htmlType="submit"
          form={id}
          loading={isPending}
          block={phone}
          disabled={edits.length === 0}
        >
          {t('records.bulk.editDo', { count })}
        </Button>
      }
    >
      <form
        noValidate
        id={id}
        className={styles.bulkForm}
        onSubmit={event => void save(event)}
        aria-label={t('records.bulk.edit')}
      >
        {error && <Alert type="error" title={problemText(error)} showIcon role="alert" />}
        {edits.map((edit, index) => {
          const field = fields.find(one => one.name === edit.field)
          if (!field) return null
          return (
            <EditRow
              key={edit.field}
              object={object}
              field={field}
              edit={edit}
              offered={[field, ...left]}
              values={Object.fromEntries(edits.map(one => [one.field, one.value]))}
              problem={isProblem(error) ? error.fields.find(one => one.path === field.name)?.message : undefined}
              onChange={next => replace(index, next)}
              onRemove={() => setEdits(edits.filter(one => one !== edit))}
            />
          )
        })}
        {left[0] && (
          <Button
            type="link"
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => left[0] && setEdits([...edits, freshEdit(left[0])])}
          >
            {t('records.bulk.addField')}
          </Button>
        )}
      </form>
    </Sheet>
  )
}

function EditRow({
  object,
  field,
  edit,
  offered,
  values,
  problem,
  onChange,
  onRemove,
}: {
  object: ObjectDescription
  field: FieldDescription
  edit: Edit
  offered: readonly FieldDescription[]
  values: Record<string, unknown>
  problem: string | undefined
  onChange: (edit: Edit) => void
  onRemove: () => void
}) {
  const t = useText()
  const id = useId()
  const { Input } = faceOf(field.type)
  return (
    <div className={styles.bulkEdit} data-bulk-field={field.name}>
      <div className={styles.bulkEditHead}>
        <Select
          aria-label={t('records.filter.field')}
          value={field.name}
          options={offered.map(one => ({ value: one.name, label: one.label }))}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          onChange={name => {
            const chosen = offered.find(one => one.name === name)
            if (chosen) onChange(freshEdit(chosen))
          }}
        />
        {holdsSeveral(field) && (
          <Select<How>
            aria-label={t('records.bulk.how')}
            value={edit.how}
            options={(['add', 'take', 'set'] as const).map(how => ({
              value: how,
              label: t(`records.bulk.hows.${how}`),
            }))}
            onChange={how => onChange({ ...edit, how })}
          />
        )}
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('records.bulk.dropField', { field: field.label })}
          onClick={onRemove}
        />
      </div>
      <label className="for-readers-only" htmlFor={id}>
        {field.label}
      </label>
      <Input
        id={id}
        field={{ ...field, required: false }}
        object={object.name}
        value={edit.value ?? null}
        values={values}
        onChange={value => onChange({ ...edit, value })}
        isInvalid={problem !== undefined}
        describedBy={problem ? `${id}-error` : undefined}
      />
      {problem && (
        <div className="field-error" id={`${id}-error`} role="alert">
          {problem}
        </div>
      )}
      {edit.how === 'set' && (edit.value === null || edit.value === undefined) && (
        <div className={styles.viewNote}>{t('records.bulk.emptied')}</div>
      )}
    </div>
  )
}

/** What is one record's own (lines, files, a unique value) is not written to many. */
const isBulkEditable = (field: FieldDescription): boolean =>
  field.isEditable &&
  !field.unique &&
  !['lines', 'serial', 'files', 'images', 'phones', 'emails', 'wechats'].includes(field.type)

const holdsSeveral = (field: FieldDescription): boolean => ['choices', 'tags'].includes(field.type)

const freshEdit = (field: FieldDescription): Edit => ({
  field: field.name,
  how: holdsSeveral(field) ? 'add' : 'set',
  value: null,
})

function workOf(edits: readonly Edit[]): BulkWork {
  const work = { verb: 'update', values: {}, add: {}, take: {} } as {
    verb: string
    values: Record<string, unknown>
    add: Record<string, unknown[]>
    take: Record<string, unknown[]>
  }
  for (const { field, how, value } of edits)
    if (how === 'set') work.values[field] = value ?? null
    else work[how][field] = Array.isArray(value) ? value : []
  return work
}
