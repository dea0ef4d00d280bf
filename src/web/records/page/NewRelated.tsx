import { PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { relationsTo } from '#platform/objects/relations.ts'
import { type ApiRecord, hasRight, type ObjectDescription, useCatalog } from '#web/api/index.ts'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { useText } from '#web/ui/index.ts'

/** Anything new that refers to this record, from its page: the quick form knows already to whom it belongs, and one stays where one is. */
export function NewRelated({ object, record }: { object: ObjectDescription; record: ApiRecord }) {
  const t = useText()
  const items = useNewItems(object, record)
  if (items.length === 0) return null
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
      <Button icon={<PlusOutlined aria-hidden />}>{t('records.head.new')}</Button>
    </Dropdown>
  )
}

/** The same as items of a menu. */
export function useNewItems(
  object: ObjectDescription,
  record: ApiRecord,
): { key: string; label: string; onClick: () => void }[] {
  const catalog = useCatalog()
  const quickCreate = useQuickCreate()
  const offered = relationsTo(catalog, object.name).filter(
    ({ object: other, field }) =>
      other.name !== object.name &&
      hasRight(other, 'create') &&
      other.navigation !== undefined &&
      other.quick.length > 0 &&
      // Somebody whose name stands in a field is not what the new record is about.
      other.fields.some(one => one.name === field && one.type === 'reference' && one.isAskedWhenNew) &&
      field === object.name,
  )
  if (!quickCreate) return []
  return offered.map(({ object: other }) => ({
    key: `new-${other.name}`,
    label: other.label,
    onClick: () =>
      quickCreate({
        object: other.name,
        values: { [object.name]: { id: record.id, title: titleOf(object, record) } },
        onCreated: () => undefined,
      }),
  }))
}
