import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { fetchRecords, type ObjectDescription, recordKeys } from '#web/api/index.ts'
import { useNoun } from '#web/fields/noun-words.ts'
import { useText } from '#web/ui/index.ts'
import { RecordLink } from '../RecordLink.tsx'
import styles from './form.module.css'

/** While a name is typed: who has this name already, and whose he is. Only among what this person may see. */
export function TwinNote({ object, title }: { object: ObjectDescription; title: unknown }) {
  const t = useText()
  const noun = useNoun()
  const typed = typeof title === 'string' ? title.trim() : ''
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), 350)
    return () => clearTimeout(timer)
  }, [typed])
  const isAsked =
    [...settled].length >= 2 && object.fields.some(one => one.name === object.title && one.operators.includes('is'))
  const { data } = useQuery({
    // Below the object's key: what is made meanwhile is a twin, too.
    queryKey: [...recordKeys.of(object.path), 'twins', settled],
    queryFn: ({ signal }) =>
      fetchRecords(
        object.path,
        { filter: { field: object.title, op: 'is', value: settled }, fields: [object.title, 'owner'], limit: 3 },
        null,
        signal,
      ),
    enabled: isAsked,
    staleTime: 30_000,
  })
  const twins = isAsked ? (data?.records ?? []) : []
  if (twins.length === 0) return null
  return (
    <div className={styles.twin} role="status">
      {t('records.form.twin', { object: noun(object.label) })}
      {twins.map(twin => (
        <span key={twin.id}>
          <RecordLink object={object.name} id={twin.id} title={String(twin[object.title] ?? '')} />
          {ownerOf(twin.owner) && <small>{t('records.form.twinOwner', { owner: ownerOf(twin.owner) })}</small>}
        </span>
      ))}
    </div>
  )
}

const ownerOf = (owner: unknown): string =>
  typeof owner === 'object' && owner !== null && 'title' in owner ? String(owner.title) : ''
