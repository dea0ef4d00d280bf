import { type ApiRecord, useObjectNamed } from '#web/api/index.ts'
import { ErrorState, Sheet, Skeletons, useText } from '#web/ui/index.ts'
import { ConvertForm } from './ConvertForm.tsx'
import { useConversion } from './conversion-requests.ts'

/** Everything that a lead becomes, in one form: beside the page on a desk, from below on a phone. */
export function ConvertSheet({ lead, open, onClose }: { lead: ApiRecord; open: boolean; onClose: () => void }) {
  const t = useText()
  return (
    <Sheet open={open} onClose={onClose} wide title={t('conversions.convert')}>
      {open && <Opened lead={lead} onClose={onClose} />}
    </Sheet>
  )
}

function Opened({ lead, onClose }: { lead: ApiRecord; onClose: () => void }) {
  const { data, error, refetch } = useConversion(lead.id)
  const customer = useObjectNamed('customer')
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data?.draft || !customer) return <Skeletons shape="form" />
  return <ConvertForm lead={lead} draft={data.draft} matches={data.matches} onClose={onClose} />
}
