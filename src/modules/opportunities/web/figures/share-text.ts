import { formatNumber } from '#web/ui/index.ts'

/** A share (0 to 1) as people read it: 37.5%; a dash where there is none. */
export const shareText = (share: number | null, locale: 'zh' | 'en'): string =>
  share === null ? '–' : `${formatNumber(share * 100, { locale, decimals: 1 })}%`
