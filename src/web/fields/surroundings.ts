import { useMemo } from 'react'
import { useSession } from '#web/api/index.ts'
import { useLocale, useText } from '#web/ui/index.ts'
import type { Wording } from './field-face.ts'

/** What turns values into words for the person who is signed in. */
export function useWording(): Wording {
  const t = useText()
  const locale = useLocale()
  const { timeZone, baseCurrency } = useSession().company
  return useMemo(() => ({ t, locale, timeZone, baseCurrency }), [t, locale, timeZone, baseCurrency])
}
