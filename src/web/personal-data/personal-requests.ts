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

/** Erases; gives what was scrubbed, by table. */
export async function erasePerson(
  object: ObjectDescription,
  id: string,
  body: { reason: string; confirm: string; consent?: string },
): Promise<Record<string, number>> {
  const { receipts } = await api.post<{ receipts: { counts: Record<string, number> }[] }>(
    `/${object.path}/${id}/erase-person`,
    body,
  )
  queryClient.removeQueries({ queryKey: ['personal-data', object.path, id] })
  await refreshObject(object.path)
  return receipts[0]?.counts ?? {}
}
