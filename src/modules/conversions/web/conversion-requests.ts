import { useMutation, useQuery } from '@tanstack/react-query'
import { type ApiRecord, api, noteRecord, recordKeys, refreshObject } from '#web/api/index.ts'

type Named = { id: string; title: string }
type Values = Record<string, unknown>

/** The three that a lead can become, in the order of the dialog. */
export const parts = ['customer', 'contact', 'opportunity'] as const
export type Part = (typeof parts)[number]

export interface Match extends Named {
  kind: string
  owner: Named | null
  by: 'name' | 'reach'
}

/** What `GET /api/leads/:id/conversion` answers. */
export interface Conversion {
  done: {
    at: string
    by: Named | null
    customer: Named
    contact: Named | null
    opportunity: Named | null
    added: { object: string; id: string; title: string; how: 'added' | 'changed' }[]
  } | null
  draft: Record<Part, Values> | null
  matches: Match[]
}

/** Below the timeline's key, so that whatever changes the lead reads it anew. */
const keyOf = (lead: string) => [...recordKeys.timeline('leads', lead), 'conversion']

/** What became of a lead, or would become. */
export const useConversion = (lead: string, { isWanted = true }: { isWanted?: boolean } = {}) =>
  useQuery({
    queryKey: keyOf(lead),
    queryFn: ({ signal }) => api.get<Conversion>(`/leads/${lead}/conversion`, { signal }),
    enabled: isWanted,
  })

/** Converts a lead. @throws ApiProblem */
export async function convertLead(lead: string, body: Values, idempotencyKey: string): Promise<ApiRecord> {
  const record = await api.post<ApiRecord>(`/leads/${lead}/conversion`, body, { idempotencyKey })
  await Promise.all([noteRecord('leads', record), ...['customers', 'contacts', 'opportunities'].map(refreshObject)])
  return record
}

/** Takes a conversion back. */
export const useUndoConversion = (lead: string) =>
  useMutation({
    mutationFn: () => api.post<void>(`/leads/${lead}/undo-conversion`),
    onSettled: () => Promise.all(['leads', 'customers', 'contacts', 'opportunities'].map(refreshObject)),
  })

export interface Touch {
  id: string
  kind: 'conversion' | 'form'
  at: string
  source: string | null
  campaign: Named | null
  lead: Named | null
  form: Named | null
  text: string | null
}

export const useTouches = (path: string, id: string) =>
  useQuery({
    queryKey: [...recordKeys.timeline(path, id), 'touches'],
    queryFn: ({ signal }) => api.get<{ touches: Touch[] }>(`/${path}/${id}/touches`, { signal }),
  })

export interface Mapping {
  leadField: string
  object: Part
  field: string
}
export interface MappingAnswer {
  mappings: Mapping[]
  fields: {
    name: string
    label: string
    custom: boolean
    targets: { object: Part; field: string; label: string }[]
  }[]
}

const mappingKey = ['conversion-mapping']

export const useMapping = () =>
  useQuery({
    queryKey: mappingKey,
    queryFn: ({ signal }) => api.get<MappingAnswer>('/conversion-mapping', { signal }),
  })

export const useSaveMapping = () =>
  useMutation({
    mutationFn: (mappings: Mapping[]) => api.put<MappingAnswer>('/conversion-mapping', { mappings }),
    onSuccess: (answer, _mappings, _context, { client }) => client.setQueryData(mappingKey, answer),
  })
