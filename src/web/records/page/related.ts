import type { TFunction } from 'i18next'
import type { FieldDescription } from '#platform/objects/description.ts'
import type { Filter } from '#platform/objects/filter.ts'
import { type Relation, relatedQuery, relationsTo } from '#platform/objects/relations.ts'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'

/** Records of another object that refer to this one by a field. */
export interface Related extends Relation<ObjectDescription> {
  label: string
  filter: Filter
  /** The record whose page it is. */
  of: string
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
  const relations = relationsTo(catalog, object.name)
  return relations.map(relation => {
    const { object: other, field: name } = relation
    const field = other.fields.find(one => one.name === name) as FieldDescription
    const isAlone = relations.filter(one => one.object === other).length === 1
    const label =
      field.acyclic && other.name === object.name
        ? t('records.related.below', { objects: other.labelPlural })
        : isAlone
          ? other.labelPlural
          : `${other.labelPlural} · ${field.label}`
    return { ...relation, label, filter: relatedQuery(relation, record.id).filter, of: record.id }
  })
}
