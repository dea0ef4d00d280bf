import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { relatedColumns, relatedQuery } from '#platform/objects/relations.ts'
import { type ApiRecord, fetchRecords, hasRight, type ObjectDescription, recordKeys } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { useNoun } from '#web/fields/noun-words.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { Value } from '#web/fields/Value.tsx'
import { EmptyState, ErrorState, formatNumber, Skeletons, useLocale, useText } from '#web/ui/index.ts'
import { RecordLink } from '../RecordLink.tsx'
import styles from './record.module.css'
import type { Related } from './related.ts'

/** The first related records with how many there are; read once for tab and list. */
const useRelated = (related: Related) =>
  useQuery({
    queryKey: [...recordKeys.of(related.object.path), 'related', related.filter],
    queryFn: ({ signal }) => fetchRecords(related.object.path, relatedQuery(related, related.of), null, signal),
  })

/** Name of the tab, with how many there are. */
export function RelatedLabel({ related }: { related: Related }) {
  const locale = useLocale()
  const count = useRelated(related).data?.count
  return (
    <span data-related={related.key}>
      {related.label}
      {count ? (
        <span className={styles.count}>
          {formatNumber(count.value, { locale })}
          {count.capped ? '+' : ''}
        </span>
      ) : null}
    </span>
  )
}

/** Related records as a short list, with a way to all of them and to a new one that already refers here. */
export function RelatedList({ related, to, record }: { related: Related; to: ObjectDescription; record: ApiRecord }) {
  const t = useText()
  const noun = useNoun()
  const { data, error, refetch } = useRelated(related)
  const quickCreate = useQuickCreate()
  const { object } = related
  const mayCreate =
    quickCreate !== null &&
    hasRight(object, 'create') &&
    object.fields.some(one => one.name === related.field && one.isAskedWhenNew)
  const create = () =>
    quickCreate?.({
      object: object.name,
      values: { [related.field]: { id: record.id, title: titleOf(to, record) } },
      // One stays on the page that one came from.
      onCreated: () => undefined,
    })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeletons shape="list" />
  const createButton = mayCreate && (
    <Button icon={<PlusOutlined aria-hidden />} onClick={create}>
      {t('records.list.new', { object: noun(object.label) })}
    </Button>
  )
  if (data.records.length === 0) {
    return (
      <EmptyState title={t('records.related.none', { objects: noun(object.labelPlural) })}>{createButton}</EmptyState>
    )
  }
  const columns = relatedColumns(related).flatMap(name => object.fields.find(field => field.name === name) ?? [])
  return (
    <div className={styles.related}>
      <div className={styles.relatedHead}>
        {createButton}
        <Link to="/o/$path" params={{ path: object.path }} search={{ filter: related.filter }}>
          {t('records.related.all')}
        </Link>
      </div>
      <div className={styles.relatedScroll}>
        <table>
          <thead>
            <tr>
              <th scope="col">{object.fields.find(field => field.name === object.title)?.label}</th>
              {columns.map(field => (
                <th key={field.name} scope="col" data-align={faceOf(field.type).align}>
                  {field.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.records.map(row => (
              <tr key={row.id}>
                <td>
                  <RecordLink object={object.name} id={row.id} title={titleOf(object, row) || t('fieldsUi.untitled')} />
                </td>
                {columns.map(field => (
                  <td key={field.name} data-align={faceOf(field.type).align}>
                    <Value field={field} object={object.name} values={row} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
