import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { api, recordKeys, refreshObject } from '#web/api/index.ts'

type Named = { id: string; title: string }

export interface AskedField {
  field: string
  label: string
  type: string
  isRequired: boolean
}
export interface FormFields {
  fields: AskedField[]
  askable: AskedField[]
  address: string
}

const fieldsKey = (form: string) => [...recordKeys.timeline('forms', form), 'fields']

export const useFormFields = (form: string) =>
  useQuery({
    queryKey: fieldsKey(form),
    queryFn: ({ signal }) => api.get<FormFields>(`/forms/${form}/fields`, { signal }),
  })

export const useSaveFields = (form: string) =>
  useMutation({
    mutationFn: (fields: { field: string; isRequired: boolean }[]) =>
      api.put<FormFields>(`/forms/${form}/fields`, { fields }),
    onSuccess: (answer, _fields, _context, { client }) => client.setQueryData(fieldsKey(form), answer),
  })

export const submissionStates = ['accepted', 'duplicate', 'quarantined', 'discarded'] as const
export type SubmissionState = (typeof submissionStates)[number]

export interface Submission {
  id: string
  at: string
  state: SubmissionState
  reason: string | null
  content: { label: string; text: string }[]
  lead: Named | null
  customer: Named | null
  consent: { text: string; version: number } | null
  ip: string | null
  origin: string | null
}

interface Page {
  submissions: Submission[]
  next: string | null
  counts: Partial<Record<SubmissionState, number>>
}

const submissionsKey = (form: string) => [...recordKeys.of('forms'), 'submissions', form]

export const useSubmissions = (form: string, state: SubmissionState | null) =>
  useInfiniteQuery({
    queryKey: [...submissionsKey(form), state],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(`/forms/${form}/submissions`, { query: { state, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  })

/** Takes what was set aside, or puts it away. */
export const useDecide = (form: string) =>
  useMutation({
    mutationFn: ({ id, take }: { id: string; take: boolean }) =>
      api.post<void>(`/forms/${form}/submissions/${id}/decide`, { take }),
    onSettled: () => Promise.all([refreshObject('forms'), refreshObject('leads')]),
  })
