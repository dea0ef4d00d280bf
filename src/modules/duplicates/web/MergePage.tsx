import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useId, useState } from 'react'
import { api, type ObjectDescription, queryClient, recordKeys, useObjectNamed } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import { NotFoundPage } from '#web/shell/NotFoundPage.tsx'
import { useTrail, useTrailTo } from '#web/shell/trail.ts'
import { ErrorState, PageHeader, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { mergeView, type MergePreview } from './duplicate-requests.ts'
import styles from './duplicates.module.css'
import { MergeTable } from './MergeTable.tsx'
import { MergesHere } from './MergesHere.tsx'

/** Several records become one: which of them remains, whose value counts in each field, and what moves along. */
export default function MergePage() {
  const { view = '' } = useSearch({ from: '/signedIn/p/$page' })
  const [name, ...ids] = view.split('.')
  const object = useObjectNamed(name)
  if (!object || ids.length === 0) return <NotFoundPage />
  return <Merging key={view} object={object} ids={ids} />
}

function Merging({ object, ids }: { object: ObjectDescription; ids: string[] }) {
  const t = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const field = useId()
  const [into, setInto] = useState(ids[0] ?? '')
  const [choices, setChoices] = useState<Record<string, string>>({})
  const [reason, setReason] = useState('')
  const [isMerging, setMerging] = useState(false)
  useTrail([
    ...useTrailTo(object),
    { label: object.labelPlural, to: `/o/${object.path}` },
    { label: t('duplicates.merge.title') },
  ])
  const inOrder = [into, ...ids.filter(id => id !== into)]
  const { data, error, refetch } = useQuery({
    queryKey: ['duplicates', 'preview', object.name, inOrder],
    queryFn: ({ signal }) =>
      api.post<MergePreview>('/merges/preview', { object: object.name, ids: inOrder }, { signal }),
    placeholderData: before => before,
  })
  const go = (next: readonly string[]) =>
    void navigate({
      to: '/p/$page',
      params: { page: 'merge' },
      search: { view: mergeView(object.name, next) },
      replace: true,
    })
  const merge = async () => {
    setMerging(true)
    try {
      const from = ids.filter(id => id !== into)
      const done = await api.post<{ merge: string }>('/merges', {
        object: object.name,
        into,
        from,
        choices,
        reason: reason || null,
      })
      const refresh = () => queryClient.invalidateQueries({ queryKey: recordKeys.of(object.path) })
      await Promise.all([refresh(), queryClient.invalidateQueries({ queryKey: ['duplicates'] })])
      toast.sayUndo(t('duplicates.merge.done', { count: ids.length }), async () => {
        await api.post(`/merges/${done.merge}/undo`)
        await refresh()
      })
      void navigate({ to: '/o/$path/$id', params: { path: object.path, id: into } })
    } catch (problem) {
      toast.fail(problem)
    } finally {
      setMerging(false)
    }
  }
  const mayNot = data?.records.filter(record => !record.mayMerge) ?? []
  const isReady = data !== undefined && data.records.length > 1 && mayNot.length === 0
  return (
    <>
      <PageHeader title={t('duplicates.merge.title')} aside={object.label} />
      <div className={styles.page}>
        <AddAnother object={object} onAdd={id => go([...ids.filter(one => one !== id), id])} />
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error && <Skeletons shape="form" />}
        {data && data.records.length < ids.length && (
          <Alert type="warning" showIcon title={t('duplicates.merge.someUnseen')} />
        )}
        {mayNot.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('duplicates.merge.mayNot', { titles: mayNot.map(one => one.title).join('、') })}
          />
        )}
        {data && data.records.length > 1 && (
          <>
            <MergeTable
              object={object}
              preview={data}
              into={into}
              onInto={id => {
                setInto(id)
                setChoices({})
              }}
              choices={choices}
              onChoose={(name, id) =>
                setChoices(before => {
                  const { [name]: _old, ...others } = before
                  return id === null ? others : { ...others, [name]: id }
                })
              }
              onLeaveOut={id => go(ids.filter(one => one !== id))}
            />
            <div className={styles.override}>
              <label htmlFor={field}>{t('duplicates.merge.reason')}</label>
              <Input id={field} value={reason} maxLength={500} onChange={event => setReason(event.target.value)} />
            </div>
            <div className={styles.bar}>
              <Button type="primary" disabled={!isReady} loading={isMerging} onClick={() => void merge()}>
                {t('duplicates.merge.go', { count: data.records.length })}
              </Button>
              <span className={styles.kinds}>{t('duplicates.merge.undoable')}</span>
            </div>
          </>
        )}
        <MergesHere object={object} id={into} />
      </div>
    </>
  )
}

function AddAnother({ object, onAdd }: { object: ObjectDescription; onAdd: (id: string) => void }) {
  const t = useText()
  const id = useId()
  const title = object.fields.find(field => field.name === object.title) ?? object.fields[0]
  if (!title) return null
  const { Input: Reference } = faceOf('reference')
  return (
    <div className={styles.override}>
      <label htmlFor={id}>{t('duplicates.merge.add')}</label>
      <Reference
        id={id}
        field={{
          ...title,
          name: 'other',
          type: 'reference',
          object: object.name,
          label: t('duplicates.merge.add'),
          required: false,
        }}
        object={object.name}
        value={null}
        values={{}}
        onChange={(value: unknown) => {
          const chosen = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null
          if (chosen) onAdd(chosen)
        }}
      />
    </div>
  )
}
