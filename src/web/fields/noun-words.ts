import { useLocale } from '#web/ui/index.ts'

/**
 * How a noun stands inside a sentence: English labels lose their capital (`New customer`), abbreviations (`VAT invoice`) and Chinese stay
 * as they are.
 */
export const nounIn = (locale: 'zh' | 'en', label: string): string =>
  locale === 'en' && /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label

/** The same in the language of the person who looks. */
export function useNoun(): (label: string) => string {
  const locale = useLocale()
  return label => nounIn(locale, label)
}
