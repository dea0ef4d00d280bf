import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { api, catalogQuery, queryClient, sessionQuery } from '#web/api/index.ts'
import { Skeletons } from '#web/ui/index.ts'
import { Frame } from './Frame.tsx'
import { currentLocale, speak } from './language.ts'
import { NotFoundPage } from './NotFoundPage.tsx'
import { PageError } from './PageError.tsx'
import { importSearch, listSearch, newSearch, recordSearch, reportSearch, textsOf } from './search-params.ts'

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  errorComponent: PageError,
  notFoundComponent: NotFoundPage,
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (raw): { token?: string } => textsOf(raw, ['token']),
  component: lazyRouteComponent(() => import('#web/setup/SetupPage.tsx'), 'SetupPage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Only an address of our own may follow: anything else is dropped.
  validateSearch: (raw): { next?: string } => ({
    next: typeof raw.next === 'string' && /^\/(?![/\\])/.test(raw.next) ? raw.next : undefined,
  }),
  beforeLoad: async ({ context }) => {
    if (await context.queryClient.ensureQueryData(sessionQuery)) redirect({ to: '/', throw: true })
  },
  component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
})

/** Everything behind sign-in: session and catalog are there before any of it is drawn. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signedIn',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (!session) {
      const { open } = await api.get<{ open: boolean }>('/setup', { bearsSignedOut: true })
      return redirect({
        ...(open ? { to: '/setup' } : { to: '/sign-in', search: { next: location.href } }),
        throw: true,
      })
    }
    if (session.locale !== currentLocale()) await speak(session.locale)
    await context.queryClient.ensureQueryData(catalogQuery(session.locale))
  },
  component: Frame,
  errorComponent: PageError,
})

const start = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('./StartPage.tsx'), 'StartPage'),
})
const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$path',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('#web/records/ListPage.tsx'), 'ListPage'),
})
const newRecord = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$path/new',
  validateSearch: newSearch,
  component: lazyRouteComponent(() => import('#web/records/NewPage.tsx'), 'NewPage'),
})
const record = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$path/$id',
  validateSearch: recordSearch,
  component: lazyRouteComponent(() => import('#web/records/RecordPage.tsx'), 'RecordPage'),
})
const imports = createRoute({
  getParentRoute: () => signedIn,
  path: '/import',
  validateSearch: (raw): { object?: string } => textsOf(raw, ['object']),
  component: lazyRouteComponent(() => import('#web/transfer/ImportsPage.tsx'), 'ImportsPage'),
})
const importRun = createRoute({
  getParentRoute: () => signedIn,
  path: '/import/$id',
  validateSearch: importSearch,
  component: lazyRouteComponent(() => import('#web/transfer/ImportPage.tsx'), 'ImportPage'),
})
const reports = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports',
  component: lazyRouteComponent(() => import('#web/reports/ReportsPage.tsx'), 'ReportsPage'),
})
const report = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/$name',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('#web/reports/ReportPage.tsx'), 'ReportPage'),
})
/** Screens that modules bring. */
const modulePage = createRoute({
  getParentRoute: () => signedIn,
  path: '/p/$page',
  component: lazyRouteComponent(() => import('./ModulePage.tsx'), 'ModulePage'),
})
const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  component: lazyRouteComponent(() => import('#web/settings/SettingsPage.tsx'), 'SettingsPage'),
})
const companySettings = createRoute({
  getParentRoute: () => settings,
  path: '/company',
  component: lazyRouteComponent(() => import('#web/settings/CompanyPage.tsx'), 'CompanyPage'),
})
const accountSettings = createRoute({
  getParentRoute: () => settings,
  path: '/accounts',
  component: lazyRouteComponent(() => import('#web/settings/AccountsPage.tsx'), 'AccountsPage'),
})
const optionSettings = createRoute({
  getParentRoute: () => settings,
  path: '/options',
  validateSearch: (raw): { field?: string } => textsOf(raw, ['field']),
  component: lazyRouteComponent(() => import('#web/settings/OptionsPage.tsx'), 'OptionsPage'),
})
/** What belongs to the person: language, appearance, password. */
const mySettings = createRoute({
  getParentRoute: () => settings,
  path: '/me',
  component: lazyRouteComponent(() => import('#web/settings/MePage.tsx'), 'MePage'),
})

/** What leads nowhere, inside the frame. */
const nowhere = createRoute({ getParentRoute: () => signedIn, path: '$', component: NotFoundPage })

export const router = createRouter({
  routeTree: root.addChildren([
    setup,
    signIn,
    signedIn.addChildren([
      start,
      list,
      newRecord,
      record,
      imports,
      importRun,
      reports,
      report,
      modulePage,
      nowhere,
      settings.addChildren([companySettings, accountSettings, optionSettings, mySettings]),
    ]),
  ]),
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 150,
  defaultPendingComponent: () => <Skeletons shape="list" />,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
