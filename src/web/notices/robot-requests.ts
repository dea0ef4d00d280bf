import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { api, queryClient } from '#web/api/index.ts'
import { useLocale } from '#web/ui/index.ts'

export type Vendor = 'wecom' | 'dingtalk' | 'feishu'
export const vendors: readonly Vendor[] = ['wecom', 'dingtalk', 'feishu']

/** A group's robot; its address and secret are never shown again. */
export interface Robot {
  id: string
  name: string
  vendor: Vendor
  kinds: string[]
  showsTitles: boolean
  isActive: boolean
  hasSecret: boolean
  last: { at: string; state: 'waiting' | 'sent' | 'failed'; error: string | null } | null
}
export type RobotInput = Pick<Robot, 'name' | 'vendor' | 'kinds' | 'showsTitles' | 'isActive'> & {
  address?: string
  secret?: string | null
}

const robotsQuery = (locale: string) =>
  queryOptions({
    queryKey: ['robots', locale],
    queryFn: ({ signal }) =>
      api.get<{ robots: Robot[]; kinds: { kind: string; label: string }[] }>('/robots', { signal }),
  })

export const useRobots = () => useQuery(robotsQuery(useLocale()))

const refresh = () => queryClient.invalidateQueries({ queryKey: ['robots'] })

/** Makes a robot (no id), or changes one; what is left out of address and secret stays. */
export const useSaveRobot = () =>
  useMutation({
    mutationFn: ({ id, ...robot }: RobotInput & { id: string | null }) =>
      id === null ? api.post<unknown>('/robots', robot) : api.put<unknown>(`/robots/${id}`, robot),
    onSuccess: refresh,
  })
export const useRemoveRobot = () =>
  useMutation({ mutationFn: (id: string) => api.delete<void>(`/robots/${id}`), onSuccess: refresh })
/** Sends a message to see whether it arrives. */
export const useTestRobot = () =>
  useMutation({ mutationFn: (id: string) => api.post<void>(`/robots/${id}/test`), onSettled: refresh })
