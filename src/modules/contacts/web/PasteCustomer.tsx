import type { FillerProps } from '#web/shell/define-web-module.ts'
import { given, PasteCard, points } from './PasteCard.tsx'

/** A pasted text fills the form of a customer, and of whom one knows there. */
export default function PasteCustomer({ onFill, onFillCompanion }: FillerProps) {
  return (
    <PasteCard
      onCard={card => {
        // What is said of a person is whom one knows there; without a company the person himself is the customer.
        const isPerson = card.company === null && card.name !== null
        onFill(
          given({
            name: card.company ?? card.name,
            kind: isPerson ? 'person' : 'company',
            website: card.website,
            address: card.address,
            ...(isPerson || onFillCompanion === null
              ? {
                  phones: points(card.phones),
                  wechats: points(card.wechat ? [card.wechat] : []),
                  emails: points(card.emails),
                }
              : {}),
          }),
        )
        if (!isPerson && onFillCompanion)
          onFillCompanion(given({ name: card.name, phones: card.phones[0] ?? null, jobTitle: card.jobTitle }))
      }}
    />
  )
}
