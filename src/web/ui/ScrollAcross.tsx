import type { ReactNode } from 'react'
import styles from './scroll-across.module.css'

/** Something wider than its place, such as a table: it scrolls by itself, by keyboard too, and the page stays. `label` says what it is. */
export function ScrollAcross({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.across} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
