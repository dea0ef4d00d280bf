import { Link } from '@tanstack/react-router'
import styles from './workbench.module.css'
import type { WaitingContent } from './workbench-requests.ts'

/** What is no record and waits for the person: the first of them, each with the way to it. */
export function Waiting({ content }: { content: WaitingContent }) {
  return (
    <ul className={styles.rows}>
      {content.rows.map(row => (
        <li key={row.id} className={styles.row}>
          <div className={styles.words}>
            <Link to={row.to}>{row.title}</Link>
            <div className={styles.quiet}>{row.hint}</div>
          </div>
        </li>
      ))}
    </ul>
  )
}
