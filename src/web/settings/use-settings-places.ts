import { useCatalog, useSession } from '#web/api/index.ts'
import { scopeIn } from '#web/api/session.ts'
import { hasOwnPage, type WebPage, webPages } from '#web/shell/define-web-module.ts'
import { useText } from '#web/ui/text.ts'
import {
  type SettingsGroup,
  type SettingsPlace,
  settingsGroups,
  settingsNouns,
  settingsPages,
} from './settings-pages.ts'

/** A page of settings as it is shown: its words are those of the reader's language. */
export interface ShownPlace {
  to: string
  title: string
  /** Empty when nobody has said what it is for. */
  text: string
  icon: string
  also: string
}

/** What of the settings this person may open, grouped; a group without any is left out. */
export function useSettingsPlaces(): { name: SettingsGroup; places: ShownPlace[] }[] {
  const t = useText()
  const { permissions } = useSession()
  const isOpen = ({ permission }: WebPage): boolean => !permission || scopeIn(permissions, permission) !== null
  const nouns = useCatalog().flatMap(({ name, path, labelPlural, navigation }) =>
    navigation?.group === 'settings' && !hasOwnPage(name, isOpen)
      ? [
          {
            group: settingsNouns[name]?.group ?? 'records',
            order: navigation.order,
            to: `/o/${path}`,
            title: labelPlural,
            text: settingsNouns[name] ? t(settingsNouns[name].text) : '',
            icon: navigation.icon,
            also: name,
          },
        ]
      : [],
  )
  const ofModules = webPages().flatMap(({ path, label, about, navigation, permission }) =>
    navigation?.group === 'settings' && (!permission || scopeIn(permissions, permission))
      ? [
          {
            group: 'records' as const,
            order: navigation.order,
            to: `/p/${path}`,
            title: t(label),
            text: about ? t(about) : '',
            icon: navigation.icon,
            also: path,
          },
        ]
      : [],
  )
  const own = settingsPages
    .filter(place => mayOpen(permissions, place))
    .map(place => ({ ...place, title: t(place.title), text: t(place.text) }))
  const all = [...own, ...nouns, ...ofModules].sort((a, b) => a.order - b.order)
  return settingsGroups
    .map(name => ({ name, places: all.filter(place => place.group === name) }))
    .filter(group => group.places.length > 0)
}

/** Whether somebody with these permissions may open that page. */
export const mayOpen = (permissions: Parameters<typeof scopeIn>[0], { anyOf }: Pick<SettingsPlace, 'anyOf'>): boolean =>
  !anyOf || anyOf.some(permission => scopeIn(permissions, permission) !== null)
