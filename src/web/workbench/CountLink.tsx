import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatNumber, useLocale, useText } from '#web/ui/index.ts'
import type { Count, TileLink } from './workbench-requests.ts'
import styles from './workbench.module.css'

/** A number that opens exactly the rows it counts; `children` stand in its place where it is an amount. */
export function CountLink({
  link,
  count,
  name,
  children,
}: {
  link: TileLink
  count: Count
  /** What is counted, for who does not see where it stands. */
  name: string
  children?: ReactNode
}) {
  const t = useText()
  const locale = useLocale()
  const number = `${formatNumber(count.value, { locale })}${count.capped ? '+' : ''}`
  return (
    <Link
      to="/o/$path"
      params={{ path: link.path }}
      search={{ view: 'all', kind: 'list', filter: link.filter }}
      className={styles.count}
      aria-label={t('workbench.open', { name, count: number })}
      data-count={count.value}
    >
      {children ?? number}
    </Link>
  )
}
