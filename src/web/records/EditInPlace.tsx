import { CheckOutlined, CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type FocusEvent, type KeyboardEvent, useId, useRef } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { filesArrived } from '#web/fields/files/under-way.ts'
import { faceOf } from '#web/fields/index.ts'
import { useText } from '#web/ui/index.ts'
import styles from './edit-in-place.module.css'
import { FieldConflictNote } from './FieldConflictNote.tsx'
import { useFieldEdit } from './field-edit.ts'

/**
 * One field of a record while it is edited where it stands. Enter saves, Esc leaves it as it was; choosing saves at once; leaving a text
 * saves it. What could not be saved stays typed, with the reason below.
 */
export function EditInPlace({
  object,
  record,
  field,
  onEnd,
}: {
  object: ObjectDescription
  record: ApiRecord
  field: FieldDescription
  onEnd: () => void
}) {
  const t = useText()
  const id = useId()
  const edit = useFieldEdit(object, record, field)
  const { Input, endsBy } = faceOf(field.type)
  const latest = useRef(edit.draft)
  const saveAndEnd = async (value?: unknown) => {
    if (endsBy === 'button' && !(await filesArrived())) return
    if (await edit.save(value === undefined ? latest.current : value)) onEnd()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const isPopupOpen = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true'
    if (event.key === 'Escape' && !isPopupOpen) {
      event.stopPropagation()
      onEnd()
    } else if (event.key === 'Enter' && !isPopupOpen && (endsBy !== 'button' || event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      event.stopPropagation()
      void saveAndEnd()
    }
  }
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    const isInside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)
    if (endsBy === 'leaving' && !isInside && !edit.isSaving && !edit.error && !edit.conflict) void saveAndEnd()
  }
  return (
    <div className={styles.edit} onKeyDown={onKeyDown} onBlur={onBlur} role="presentation" data-editing={field.name}>
      <div className={styles.line}>
        <label className="for-readers-only" htmlFor={id}>
          {field.label}
        </label>
        <div className={styles.input}>
          <Input
            id={id}
            field={field}
            object={object.name}
            value={edit.draft}
            values={record}
            onChange={value => {
              latest.current = value
              edit.change(value)
              if (endsBy === 'choice') void saveAndEnd(value)
            }}
            isInvalid={edit.error !== null}
            describedBy={edit.error ? `${id}-error` : undefined}
            innerErrors={edit.innerErrors}
            autoFocus
          />
        </div>
        <span className={styles.buttons} data-below={endsBy === 'button'}>
          <Button
            size="small"
            type="primary"
            loading={edit.isSaving}
            icon={<CheckOutlined aria-hidden />}
            aria-label={t('records.edit.save', { field: field.label })}
            onClick={() => void saveAndEnd()}
          />
          <Button
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('records.edit.cancel', { field: field.label })}
            // Before the input is left, or leaving it would save.
            onMouseDown={event => event.preventDefault()}
            onClick={onEnd}
          />
        </span>
      </div>
      {edit.error && (
        <div className="field-error" id={`${id}-error`} role="alert">
          {edit.error}
        </div>
      )}
      {edit.conflict && (
        <FieldConflictNote
          object={object}
          field={field}
          mine={edit.draft}
          theirs={edit.conflict.theirs}
          onMine={async () => {
            if (await edit.keepMine()) onEnd()
          }}
          onTheirs={() => {
            edit.takeTheirs()
            onEnd()
          }}
        />
      )}
    </div>
  )
}
