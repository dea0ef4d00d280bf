import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '#web/api/index.ts'
import type { Wording } from './field-face.ts'

/** What turns values into words for the person who is signed in. */
export function useWording(): Wording {
  const { t } = useTranslation()
  const { locale, company } = useSession()
  const { timeZone, baseCurrency } = company
  return useMemo(
    () => ({ t, locale: locale === 'en' ? 'en' : 'zh-CN', timeZone, baseCurrency }),
    [t, locale, timeZone, baseCurrency],
  )
}
