import { Suspense, useEffect, useRef } from 'react'
import { useObjectNamed, useRecord } from '#web/api/index.ts'
import { ErrorState, Sheet, Skeletons, useText } from '#web/ui/index.ts'
import { RecordLink } from '../RecordLink.tsx'
import { usePanels } from './SidePanels.tsx'

/** A record about which something is written. */
export interface LoggedRecord {
  /** Name of the object. */
  object: string
  path: string
  id: string
  title: string
}

/** Whether this person may write about records of an object without going to their page. */
export const useCanLog = (object: string): boolean => usePanels(object).some(panel => panel.place === 'timeline')

/** Writes a follow-up where one stands: the same composer as on the record's page. It closes when something was written. */
export function LogSheet({
  record: { object: name, path, id, title },
  onClose,
}: {
  record: LoggedRecord
  onClose: () => void
}) {
  const t = useText()
  const object = useObjectNamed(name)
  const { data: record, error } = useRecord(path, id)
  const panels = usePanels(name)
  const before = useRef<unknown>(undefined)
  const written = record?.activityCount
  useEffect(() => {
    if (written === undefined) return
    if (before.current === undefined) before.current = written
    if (before.current !== written) onClose()
  }, [written, onClose])
  return (
    <Sheet open title={t('records.log.about', { title })} height="auto" onClose={onClose}>
      {error ? <ErrorState error={error} /> : null}
      {record && object ? (
        <Suspense fallback={<Skeletons shape="form" />}>
          {panels
            .filter(panel => panel.place === 'timeline')
            .map(panel => (
              <panel.Panel key={panel.name} object={object} record={record} />
            ))}
          <p>
            <RecordLink object={name} id={id} title={t('records.log.toPage')} />
          </p>
        </Suspense>
      ) : null}
    </Sheet>
  )
}
