import { type ApiRecord, useObjectNamed } from '#web/api/index.ts'
import { VerbSheet } from '#web/records/form/VerbSheet.tsx'
import type { Asking } from './use-moves.tsx'

/** What winning, losing or finding invalid asks, before the card leaves the board. Closing it leaves the card where it was. */
export function EndSheet({
  asking,
  onDone,
  onCancel,
}: {
  asking: Asking | null
  onDone: () => void
  onCancel: () => void
}) {
  const object = useObjectNamed('opportunity')
  const verb = object?.verbs.find(one => one.verb === asking?.verb)
  if (!object || !asking || !verb) return null
  return (
    <VerbSheet
      key={`${asking.card.id} ${asking.verb}`}
      open
      object={object}
      record={asking.card as unknown as ApiRecord}
      verb={verb}
      onClose={onCancel}
      onDone={onDone}
    />
  )
}
