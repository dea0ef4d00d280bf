import type { TFunction } from 'i18next'
import { type ObjectDescription, type Session, useCatalog, useSession } from '#web/api/index.ts'
import { scopeIn } from '#web/api/session.ts'
import { settingsPages } from '#web/settings/settings-pages.ts'
import { mayOpen } from '#web/settings/use-settings-places.ts'
import { useText } from '#web/ui/index.ts'
import { hasOwnPage, webPages } from './define-web-module.ts'

export interface NavigationEntry {
  label: string
  icon: string
  to: string
  /** Words by which the palette finds it beside its label. */
  also?: string
}
export interface NavigationGroup {
  name: string
  label: string
  entries: NavigationEntry[]
}

/** Groups in the order of the day's work; one that nobody has named here comes before the settings. */
const order = ['work', 'marketing', 'customers', 'sales', 'fulfilment', 'service', 'projects', 'management']

/** What this person may go to, grouped. Entries appear as modules exist and as the person's roles allow. */
export function useNavigation(): NavigationGroup[] {
  const t = useText()
  const catalog = useCatalog()
  const session = useSession()
  const placed = [
    ...ofObjects(session, catalog),
    ...ofModules(session, t),
    ...ofShell(session, t),
    ...ofBin(catalog, t),
  ].sort((a, b) => a.order - b.order)
  const names = [...new Set(placed.map(entry => entry.group))].sort((a, b) => rank(a) - rank(b))
  return names.map(name => ({
    name,
    label: t(`navigation.${name}`),
    entries: placed.filter(entry => entry.group === name).map(({ entry }) => entry),
  }))
}

/** Whether the page at a path is one that the settings lead to. */
export const isAmongSettings = (path: string, catalog: readonly ObjectDescription[]): boolean =>
  /^\/settings(\/|$)/.test(path) ||
  catalog.some(object => object.navigation?.group === 'settings' && `${path}/`.startsWith(`/o/${object.path}/`)) ||
  webPages().some(page => page.navigation?.group === 'settings' && path === `/p/${page.path}`)

const rank = (group: string): number => {
  if (group === 'settings') return order.length + 1
  const at = order.indexOf(group)
  return at === -1 ? order.length : at
}

interface Placed {
  group: string
  order: number
  entry: NavigationEntry
}

const ofObjects = (session: Session, catalog: ObjectDescription[]): Placed[] =>
  catalog.flatMap(({ navigation, labelPlural, path, name }) =>
    navigation &&
    !hasOwnPage(name, ({ permission }) => !permission || scopeIn(session.permissions, permission) !== null)
      ? [
          {
            group: navigation.group,
            order: navigation.order,
            entry: { label: labelPlural, icon: navigation.icon, to: `/o/${path}`, also: name },
          },
        ]
      : [],
  )

const ofModules = (session: Session, t: TFunction): Placed[] =>
  webPages().flatMap(({ navigation, label, path, permission }) =>
    navigation && (!permission || scopeIn(session.permissions, permission))
      ? [
          {
            group: navigation.group,
            order: navigation.order,
            entry: { label: t(label), icon: navigation.icon, to: `/p/${path}`, also: path },
          },
        ]
      : [],
  )

/** Whoever may restore anything finds the bin. */
const ofBin = (catalog: ObjectDescription[], t: TFunction): Placed[] =>
  catalog.some(object => !object.lineOf && Object.hasOwn(object.rights, 'restore'))
    ? [
        {
          group: 'management',
          order: 90,
          entry: { label: t('records.bin.title'), icon: 'DeleteOutlined', to: '/bin', also: 'bin recycle restore' },
        },
      ]
    : []

function ofShell(session: Session, t: TFunction): Placed[] {
  const entries: (Placed & { permission?: string })[] = [
    { group: 'work', order: 0, entry: { label: t('shell.home'), icon: 'HomeOutlined', to: '/', also: 'workbench' } },
    {
      group: 'management',
      order: 20,
      permission: 'report.read',
      entry: { label: t('navigation.reports'), icon: 'BarChartOutlined', to: '/reports', also: 'reports' },
    },
    {
      group: 'settings',
      order: 0,
      entry: { label: t('settings.home.title'), icon: 'AppstoreOutlined', to: '/settings', also: 'settings' },
    },
  ]
  return [
    ...entries.filter(entry => !entry.permission || scopeIn(session.permissions, entry.permission)),
    ...settingsPages
      .filter(place => !place.isElsewhere && mayOpen(session.permissions, place))
      .map(({ order, icon, to, title, also }) => ({
        group: 'settings',
        order,
        entry: { label: t(title), icon, to, also },
      })),
  ]
}
