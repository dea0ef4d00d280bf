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
import type { AuditSearch } from '#web/audit/audit-requests.ts'
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

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('#web/accounts/InvitationPage.tsx'), 'InvitationPage'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('#web/accounts/SignUpPage.tsx'), 'SignUpPage'),
})

/** For who must add a second factor before anything else. */
const enrolment = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (!session?.mustEnrol) redirect({ to: '/', throw: true })
  },
  component: lazyRouteComponent(() => import('#web/accounts/EnrolPage.tsx'), 'EnrolPage'),
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
    if (session.mustEnrol) redirect({ to: '/second-factor', throw: true })
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
const bin = createRoute({
  getParentRoute: () => signedIn,
  path: '/bin',
  validateSearch: (raw): { object?: string; q?: string } => textsOf(raw, ['object', 'q']),
  component: lazyRouteComponent(() => import('#web/records/bin/BinPage.tsx'), 'BinPage'),
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
const notices = createRoute({
  getParentRoute: () => signedIn,
  path: '/notices',
  component: lazyRouteComponent(() => import('#web/notices/NoticesPage.tsx'), 'NoticesPage'),
})
/** Screens that modules bring. */
const modulePage = createRoute({
  getParentRoute: () => signedIn,
  path: '/p/$page',
  validateSearch: (raw): { view?: string; day?: string; layer?: string; from?: string } =>
    textsOf(raw, ['view', 'day', 'layer', 'from']),
  component: lazyRouteComponent(() => import('./ModulePage.tsx'), 'ModulePage'),
})
const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  component: lazyRouteComponent(() => import('#web/settings/SettingsPage.tsx'), 'SettingsPage'),
})
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('#web/settings/SettingsHome.tsx'), 'SettingsHome'),
})
const companySettings = createRoute({
  getParentRoute: () => settings,
  path: '/company',
  component: lazyRouteComponent(() => import('#web/settings/CompanyPage.tsx'), 'CompanyPage'),
})
const resetSettings = createRoute({
  getParentRoute: () => settings,
  path: '/reset',
  component: lazyRouteComponent(() => import('#web/settings/ResetPage.tsx'), 'ResetPage'),
})
const calendarSettings = createRoute({
  getParentRoute: () => settings,
  path: '/calendar',
  validateSearch: (raw): { year?: number } => {
    const year = Number(raw.year)
    return Number.isInteger(year) && year >= 2000 && year <= 2199 ? { year } : {}
  },
  component: lazyRouteComponent(() => import('#web/settings/CalendarPage.tsx'), 'CalendarPage'),
})
const numberSettings = createRoute({
  getParentRoute: () => settings,
  path: '/numbers',
  component: lazyRouteComponent(() => import('#web/settings/NumbersPage.tsx'), 'NumbersPage'),
})
const accountSettings = createRoute({
  getParentRoute: () => settings,
  path: '/accounts',
  component: lazyRouteComponent(() => import('#web/settings/AccountsPage.tsx'), 'AccountsPage'),
})
const audit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  validateSearch: (raw): AuditSearch => textsOf(raw, ['user', 'group', 'from', 'to', 'object', 'record']),
  component: lazyRouteComponent(() => import('#web/audit/AuditPage.tsx'), 'AuditPage'),
})
const exportRequests = createRoute({
  getParentRoute: () => settings,
  path: '/exports',
  validateSearch: (raw): { request?: string } => textsOf(raw, ['request']),
  component: lazyRouteComponent(() => import('#web/consent/ExportsPage.tsx'), 'ExportsPage'),
})
const securitySettings = createRoute({
  getParentRoute: () => settings,
  path: '/security',
  component: lazyRouteComponent(() => import('#web/accounts/SecurityPage.tsx'), 'SecurityPage'),
})
const roleSettings = createRoute({
  getParentRoute: () => settings,
  path: '/roles',
  validateSearch: (raw): { role?: string } => textsOf(raw, ['role']),
  component: lazyRouteComponent(() => import('#web/settings/RolesPage.tsx'), 'RolesPage'),
})
const optionSettings = createRoute({
  getParentRoute: () => settings,
  path: '/options',
  validateSearch: (raw): { field?: string } => textsOf(raw, ['field']),
  component: lazyRouteComponent(() => import('#web/settings/OptionsPage.tsx'), 'OptionsPage'),
})
const fieldSettings = createRoute({
  getParentRoute: () => settings,
  path: '/fields',
  validateSearch: (raw): { object?: string } => textsOf(raw, ['object']),
  component: lazyRouteComponent(() => import('#web/settings/FieldsPage.tsx'), 'FieldsPage'),
})
const robotSettings = createRoute({
  getParentRoute: () => settings,
  path: '/robots',
  component: lazyRouteComponent(() => import('#web/notices/RobotsPage.tsx'), 'RobotsPage'),
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
    invitation,
    signUp,
    enrolment,
    signedIn.addChildren([
      start,
      list,
      newRecord,
      record,
      bin,
      imports,
      importRun,
      reports,
      report,
      modulePage,
      notices,
      nowhere,
      settings.addChildren([
        settingsHome,
        robotSettings,
        audit,
        exportRequests,
        securitySettings,
        companySettings,
        resetSettings,
        calendarSettings,
        numberSettings,
        accountSettings,
        roleSettings,
        fieldSettings,
        optionSettings,
        mySettings,
      ]),
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
