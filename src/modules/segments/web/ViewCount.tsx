import { useQuery } from '@tanstack/react-query'
import type { ViewMarkProps } from '#web/shell/define-web-module.ts'
import { formatNumber, useLocale } from '#web/ui/index.ts'
import { segmentsQuery } from './segment-requests.ts'
import styles from './segments.module.css'

/** How many a view has that counts itself, beside its name. */
export default function ViewCount({ object, view }: ViewMarkProps) {
  const locale = useLocale()
  const { data } = useQuery({ ...segmentsQuery, enabled: object === 'customer' })
  const count = data?.find(segment => segment.id === view)?.count
  if (!count) return null
  return (
    <span className={styles.count}>
      {formatNumber(count.value, { locale })}
      {count.capped ? '+' : ''}
    </span>
  )
}
