import { Outlet } from '@tanstack/react-router'
import styles from './settings.module.css'

/** What the settings' pages stand in. Their entries are in the navigation. */
export function SettingsPage() {
  return (
    <div className={styles.page}>
      <Outlet />
    </div>
  )
}
