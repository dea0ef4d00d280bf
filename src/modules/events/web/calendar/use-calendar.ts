import { useQuery } from '@tanstack/react-query'
import { type ApiReference, api, recordKeys, useRecords, useSession } from '#web/api/index.ts'
import { scopeIn } from '#web/api/session.ts'

/** One time at which an event takes place, as the server gives it. */
export interface Occurrence {
  id: string
  startsAt: string
  endsAt: string
  title: string
  isAllDay: boolean
  isRepeated: boolean
  place: string | null
  owner: ApiReference | null
  customer: ApiReference | null
  participants: ApiReference[]
  can: string[]
}

/** A task that is due on a day. */
export interface DueTask {
  id: string
  title: string
  dueOn: string
}

/** Below the key of events, so that whatever changes one reads the calendar anew. */
export const useOccurrences = (query: {
  from: string
  until: string
  layer: 'mine' | 'team'
  on?: string
  record?: string
}) =>
  useQuery({
    queryKey: [...recordKeys.of('events'), 'calendar', query],
    queryFn: ({ signal }) =>
      api
        .get<{ occurrences: Occurrence[] }>('/calendar', { query: { ...query }, signal })
        .then(({ occurrences }) => occurrences),
    placeholderData: (before, previous) => (previous?.queryKey[0] === 'records' ? before : undefined),
  })

/** One's own open tasks that are due between two days, both included. */
export function useDueTasks(from: string, to: string): DueTask[] {
  const { permissions } = useSession()
  const { records } = useRecords(
    'tasks',
    {
      filter: {
        and: [
          { field: 'owner', op: 'me' },
          { field: 'state', op: 'in', value: ['open'] },
          { field: 'dueOn', op: 'between', value: [from, to] },
        ],
      },
      fields: ['title', 'dueOn'],
      sort: ['dueOn'],
      limit: 200,
    },
    { enabled: scopeIn(permissions, 'task.read') !== null },
  )
  return (records ?? []).map(({ id, title, dueOn }) => ({ id, title: String(title), dueOn: String(dueOn) }))
}
