import { useTranslation } from 'react-i18next'
import { isProblem } from '#web/api/problem.ts'

/**
 * What an error says to the person: the server's own words, ours for what never reached it, and for a mistake of the program that it
 * is one.
 */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation()
  return error => {
    if (!isProblem(error)) return t('problems.unexpected')
    if (error.title !== error.code) return error.title
    const key = `problems.${error.code}`
    return i18n.exists(key) ? t(`problems.${error.code}`, error.params) : t('problems.unexpected')
  }
}
