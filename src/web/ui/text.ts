import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

/** The words of the viewer's language: `const t = useText()`, `t('shell.new')`, `t('list.selected', { count: 3 })`. */
export const useText = (): TFunction => useTranslation().t

/** `zh` or `en`; the component is drawn anew when the viewer changes it. */
export const useLocale = (): 'zh' | 'en' => (useTranslation().i18n.language === 'en' ? 'en' : 'zh')
