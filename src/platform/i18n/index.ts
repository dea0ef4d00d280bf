import { createInstance } from 'i18next'
import { flattenMessages, type MessageTree, messageSyntax } from './flatten.ts'
import platformEn from './messages.en.ts'
import platformZh from './messages.zh.ts'

export type Locale = 'zh' | 'en'
export type { MessageTree } from './flatten.ts'

const words = createInstance()
void words.init({
  ...messageSyntax,
  lng: 'zh',
  fallbackLng: false,
  initAsync: false,
  resources: { zh: { messages: flattenMessages(platformZh) }, en: { messages: flattenMessages(platformEn) } },
})

/** Adds a module's words in both languages. Done once, when the program is put together. */
export function registerMessages(messages: { zh: MessageTree; en: MessageTree }): void {
  words.addResourceBundle('zh', 'messages', flattenMessages(messages.zh))
  words.addResourceBundle('en', 'messages', flattenMessages(messages.en))
}

/** The text of a key, `{name}` filled from `params`; `count` chooses the plural. A key without text is given back as it is. */
export const translate = (locale: Locale, key: string, params: Record<string, unknown> = {}): string =>
  words.t(key, { ...params, lng: locale })

/** Whether the key has a text in this language. */
export const hasMessage = (locale: Locale, key: string): boolean => words.exists(key, { lng: locale })

/** `zh` or `en` out of an Accept-Language header; null when it names neither. */
export function localeOf(acceptLanguage: string | undefined): Locale | null {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map(part => {
      const [tag = '', ...settings] = part.trim().toLowerCase().split(';')
      const quality = settings.map(setting => /^\s*q=([\d.]+)/.exec(setting)?.[1]).find(found => found !== undefined)
      return { locale: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ locale, quality }) => (locale === 'zh' || locale === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return (wanted[0]?.locale as Locale | undefined) ?? null
}
