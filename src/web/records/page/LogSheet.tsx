import { Suspense } from 'react'
import { useObjectNamed, useRecord } from '#web/api/index.ts'
import { ErrorState, Sheet, Skeletons, useText } from '#web/ui/index.ts'
import { RecordLink } from '../RecordLink.tsx'
import type { LoggedRecord } from './logging.ts'
import { usePanels } from './SidePanels.tsx'

/**
 * Writes a follow-up where one stands: the same composer as on the record's page. It closes when it was written and, where none is planned, the
 * next contact was asked for.
 */
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
  return (
    <Sheet open title={t('records.log.about', { title })} height="auto" onClose={onClose}>
      {error ? <ErrorState error={error} /> : null}
      {record && object ? (
        <Suspense fallback={<Skeletons shape="form" />}>
          {panels
            .filter(panel => panel.place === 'timeline')
            .map(panel => (
              <panel.Panel key={panel.name} object={object} record={record} onDone={onClose} />
            ))}
          <p>
            <RecordLink object={name} id={id} title={t('records.log.toPage')} />
          </p>
        </Suspense>
      ) : null}
    </Sheet>
  )
}
