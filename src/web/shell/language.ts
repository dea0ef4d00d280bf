import dayjs from 'dayjs'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { flattenMessages, type MessageTree, messageSyntax } from '#platform/i18n/flatten.ts'
import { moduleMessages } from './define-web-module.ts'

export type Locale = 'zh' | 'en'
const place = 'zhanggui.locale'

/** The language this device was last used in, else the browser's; Chinese unless the browser prefers English. */
export function preferredLocale(): Locale {
  const stored = localStorage.getItem(place)
  if (stored === 'zh' || stored === 'en') return stored
  const first = navigator.languages.find(tag => /^(zh|en)\b/i.test(tag))
  return first?.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

export const currentLocale = (): Locale => (i18next.language === 'en' ? 'en' : 'zh')

/** Loads a language's words and speaks it: our texts, Ant Design's, the dates'; remembered on this device. */
export async function speak(locale: Locale): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      ...messageSyntax,
      fallbackLng: false,
      resources: {},
      react: { useSuspense: false },
    })
  }
  if (!i18next.hasResourceBundle(locale, 'messages')) {
    const [words, modules] = await Promise.all([wordsOf[locale](), moduleMessages(locale), dayWords[locale]()])
    const trees: MessageTree[] = [...words.trees, ...modules]
    for (const tree of trees) i18next.addResourceBundle(locale, 'messages', flattenMessages(tree))
    antdLocales.set(locale, words.antd)
  }
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
  dayjs.locale(locale === 'zh' ? 'zh-cn' : 'en')
  localStorage.setItem(place, locale)
  await i18next.changeLanguage(locale)
}

/** Ant Design's own words in a language that has been spoken. */
export const antdLocaleOf = (locale: Locale) => antdLocales.get(locale)

const wordsOf = {
  zh: () => import('./words-zh.ts'),
  en: () => import('./words-en.ts'),
}
const dayWords = {
  zh: () => import('dayjs/locale/zh-cn'),
  en: () => import('dayjs/locale/en'),
}
const antdLocales = new Map<Locale, Awaited<ReturnType<(typeof wordsOf)['zh']>>['antd']>()
