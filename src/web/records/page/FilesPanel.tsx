import { useQuery } from '@tanstack/react-query'
import {
  type ApiRecord,
  type ApiReference,
  api,
  type ObjectDescription,
  queryClient,
  recordKeys,
} from '#web/api/index.ts'
import { FileDrop } from '#web/fields/files/FileDrop.tsx'
import { FileList } from '#web/fields/files/FileList.tsx'
import type { FileValue } from '#web/fields/files/send-file.ts'
import { ErrorState, Skeletons, useText, useToast, When } from '#web/ui/index.ts'
import styles from './record.module.css'

/** A file as the record's page lists it. */
interface AttachedFile extends FileValue {
  field: string | null
  at: string
  by: ApiReference | null
  canRemove: boolean
}

/** The files of any record: those in its fields and those attached to the record itself. Letting one go on it attaches it. */
export function FilesPanel({ object, record }: { object: ObjectDescription; record: ApiRecord }) {
  const t = useText()
  const toast = useToast()
  const { data: files, error, refetch } = useQuery(filesQuery(object, record.id))
  const mayAttach = record.can.includes('update')
  const attach = async (file: FileValue) => {
    try {
      await api.post(`/${object.path}/${record.id}/files`, { file: file.id })
      await readAnew(object, record.id)
    } catch (problem) {
      toast.fail(problem)
    }
  }
  const remove = async (file: AttachedFile) => {
    try {
      await api.delete(`/files/${file.id}`)
      await readAnew(object, record.id)
      toast.sayUndo(t('records.files.removed', { name: file.title }), async () => {
        await api.post(`/files/${file.id}/restore`)
        await readAnew(object, record.id)
      })
    } catch (problem) {
      toast.fail(problem)
    }
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!files) return <Skeletons shape="list" />
  const list = (
    <FileList
      files={files}
      mayRemove={file => file.canRemove}
      onRemove={file => void remove(file)}
      more={file => (
        <>
          {' · '}
          {file.by?.title} <When at={file.at} />
          {file.field && ` · ${object.fields.find(field => field.name === file.field)?.label ?? ''}`}
        </>
      )}
    />
  )
  if (!mayAttach) return files.length > 0 ? list : <p className="field-quiet">{t('records.files.none')}</p>
  return (
    <FileDrop onArrived={file => void attach(file)}>
      {list}
      {files.length === 0 && <p className="field-quiet">{t('records.files.empty')}</p>}
    </FileDrop>
  )
}

/** The word on its tab, with how many there are. */
export function FilesLabel({ object, id }: { object: ObjectDescription; id: string }) {
  const t = useText()
  const { data: files } = useQuery(filesQuery(object, id))
  return (
    <>
      {t('records.files.title')}
      {files && <span className={styles.count}>{files.length}</span>}
    </>
  )
}

const filesQuery = (object: ObjectDescription, id: string) => ({
  queryKey: [...recordKeys.of(object.path), 'files', id],
  queryFn: async () => (await api.get<{ files: AttachedFile[] }>(`/${object.path}/${id}/files`)).files,
})

/** The timeline tells of files, too. */
const readAnew = (object: ObjectDescription, id: string): Promise<unknown> =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: [...recordKeys.of(object.path), 'files', id] }),
    queryClient.invalidateQueries({ queryKey: recordKeys.timeline(object.path, id) }),
  ])
