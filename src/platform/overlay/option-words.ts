import { hasMessage, type Locale, translate } from '../i18n/index.ts'
import type { Catalog, OverlayOption } from '../objects/catalog.ts'
import { optionKey, type OptionsPlace } from '../objects/options.ts'

type Words = { catalog: Catalog; locale: Locale }

/** What the administrator made of the options kept there. */
export const changedOptions = (catalog: Catalog, place: OptionsPlace): OverlayOption[] =>
  catalog.overlay.options.filter(one => one.object === place.object && one.field === place.field)

/** An option in the viewer's language: the company's own label (in the other language rather than none), the one it came with, its id. */
export function optionLabel({ catalog, locale }: Words, place: OptionsPlace, id: string): string {
  const own = changedOptions(catalog, place).find(one => one.id === id)
  const given = locale === 'zh' ? (own?.labelZh ?? own?.labelEn) : (own?.labelEn ?? own?.labelZh)
  return given ?? declaredOptionLabel(locale, place, id) ?? id
}

/** The label an option came with; null for one that the company made. */
export function declaredOptionLabel(locale: Locale, place: OptionsPlace, id: string): string | null {
  const key = optionKey(place, id)
  return hasMessage(locale, key) ? translate(locale, key) : null
}

/** Every name by which an option may be written in a file: its id, and its labels in both languages. */
export function optionNames(catalog: Catalog, place: OptionsPlace, id: string): string[] {
  const own = changedOptions(catalog, place).find(one => one.id === id)
  const names = [
    id,
    declaredOptionLabel('zh', place, id),
    declaredOptionLabel('en', place, id),
    own?.labelZh,
    own?.labelEn,
  ]
  return names.filter(name => name !== null && name !== undefined)
}
