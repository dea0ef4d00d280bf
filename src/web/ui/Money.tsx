import { Tooltip } from 'antd'
import { formatMoney } from './format.ts'
import { useLocale } from './text.ts'

/** An amount, tabular; unknown is a dash, never 0. Compact (万, 亿; K, M) shows the exact amount on hover. */
export function Money({
  amount,
  currency,
  compact,
}: {
  amount: string | null | undefined
  currency: string
  compact?: boolean
}) {
  const locale = useLocale()
  if (amount === null || amount === undefined || amount === '') return <span className="tabular">–</span>
  const exact = formatMoney(amount, { currency, locale })
  if (!compact) return <span className="tabular">{exact}</span>
  return (
    <Tooltip title={exact}>
      <span className="tabular">{formatMoney(amount, { currency, locale, compact: true })}</span>
    </Tooltip>
  )
}
