import type { FillerProps } from '#web/shell/define-web-module.ts'
import { given, PasteCard, points } from './PasteCard.tsx'

/** A pasted text fills the form of a contact. */
export default function PasteContact({ onFill }: FillerProps) {
  return (
    <PasteCard
      onCard={card => {
        onFill(
          given({
            name: card.name,
            jobTitle: card.jobTitle,
            phones: points(card.phones),
            wechats: points(card.wechat ? [card.wechat] : []),
            emails: points(card.emails),
            address: card.address,
          }),
        )
      }}
    />
  )
}
