import { api, catalogQuery, queryClient, type Session, sessionQuery } from '#web/api/index.ts'
import { currentLocale, speak } from '#web/shell/language.ts'

export type CompanySettings = Session['company']

/** Changes settings of the company; every day, figure and name on the screen follows, and the language of whoever chose none himself. */
export async function saveCompany(change: Partial<CompanySettings>): Promise<void> {
  await api.patch<CompanySettings>('/company', change)
  const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
  if (session && session.locale !== currentLocale()) {
    await queryClient.ensureQueryData(catalogQuery(session.locale))
    await speak(session.locale)
  }
  await queryClient.invalidateQueries({
    predicate: query => query.queryKey[0] !== 'catalog' && query.queryKey[0] !== 'session',
  })
}
