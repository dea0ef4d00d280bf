import type { FillerProps } from '#web/shell/define-web-module.ts'
import { given, PasteCard, points } from './PasteCard.tsx'

/** A pasted text fills the form of a lead. */
export default function PasteLead({ onFill }: FillerProps) {
  return (
    <PasteCard
      onCard={card => {
        onFill(
          given({
            name: card.name,
            company: card.company,
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
