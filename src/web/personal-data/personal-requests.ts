import { useQuery } from '@tanstack/react-query'
import { type ApiRecord, api, type ObjectDescription, refreshObject } from '#web/api/index.ts'
import { queryClient } from '#web/api/query-client.ts'

/** Where a person's data are. */
export interface PersonWhere {
  records: {
    object: string
    noun: string
    id: string
    title: string
    why: 'asked' | 'merged' | 'made' | 'same'
    isInBin: boolean
  }[]
  shared: string[]
  needsConsent: boolean
}

/** Whether a record is a natural person. */
export const isPerson = ({ isPerson: rule }: ObjectDescription, record: ApiRecord): boolean =>
  rule === true || (rule !== undefined && record[rule.field] === rule.is)

export const usePersonWhere = (path: string, id: string) =>
  useQuery({
    queryKey: ['personal-data', path, id],
    queryFn: ({ signal }) => api.get<PersonWhere>(`/${path}/${id}/personal-data`, { signal }),
    staleTime: 0,
  })

/** An erasure as far as it is; nothing in it says whose data they were. */
export interface Erasure {
  id: string
  object: string
  recordId: string
  state: 'running' | 'done' | 'stopped' | 'failed'
  isStopped: boolean
  /** Tables gone through, of all. */
  done: number
  total: number
  /** Rows in which something of the person stood. */
  found: number
  problem: { code: string; message: string } | null
}

const erasuresKey = ['erasures'] as const

/** The latest erasures of the company; asked again each second while one goes on. */
export const useErasures = () =>
  useQuery({
    queryKey: erasuresKey,
    queryFn: async ({ signal }) => (await api.get<{ erasures: Erasure[] }>('/erasures', { signal })).erasures,
    refetchInterval: ({ state }) => (state.data?.some(one => one.state === 'running') ? 1000 : false),
    staleTime: 60_000,
  })

/** Begins an erasure; `ErasureProgress` follows it on whichever page one is. */
export async function startErasure(
  object: ObjectDescription,
  id: string,
  body: { reason: string; confirm: string; consent?: string },
): Promise<void> {
  const begun = await api.post<Erasure>(`/${object.path}/${id}/erase-person`, body)
  queryClient.setQueryData<Erasure[]>(erasuresKey, known => [begun, ...(known ?? [])])
  // Asked again at once: most take less than a second.
  setTimeout(() => void queryClient.invalidateQueries({ queryKey: erasuresKey }), 300)
}

/** Ends an erasure with nothing done, unless it is through. */
export async function stopErasure(id: string): Promise<void> {
  await api.post(`/erasures/${id}/stop`)
  await queryClient.invalidateQueries({ queryKey: erasuresKey })
}

/** Reads anew what showed somebody whose data are gone. */
export async function afterErasure(path: string, id: string): Promise<void> {
  queryClient.removeQueries({ queryKey: ['personal-data', path, id] })
  await refreshObject(path)
}
