import { useMutation, useQuery } from '@tanstack/react-query'
import type { Filter } from '#platform/objects/filter.ts'
import { type ApiRecord, type ApiReference, api, type ListQuery, queryClient, refreshObject } from '#web/api/index.ts'

export type PooledNoun = 'customer' | 'lead'
export const plurals: Record<PooledNoun, string> = { customer: 'customers', lead: 'leads' }

/** A pool whose door is open to this person. */
export interface MyPool {
  id: string
  title: string
  object: PooledNoun
  isMember: boolean
  isManager: boolean
  count: { value: number; capped: boolean }
  claimsPerDay: number | null
  claimsLeft: number | null
  viewsLeft: number | null
  barDays: number | null
  hidden: string[]
}
type Standing = { count: number; max: number } | null
interface MyPools {
  pools: MyPool[]
  owned: Record<PooledNoun, Standing>
  locked: Record<PooledNoun, Standing>
}

export interface Step {
  at: string
  kind: 'entered' | 'left' | 'owner'
  from: ApiReference | null
  to: ApiReference | null
  /** Of a record that was merged into this one since. */
  isOfMerged: boolean
}
export interface Stay {
  cause: string | null
  reason: string | null
  since: string | null
  previousOwner: ApiReference | null
  by: ApiReference | null
}
export interface Peeked {
  record: ApiRecord
  stay: Stay | null
  way: Step[]
  barredUntil: string | null
  viewsLeft: number | null
}
export interface Custody {
  stay: (Stay & { pool: ApiReference }) | null
  due: {
    pool: ApiReference
    on: string
    daysLeft: number
    why: string
    days: number
    from: string
    lastCountedOn: string | null
    protectedUntil: string | null
  } | null
  way: Step[]
}
export interface Outcome {
  done: string[]
  refused: { id: string; code: string; message: string }[]
  batch: string
}

const poolKeys = ['pools']

/** The pools of a noun that one may enter, with what one may still take today. */
export function useMyPools(noun: PooledNoun) {
  const result = useQuery({ queryKey: [...poolKeys, 'mine'], queryFn: () => api.get<MyPools>('/pools/mine') })
  const pools = result.data?.pools.filter(pool => pool.object === noun)
  return { ...result, pools, owned: result.data?.owned[noun] ?? null }
}

/** What is asked of the list of a pool: a text in the name, a level, an order. */
export const poolQuery = ({ text, level, sort }: { text: string; level: string | null; sort: string }): ListQuery => {
  const parts: Filter[] = [
    ...(text.length >= 2 ? [{ field: 'name', op: 'contains' as const, value: text }] : []),
    ...(level ? [{ field: 'level', op: 'in' as const, value: [level] }] : []),
  ]
  return { ...(parts.length > 0 ? { filter: { and: parts } } : {}), sort: [sort], limit: 50, count: true }
}

/** One record of a pool, with why it is there. */
export const usePeek = (pool: string, noun: PooledNoun, id: string | undefined) =>
  useQuery({
    queryKey: [...poolKeys, pool, 'peek', id],
    queryFn: () => api.get<Peeked>(`/pools/${pool}/${plurals[noun]}/${id}`),
    enabled: id !== undefined,
    retry: false,
  })

export type PoolVerb = 'claim' | 'assign' | 'release' | 'remove'

/** Claims, assigns, moves or removes several at once. */
export const useActOnMany = (pool: string, noun: PooledNoun) =>
  useMutation({
    mutationFn: (asked: { verb: PoolVerb; ids: string[]; input?: Record<string, unknown> }) =>
      api.post<Outcome>(`/pools/${pool}/${plurals[noun]}/act`, asked),
    onSettled: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: poolKeys }),
        refreshObject(`pools/${pool}/${plurals[noun]}`),
        refreshObject(plurals[noun]),
      ])
    },
  })

/** Whose a record is, and why; counted when it is asked. */
export const useCustody = (path: string, record: ApiRecord) =>
  useQuery({
    queryKey: ['records', path, 'custody', record.id],
    queryFn: () => api.get<Custody>(`/${path}/${record.id}/custody`),
  })

export interface PoolRules {
  rules: { level: string | null; measure: string; days: number }[]
}
/** Which rules of a pool hold today, and which from a later day. */
export const usePoolRules = (id: string, version: number) =>
  useQuery({
    queryKey: [...poolKeys, id, 'rules', version],
    queryFn: () =>
      api.get<{ today: PoolRules | null; coming: { from: string; rules: PoolRules } | null }>(`/pools/${id}/rules`),
  })

export interface Run {
  id: string
  object: PooledNoun
  on: string
  startedAt: string
  finishedAt: string | null
  looked: number
  moved: number
}
export interface Moved {
  record: ApiReference
  pool: ApiReference
  rule: string | null
  reason: string | null
  previousOwner: ApiReference | null
  claimedBy: ApiReference | null
}
export const useRuns = () =>
  useQuery({ queryKey: [...poolKeys, 'runs'], queryFn: () => api.get<{ runs: Run[] }>('/pools/runs') })
export const useMoved = (run: string | undefined) =>
  useQuery({
    queryKey: [...poolKeys, 'runs', run],
    queryFn: () => api.get<{ moved: Moved[]; next: string | null }>(`/pools/runs/${run}`),
    enabled: run !== undefined,
  })
