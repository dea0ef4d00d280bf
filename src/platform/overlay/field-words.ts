import { hasMessage, type Locale, translate } from '../i18n/index.ts'
import type { Catalog } from '../objects/catalog.ts'
import type { FieldSetting } from '../objects/overlay.ts'

/** What the company says of a field; undefined when it says nothing. */
export const settingOf = (catalog: Catalog, object: string, field: string): FieldSetting | undefined =>
  catalog.overlay.settings.find(one => one.object === object && one.field === field)

/** What a field is called in this language: the company's own label (in the other language rather than none), else the one it came with. */
export function fieldLabel(catalog: Catalog, locale: Locale, object: string, field: string): string {
  const own = settingOf(catalog, object, field)
  const given = locale === 'zh' ? (own?.labelZh ?? own?.labelEn) : (own?.labelEn ?? own?.labelZh)
  return given ?? declaredFieldLabel(locale, object, field) ?? field
}

/** The label a field came with; null for one of the company's own. */
export function declaredFieldLabel(locale: Locale, object: string, field: string): string | null {
  const key = [`${object}.fields.${field}`, `record.fields.${field}`].find(one => hasMessage(locale, one))
  return key ? translate(locale, key) : null
}

/** The line of help under a field's input; null when there is none. */
export function fieldHint(catalog: Catalog, locale: Locale, object: string, field: string): string | null {
  const own = settingOf(catalog, object, field)
  const given = locale === 'zh' ? (own?.hintZh ?? own?.hintEn) : (own?.hintEn ?? own?.hintZh)
  return given ?? declaredHint(locale, object, field)
}

export const declaredHint = (locale: Locale, object: string, field: string): string | null =>
  hasMessage(locale, `${object}.hints.${field}`) ? translate(locale, `${object}.hints.${field}`) : null
