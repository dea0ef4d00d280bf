import { useMutation, useQuery } from '@tanstack/react-query'
import type { ApprovalList, ApprovalTrial, RecordApprovals } from '#platform/approvals/approval-description.ts'
import type { ApprovalBox } from '#platform/approvals/box-description.ts'
import { type ApiReference, api, queryClient, recordKeys, refreshObject } from '#web/api/index.ts'

const listKey = (box: ApprovalBox) => ['approvals', box]

/** What waits for one, what one decided, what one submitted; more pages come below the first. */
export const useApprovals = (box: ApprovalBox, pages: readonly string[]) =>
  useQuery({
    queryKey: [...listKey(box), pages],
    queryFn: async ({ signal }) => {
      const read = (after?: string) => api.get<ApprovalList>('/approvals', { query: { box, after }, signal })
      const first = await read()
      const rest = await Promise.all(pages.map(read))
      const last = rest.at(-1) ?? first
      return { ...first, approvals: [first, ...rest].flatMap(page => page.approvals), next: last.next }
    },
    placeholderData: previous => previous,
    refetchInterval: 30_000,
  })

/** The rounds of a record: read anew whenever the record changes. */
export const useRounds = (path: string, id: string) =>
  useQuery({
    queryKey: [...recordKeys.record(path, id), 'approval'],
    queryFn: ({ signal }) => api.get<RecordApprovals>(`/${path}/${id}/approval`, { signal }),
  })

/** Who would be asked. */
export const useTrial = ({ name, path }: { name: string; path: string }, id: string) =>
  useQuery({
    queryKey: [...recordKeys.record(path, id), 'approval-trial'],
    queryFn: ({ signal }) =>
      api.get<ApprovalTrial>('/approvals/trial', { query: { object: name, record: id }, signal }),
    retry: false,
    gcTime: 0,
  })

/** After something was decided: lists, tile and the record are read anew. */
async function refresh(path?: string): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['approvals'] })
  void queryClient.invalidateQueries({ queryKey: ['workbench'] })
  if (path) await refreshObject(path)
}

export type Deed = 'approve' | 'refuse' | 'delegate' | 'add' | 'remind'

/** Approves, refuses, passes on, adds somebody, reminds. */
export const useDeed = (path: string) =>
  useMutation({
    mutationFn: ({ id, deed, input }: { id: string; deed: Deed; input: object }) =>
      api.post<unknown>(`/approvals/${id}/${deed}`, input),
    onSettled: () => refresh(path),
  })

/** Submits, submits again, withdraws: verbs of the record. */
export const useSubmission = (path: string, id: string) =>
  useMutation({
    mutationFn: ({ verb, input }: { verb: 'submit' | 'resubmit' | 'withdraw'; input: object }) =>
      api.post<unknown>(`/${path}/${id}/${verb}`, input),
    onSettled: () => refresh(path),
  })

/** Decides many at once. */
export const useDecideMany = () =>
  useMutation({
    mutationFn: (ask: { ids: readonly string[]; decision: 'approve' | 'refuse'; opinion?: string }) =>
      api.post<{ done: string[]; refused: { id: string; message: string }[] }>('/approvals/decide', ask),
    onSettled: () => {
      void refresh()
      return queryClient.invalidateQueries({ queryKey: ['records'], refetchType: 'active' })
    },
  })

const deputyKey = ['approval-deputy']

export const useDeputy = () =>
  useQuery({
    queryKey: deputyKey,
    queryFn: ({ signal }) => api.get<{ deputy: ApiReference | null }>('/approvals/deputy', { signal }),
  })

export const useSetDeputy = () =>
  useMutation({
    mutationFn: (user: string | null) => api.put<{ deputy: ApiReference | null }>('/approvals/deputy', { user }),
    onSuccess: answer => queryClient.setQueryData(deputyKey, answer),
  })
