import { Outlet, useRouterState } from '@tanstack/react-router'
import { useSession } from '#web/api/index.ts'
import { NotFoundPage } from '#web/shell/NotFoundPage.tsx'
import { settingsPages } from './settings-pages.ts'
import styles from './settings.module.css'
import { mayOpen } from './use-settings-places.ts'

/** What the settings' pages stand in. Whoever may not open one finds no such page. */
export function SettingsPage() {
  const path = useRouterState({ select: state => state.location.pathname })
  const { permissions } = useSession()
  const place = settingsPages.find(({ to }) => to === path)
  if (place && !mayOpen(permissions, place)) return <NotFoundPage />
  return (
    <div className={styles.page}>
      <Outlet />
    </div>
  )
}
