import type { ReactNode } from 'react'
import styles from './page-header.module.css'

/**
 * The head of a page: title, a quiet line beside it, buttons at the right, and what belongs below (tabs, filter chips). The breadcrumb and
 * the browser's title come from `useTrail`; on a phone the head above says the same, so a plain title is for readers only.
 */
export function PageHeader({
  title,
  aside,
  actions,
  children,
}: {
  title: ReactNode
  aside?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}) {
  return (
    <header className={styles.header}>
      <div className={styles.row}>
        <h1 className={`${styles.title} ${typeof title === 'string' ? styles.plain : ''}`}>{title}</h1>
        {aside ? <div className={styles.aside}>{aside}</div> : null}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
      {children}
    </header>
  )
}
