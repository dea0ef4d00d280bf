import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { Filter } from '#platform/objects/filter.ts'
import { type ApiProblem, type ApiReference, api, apiUrl, isProblem } from '#web/api/index.ts'
import { queryClient } from '#web/api/query-client.ts'
import { takeFile } from './take-file.ts'

/** A request for a second person's consent, as the API gives it. */
export interface ConsentRequest {
  id: string
  kind: string
  object: string | null
  what: string
  filter?: Filter
  columns?: string[]
  path?: string
  record?: string
  rows: number
  reason: string
  state: 'asked' | 'approved' | 'refused' | 'taken' | 'withdrawn' | 'expired'
  askedBy: ApiReference
  askedAt: string
  decidedBy: ApiReference | null
  decidedAt: string | null
  word: string | null
  expiresAt: string | null
  takenAt: string | null
  isMine: boolean
  canDecide: boolean
  canDownload: boolean
}

/** When a second person is needed, and how often masked values may be shown. */
export interface DataRules {
  exportConsent: 'never' | 'above' | 'always'
  exportConsentRows: number
  exportConsentNouns: string[]
  readLimit: number | null
  unmaskLimit: number | null
  erasureConsent: boolean
}

const requestsQuery = queryOptions({
  queryKey: ['consent-requests'],
  queryFn: async ({ signal }) =>
    (await api.get<{ requests: ConsentRequest[] }>('/consent-requests', { signal })).requests,
  refetchInterval: 30_000,
})

export const useConsentRequests = () => useQuery(requestsQuery)

const refresh = () => {
  void queryClient.invalidateQueries({ queryKey: ['workbench'] })
  return queryClient.invalidateQueries({ queryKey: requestsQuery.queryKey })
}

/** What a refusal for want of consent says: what is to be sent to ask for it. Null for any other error. */
export const consentAsked = (error: unknown): { problem: ApiProblem; body: object } | null => {
  if (!isProblem(error, 'export.consent_needed') && !isProblem(error, 'personal.consent_needed')) return null
  const consent = error.document.consent as { body?: object } | undefined
  return consent?.body ? { problem: error, body: consent.body } : null
}

/** Asks somebody else, as the refusal said. */
export async function askConsent(body: object, reason: string): Promise<ConsentRequest> {
  const made = await api.post<ConsentRequest>('/consent-requests', { ...body, reason })
  await refresh()
  return made
}

/** Approves, refuses or withdraws. */
export const useDecision = () =>
  useMutation({
    mutationFn: ({ id, verb, word }: { id: string; verb: 'approve' | 'refuse' | 'withdraw'; word: string }) =>
      api.post<ConsentRequest>(`/consent-requests/${id}/${verb}`, verb === 'withdraw' ? {} : word ? { word } : {}),
    onSettled: refresh,
  })

/** Takes the file that was consented to: once. */
export async function takeConsented(id: string): Promise<void> {
  try {
    await takeFile(apiUrl(`/consent-requests/${id}/download`), { method: 'POST', name: 'export' })
  } finally {
    await refresh()
  }
}

const rulesQuery = queryOptions({
  queryKey: ['data-rules'],
  queryFn: ({ signal }) => api.get<DataRules>('/data-rules', { signal }),
})

export const useDataRules = () => useQuery(rulesQuery)

/** Changes the rules; what is not named stays. */
export async function saveDataRules(change: Partial<DataRules>): Promise<void> {
  const rules = await api.patch<DataRules>('/data-rules', change)
  queryClient.setQueryData(rulesQuery.queryKey, rules)
}
