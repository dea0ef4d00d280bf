import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Filter } from '#platform/objects/filter.ts'
import styles from './figures.module.css'

/** A figure that opens the opportunities behind it. `name` says what it counts, for who does not see where it stands. */
export function RowsLink({ filter, name, children }: { filter: Filter; name: string; children: ReactNode }) {
  return (
    <Link
      to="/o/$path"
      params={{ path: 'opportunities' }}
      search={{ view: 'all', kind: 'list', filter }}
      className={styles.rows}
      aria-label={name}
    >
      {children}
    </Link>
  )
}
