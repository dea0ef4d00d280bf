import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { useText } from '#web/ui/index.ts'

/** The record that is asked for, for whoever decides: the request itself says nothing of it. */
export default function AskedRecord({ record }: PanelProps) {
  const t = useText()
  return <RecordLink object={String(record.noun)} id={String(record.record)} title={t('duplicates.asked.open')} />
}
