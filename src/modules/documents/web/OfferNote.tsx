import { Exact } from '#platform/fields/decimal-text.ts'
import { useObjectNamed } from '#web/api/index.ts'
import { groupDigits } from '#web/fields/amounts.ts'
import { formatMoney, useLocale, useText } from '#web/ui/index.ts'
import styles from './line-editor.module.css'
import type { LineOffer } from './line-offer-requests.ts'
import { readable } from './reckon-lines.ts'

/** By which price of which list a line is sold: 价格表 A 级 ≥10; where another price stands in the line, what the list says, to be taken. */
export function OfferNote({
  offer,
  price,
  currency,
  onTake,
}: {
  offer: LineOffer
  price: unknown
  currency: string
  onTake: (price: string) => void
}) {
  const t = useText()
  const locale = useLocale()
  const words = useListWords(offer)
  const offered = offer.unitPrice
  if (offered === null) return null
  const stands = readable(price)
  if (stands !== null && new Exact(stands).equals(offered))
    return words ? <small className={styles.offer}>{words}</small> : null
  const amount = formatMoney(offered, { currency, locale })
  return (
    <button type="button" tabIndex={-1} className={styles.offerTaken} onClick={() => onTake(offered)}>
      {words
        ? t('documents.takeListed', { price: amount, list: words })
        : t('documents.takeListPrice', { price: amount })}
    </button>
  )
}

function useListWords({ price }: LineOffer): string | null {
  const t = useText()
  const levels = useObjectNamed('priceListLine')?.fields.find(field => field.name === 'level')?.options
  if (!price) return null
  const level = price.level && (levels?.find(one => one.id === price.level)?.label ?? price.level)
  return [
    price.list,
    level && t('documents.ofLevel', { level }),
    price.minQuantity && `≥${groupDigits(price.minQuantity)}`,
  ]
    .filter(Boolean)
    .join(' ')
}
