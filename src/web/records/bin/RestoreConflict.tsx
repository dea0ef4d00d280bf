import { Alert, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import type { ApiProblem, ObjectDescription } from '#web/api/index.ts'
import { useProblemText, useText, useToast } from '#web/ui/index.ts'
import { RecordLink } from '../RecordLink.tsx'
import styles from './bin.module.css'

/** Values that a living record has by now: by field, and whose they are where one may see him. */
export interface Taken {
  fields: string[]
  holders: Record<string, { id: string; title: string }>
}

/** The values that stand in the way of a restoration; null when it failed for something else. */
export function takenIn(problem: ApiProblem): Taken | null {
  const fields = problem.fields.filter(one => one.code === 'field.not_unique').map(one => one.path)
  if (fields.length === 0 || fields.length < problem.fields.length) return null
  return { fields, holders: (problem.document.holders ?? {}) as Taken['holders'] }
}

/** Asks for other values, or none, so that the record can come back beside the one that has them now. */
export function RestoreConflict({
  object,
  conflict,
  title,
  onClose,
  onRestore,
}: {
  object: ObjectDescription | undefined
  conflict: Taken
  title: string
  onClose: () => void
  onRestore: (values: Record<string, unknown>) => Promise<unknown>
}) {
  const t = useText()
  const id = useId()
  const toast = useToast()
  const problemText = useProblemText()
  const [values, setValues] = useState<Record<string, string>>({})
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const restore = async () => {
    setBusy(true)
    try {
      await onRestore(Object.fromEntries(conflict.fields.map(name => [name, values[name]?.trim() || null])))
      toast.say(t('records.bin.restored', { title }))
      onClose()
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={t('records.bin.conflict', { title })}
      okText={t('records.bin.restore')}
      confirmLoading={isBusy}
      onOk={() => void restore()}
      onCancel={onClose}
    >
      <p>{t('records.bin.conflictHint')}</p>
      {error !== null && <Alert type="error" showIcon title={problemText(error)} role="alert" />}
      {conflict.fields.map(name => {
        const holder = conflict.holders[name]
        return (
          <div key={name} className={styles.conflict}>
            <label htmlFor={`${id}-${name}`}>{object?.fields.find(field => field.name === name)?.label ?? name}</label>
            <Input
              id={`${id}-${name}`}
              value={values[name] ?? ''}
              placeholder={t('records.bin.leaveEmpty')}
              onChange={event => setValues({ ...values, [name]: event.target.value })}
            />
            {holder && object && (
              <span className={styles.kind}>
                {t('records.bin.holder')} <RecordLink object={object.name} id={holder.id} title={holder.title} />
              </span>
            )}
          </div>
        )
      })}
    </Modal>
  )
}
