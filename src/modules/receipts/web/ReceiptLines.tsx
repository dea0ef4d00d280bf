import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ClaimLines } from './ClaimLines.tsx'

/** On a receipt's page: what it may be for, as long as something of it waits. */
export default function ReceiptLines({ record }: PanelProps) {
  const mayClaim = record.state === 'unclaimed' && record.can.includes('claim')
  const mayAgain = record.state === 'claimed' && record.can.includes('unclaim')
  const mayMore = record.state === 'confirmed' && record.can.includes('allocate') && Number(record.restAmount) > 0
  if (record.kind === 'refund' || !(mayClaim || mayAgain || mayMore)) return null
  return <ClaimLines key={record.version} receipt={record} onDone={() => undefined} />
}
