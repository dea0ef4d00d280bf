import { Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { ViewAsBanner } from '#web/access/ViewAs.tsx'
import { usePermission } from '#web/api/index.ts'
import { Marked } from '#web/audit/Marked.tsx'
import { DemoBanner } from '#web/demo/DemoBanner.tsx'
import { startLive } from '#web/live/connection.ts'
import { QuickCreateHost } from '#web/records/form/QuickCreateHost.tsx'
import { BulkProgress } from '#web/records/list/bulk/BulkProgress.tsx'
import { LogHost } from '#web/records/page/LogHost.tsx'
import { useText } from '#web/ui/text.ts'
import { usePhone } from '#web/ui/use-phone.ts'
import styles from './frame.module.css'
import { OfflineBanner } from './OfflineBanner.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { QuickCreate } from './QuickCreate.tsx'
import { SideNavigation } from './SideNavigation.tsx'
import { SignInOver } from './SignInOver.tsx'
import { TopBar } from './TopBar.tsx'
import { useShortcuts } from './use-shortcuts.ts'

const Palette = lazy(() => import('./Palette.tsx').then(palette => ({ default: palette.Palette })))
const ErasureProgress = lazy(() =>
  import('#web/personal-data/ErasureProgress.tsx').then(part => ({ default: part.ErasureProgress })),
)
const KeyboardHelp = lazy(() => import('./KeyboardHelp.tsx').then(help => ({ default: help.KeyboardHelp })))

/** The screen of a signed-in person: navigation at the left, head above, the page; on a phone a bar below. */
export function Frame() {
  const t = useText()
  const phone = usePhone()
  const mayErase = usePermission('personalData.erase') === 'all'
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  useShortcuts({ openPalette: () => setPalette(true), openHelp: () => setHelp(true) })
  const main = useFocusOnNavigation()
  const router = useRouter()
  useEffect(() => startLive(to => void router.navigate({ to })), [router])
  return (
    <Marked>
      <div className={styles.frame}>
        <a className={styles.skip} href="#main">
          {t('shell.skip')}
        </a>
        {phone ? null : <SideNavigation />}
        <div className={styles.column}>
          <TopBar onSearch={() => setPalette(true)} onHelp={() => setHelp(true)} />
          <DemoBanner />
          <ViewAsBanner />
          <OfflineBanner />
          <main id="main" ref={main} tabIndex={-1} className={styles.main}>
            <QuickCreateHost>
              <LogHost>
                <Outlet />
              </LogHost>
            </QuickCreateHost>
          </main>
          {phone ? <PhoneBar /> : null}
        </div>
        <Suspense fallback={null}>{palette ? <Palette onClose={() => setPalette(false)} /> : null}</Suspense>
        <QuickCreate />
        <BulkProgress />
        <Suspense fallback={null}>{mayErase ? <ErasureProgress /> : null}</Suspense>
        <Suspense fallback={null}>{help ? <KeyboardHelp onClose={() => setHelp(false)} /> : null}</Suspense>
        <SignInOver />
      </div>
    </Marked>
  )
}

/** A reader that cannot see the page change is taken to the new one, and keys go there. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: state => state.location.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    const { activeElement } = document
    const inside = activeElement instanceof HTMLElement && activeElement.closest('main, [role="dialog"]')
    if (!inside) main.current?.focus({ preventScroll: true })
  }, [path])
  return main
}
