import type { ReactNode } from 'react'
import styles from './settings.module.css'

/** A part of a settings page: heading, a line of explanation, and what can be set. */
export function SettingsSection({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{title}</h2>
      {text ? <p className={styles.text}>{text}</p> : null}
      {children}
    </section>
  )
}
