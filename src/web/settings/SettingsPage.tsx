import { Outlet, useRouterState } from '@tanstack/react-router'
import { useSession } from '#web/api/index.ts'
import { scopeIn } from '#web/api/session.ts'
import { NotFoundPage } from '#web/shell/NotFoundPage.tsx'
import styles from './settings.module.css'

/** What each page needs one of; whoever has none finds no such page. */
const needed: Record<string, string[]> = {
  '/settings/company': ['settings.update'],
  '/settings/accounts': ['account.assign', 'role.assign'],
  '/settings/options': ['settings.update'],
}

/** What the settings' pages stand in. Their entries are in the navigation. */
export function SettingsPage() {
  const path = useRouterState({ select: state => state.location.pathname })
  const { permissions } = useSession()
  const anyOf = needed[path]
  if (anyOf && !anyOf.some(permission => scopeIn(permissions, permission))) return <NotFoundPage />
  return (
    <div className={styles.page}>
      <Outlet />
    </div>
  )
}
