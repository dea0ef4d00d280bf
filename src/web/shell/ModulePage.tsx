import { useParams } from '@tanstack/react-router'
import { createElement, Suspense } from 'react'
import { useSession } from '#web/api/index.ts'
import { scopeIn } from '#web/api/session.ts'
import { Skeletons, useText } from '#web/ui/index.ts'
import { lazyOnce, type WebPage, webPages } from './define-web-module.ts'
import { NotFoundPage } from './NotFoundPage.tsx'
import { useTrail } from './trail.ts'

/** A screen that a module brings, at `/p/<path>`. */
export function ModulePage() {
  const { page: path } = useParams({ from: '/signedIn/p/$page' })
  const { permissions } = useSession()
  const page = webPages().find(candidate => candidate.path === path)
  if (!page || (page.permission && !scopeIn(permissions, page.permission))) return <NotFoundPage />
  return <Shown page={page} />
}

function Shown({ page }: { page: WebPage }) {
  const t = useText()
  const settings = page.navigation?.group === 'settings' ? [{ label: t('navigation.settings'), to: '/settings' }] : []
  useTrail([...settings, { label: t(page.label) }])
  return <Suspense fallback={<Skeletons shape="figures" />}>{createElement(lazyOnce(page.load))}</Suspense>
}
