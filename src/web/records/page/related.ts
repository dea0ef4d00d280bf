import type { TFunction } from 'i18next'
import type { FieldDescription } from '#platform/objects/description.ts'
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
 * Every object that refers to this record, once per field. Two ways from the same object are told apart by the field, 部门 · 负责人;
 * what stands below it in a tree is called so: 下级客户.
 */
export function relatedOf(
  catalog: readonly ObjectDescription[],
  object: ObjectDescription,
  record: ApiRecord,
  t: TFunction,
): Related[] {
  return catalog.flatMap(other => {
    if (other.lineOf) return []
    const fields = other.fields.filter(
      field =>
        ['reference', 'user', 'department'].includes(field.type) &&
        field.object === object.name &&
        field.name !== 'createdBy' &&
        // What people do not edit and no index finds: who followed up last, a primary contact.
        !(field.setBy !== undefined && field.indexed !== true),
    )
    const labelOf = (field: FieldDescription): string => {
      if (field.acyclic && other.name === object.name) return t('records.related.below', { objects: other.labelPlural })
      return fields.length > 1 ? `${other.labelPlural} · ${field.label}` : other.labelPlural
    }
    return fields.map(field => ({
      key: `${other.name}.${field.name}`,
      object: other,
      field: field.name,
      label: labelOf(field),
      filter: { field: field.name, op: 'in' as const, value: [record.id] },
    }))
  })
}
