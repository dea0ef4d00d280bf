import { EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type MouseEvent, useRef, useState } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { MaskedFact } from '#web/access/Unmask.tsx'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { useText } from '#web/ui/index.ts'
import { EditInPlace } from '../EditInPlace.tsx'
import { concerns, setterOf } from '../form/form-fields.ts'
import { VerbSheet } from '../form/VerbSheet.tsx'
import styles from './facts.module.css'

/**
 * What is known of a record, in its sections; a click on a value edits it where it stands. `withLines` where lines have no tab of their
 * own.
 */
export function Facts({
  object,
  record,
  withLines = false,
}: {
  object: ObjectDescription
  record: ApiRecord
  withLines?: boolean
}) {
  return object.sections.map(section => {
    const fields = section.fields.flatMap(name => {
      const field = object.fields.find(one => one.name === name)
      if (!field || !concerns(field, record) || (field.type === 'lines' && !withLines)) return []
      // What only verbs fill is shown once it is filled.
      return field.isEditable || field.isAskedWhenNew || !isEmpty(record[name]) ? [field] : []
    })
    if (fields.length === 0) return null
    return (
      <section key={section.name} className={styles.section} aria-label={section.label}>
        {object.sections.length > 1 && <h2 className={styles.heading}>{section.label}</h2>}
        <dl className={styles.facts}>
          {fields.map(field => (
            <Fact key={field.name} object={object} record={record} field={field} />
          ))}
        </dl>
      </section>
    )
  })
}

/** A value as it is shown on a page; one that is masked has its own button. */
function ShownFact({
  object,
  record,
  field,
}: {
  object: ObjectDescription
  record: ApiRecord
  field: FieldDescription
}) {
  if (field.isMasked) return <MaskedFact object={object} record={record} field={field} />
  return <Value field={field} object={object.name} values={record} room="page" />
}

/** One field with its value; `isAlone` where its label stands already above it. */
export function Fact({
  object,
  record,
  field,
  isAlone = false,
}: {
  object: ObjectDescription
  record: ApiRecord
  field: FieldDescription
  isAlone?: boolean
}) {
  const t = useText()
  const [isEditing, setEditing] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const pencil = useRef<HTMLButtonElement>(null)
  // What is set at creation is changed by its verb, from the same place.
  const setter = setterOf(object, record, field)
  const mayEdit = setter !== undefined || (field.isEditable && record.can.includes('update'))
  const isWide = field.type === 'lines' || (field.type === 'longText' && !isEmpty(record[field.name]))
  const begin = (event: MouseEvent<HTMLElement>) => {
    // Links, buttons and marked text are for themselves.
    const isOther = (event.target as HTMLElement).closest('a, button, summary') !== null
    if (mayEdit && !isOther && (window.getSelection()?.toString() ?? '') === '') setEditing(true)
  }
  const end = () => {
    // While it was saved the person may have gone on to another field: what is typed there is not to be taken from under his hands.
    const at = document.activeElement
    const isElsewhere = !setter && at !== null && at !== document.body && !place.current?.contains(at)
    setEditing(false)
    if (!isElsewhere) requestAnimationFrame(() => pencil.current?.focus())
  }
  return (
    <div
      ref={place}
      className={styles.fact}
      data-field={field.name}
      data-wide={isWide}
      data-editing={isEditing && !setter}
    >
      <dt className={isAlone ? 'for-readers-only' : undefined}>{field.label}</dt>
      {isEditing && !setter ? (
        <dd>
          <EditInPlace object={object} record={record} field={field} onEnd={end} />
        </dd>
      ) : (
        // The pencil beside it does the same for the keyboard.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <dd className={styles.value} data-editable={mayEdit} onClick={begin}>
          {isEmpty(record[field.name]) ? (
            <span className={styles.nothing}>
              <span aria-hidden="true">–</span>
              <span className="for-readers-only">{t('records.empty')}</span>
            </span>
          ) : (
            <ShownFact object={object} record={record} field={field} />
          )}
          {mayEdit && (
            <Button
              ref={pencil}
              type="text"
              size="small"
              className={styles.pencil}
              icon={<EditOutlined aria-hidden />}
              aria-label={setter ? `${field.label}: ${setter.label}` : t('records.edit.open', { field: field.label })}
              onClick={() => setEditing(true)}
            />
          )}
        </dd>
      )}
      {setter && <VerbSheet object={object} record={record} verb={setter} open={isEditing} onClose={end} />}
    </div>
  )
}
