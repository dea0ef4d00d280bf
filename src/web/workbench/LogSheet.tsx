import { Suspense, useEffect, useRef } from 'react'
import { useObjectNamed, useRecord } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { panelsOf } from '#web/shell/define-web-module.ts'
import { ErrorState, Sheet, Skeletons, useText } from '#web/ui/index.ts'
import { refreshWorkbench, type TileRow } from './workbench-requests.ts'

/** Writes a follow-up without leaving the workbench: the same composer as on the record's page. It closes when something was written. */
export function LogSheet({ row, onClose }: { row: TileRow; onClose: () => void }) {
  const t = useText()
  const object = useObjectNamed(row.object)
  const { data: record, error } = useRecord(row.path, row.id)
  const before = useRef<unknown>(undefined)
  const written = record?.activityCount
  useEffect(() => {
    if (written === undefined) return
    if (before.current === undefined) before.current = written
    if (before.current === written) return
    void refreshWorkbench()
    onClose()
  }, [written, onClose])
  return (
    <Sheet
      open
      title={t('workbench.logAbout', { title: row.title })}
      height="auto"
      onClose={() => {
        void refreshWorkbench()
        onClose()
      }}
    >
      {error ? <ErrorState error={error} /> : null}
      {record && object ? (
        <Suspense fallback={<Skeletons shape="form" />}>
          {panelsOf(object.name)
            .filter(panel => panel.place === 'timeline')
            .map(({ name, Panel }) => (
              <Panel key={name} object={object} record={record} />
            ))}
          <p>
            <RecordLink object={row.object} id={row.id} title={t('workbench.toPage')} />
          </p>
        </Suspense>
      ) : null}
    </Sheet>
  )
}
