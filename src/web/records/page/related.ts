import type { Filter } from '#platform/objects/filter.ts'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'

/** Records of another object that refer to this one by a field. */
export interface Related {
  /** Stands in the address. */
  key: string
  object: ObjectDescription
  field: string
  label: string
  filter: Filter
}

/**
 * Every object that refers to this record, once per field. Two ways from the same object, or from its own, are told apart by the field:
 * 客户 · 上级客户.
 */
export function relatedOf(
  catalog: readonly ObjectDescription[],
  object: ObjectDescription,
  record: ApiRecord,
): Related[] {
  return catalog.flatMap(other => {
    if (other.lineOf) return []
    const fields = other.fields.filter(
      field => ['reference', 'user', 'department'].includes(field.type) && field.object === object.name && field.name !== 'createdBy',
    )
    return fields.map(field => ({
      key: `${other.name}.${field.name}`,
      object: other,
      field: field.name,
      label: fields.length > 1 || other.name === object.name ? `${other.labelPlural} · ${field.label}` : other.labelPlural,
      filter: { field: field.name, op: 'in' as const, value: [record.id] },
    }))
  })
}
