import type { FieldDescription } from '#platform/objects/description.ts'
import { faceOf } from '#web/fields/index.ts'
import type { ReferenceValue } from '#web/fields/ReferenceField.tsx'

/** Chooses one record of people or departments, outside any form of a record. */
export function ReferencePicker({
  id,
  of,
  label,
  value,
  onChange,
}: {
  id: string
  of: 'user' | 'department'
  label: string
  value: ReferenceValue | null
  onChange: (value: ReferenceValue | null) => void
}) {
  const { Input } = faceOf(of)
  const field: FieldDescription = {
    name: of,
    type: of,
    object: of,
    objectPath: `${of}s`,
    label,
    operators: [],
    isSortable: false,
    isEditable: true,
    isAskedWhenNew: true,
  }
  return (
    <Input
      id={id}
      field={field}
      object={of}
      value={value}
      values={{}}
      onChange={next => onChange(next as ReferenceValue | null)}
    />
  )
}
