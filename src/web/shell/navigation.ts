import type { TFunction } from 'i18next'
import { type ObjectDescription, type Session, useCatalog, useSession } from '#web/api/index.ts'
import { scopeIn } from '#web/api/session.ts'
import { useText } from '#web/ui/index.ts'
import { webPages } from './define-web-module.ts'

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
const order = ['marketing', 'customers', 'sales', 'fulfilment', 'service', 'projects', 'management']

/** What this person may go to, grouped. Entries appear as modules exist and as the person's roles allow. */
export function useNavigation(): NavigationGroup[] {
  const t = useText()
  const catalog = useCatalog()
  const session = useSession()
  const placed = [...ofObjects(catalog), ...ofModules(session, t), ...ofShell(session, t)].sort(
    (a, b) => a.order - b.order,
  )
  const names = [...new Set(placed.map(entry => entry.group))].sort((a, b) => rank(a) - rank(b))
  return names.map(name => ({
    name,
    label: t(`navigation.${name}`),
    entries: placed.filter(entry => entry.group === name).map(({ entry }) => entry),
  }))
}

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

const ofObjects = (catalog: ObjectDescription[]): Placed[] =>
  catalog.flatMap(({ navigation, labelPlural, path, name }) =>
    navigation
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

function ofShell(session: Session, t: TFunction): Placed[] {
  const entries: (Placed & { permission: string })[] = [
    {
      group: 'management',
      order: 20,
      permission: 'report.read',
      entry: { label: t('navigation.reports'), icon: 'BarChartOutlined', to: '/reports', also: 'reports' },
    },
    {
      group: 'settings',
      order: 1,
      permission: 'settings.update',
      entry: { label: t('settings.company.title'), icon: 'ShopOutlined', to: '/settings/company', also: 'company' },
    },
    {
      group: 'settings',
      order: 15,
      permission: 'account.assign',
      entry: {
        label: t('settings.accounts.title'),
        icon: 'KeyOutlined',
        to: '/settings/accounts',
        also: 'accounts roles',
      },
    },
    {
      group: 'settings',
      order: 40,
      permission: 'settings.update',
      entry: { label: t('settings.options.title'), icon: 'TagsOutlined', to: '/settings/options', also: 'options' },
    },
  ]
  return entries.filter(entry => scopeIn(session.permissions, entry.permission))
}
