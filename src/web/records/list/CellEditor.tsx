import type { FieldDescription } from '#platform/objects/description.ts'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { EditInPlace } from '../EditInPlace.tsx'
import styles from './grid.module.css'

/** A cell while it is edited: it grows over its neighbours as far as it needs. Clicks and keys in it stay in it. */
export function CellEditor({
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
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      className={styles.editor}
      onClick={event => event.stopPropagation()}
      onDoubleClick={event => event.stopPropagation()}
    >
      <EditInPlace object={object} record={record} field={field} onEnd={onEnd} />
    </div>
  )
}
