import type { ApiRecord, ApiReference } from '#web/api/index.ts'

/** A line of a pool in the making; `id` is missing of a new one. */
interface LineDraft {
  key: string
  id?: string
}
export interface MemberDraft extends LineDraft {
  part: string
  user: string | null
  department: string | null
}
export interface RuleDraft extends LineDraft {
  level: string | null
  measure: string
  days: number | null
}

/** A pool in the making. */
export interface PoolDraft {
  name: string
  object: string
  rank: number | null
  isEnabled: boolean
  isForEverybody: boolean
  members: MemberDraft[]
  hiddenFields: { id?: string; field: string }[]
  rules: RuleDraft[]
  sparesOpen: boolean
  countedMethods: string[]
  countedNeedsFile: boolean
  numbers: Record<NumberName, number | null>
}

export const numberNames = [
  'protectionDays',
  'longestDays',
  'warnDays',
  'barDays',
  'claimsPerDay',
  'viewsPerDay',
  'countedLength',
] as const
export type NumberName = (typeof numberNames)[number]

/** What somebody changes of a pool that is there; without one what a new pool begins with. */
export function draftOf(record: ApiRecord | null): PoolDraft {
  const lines = (name: string) => (record?.[name] ?? []) as unknown as ({ id: string } & Record<string, unknown>)[]
  const idOf = (value: unknown): string | null => (value as ApiReference | null)?.id ?? null
  return {
    name: String(record?.name ?? ''),
    object: String(record?.object ?? 'customer'),
    rank: (record?.rank as number | null | undefined) ?? 10,
    isEnabled: record === null || record.isEnabled === true,
    isForEverybody: record?.isForEverybody === true,
    members: lines('members').map(({ id, part, user, department }) => ({
      key: id,
      id,
      part: String(part),
      user: idOf(user),
      department: idOf(department),
    })),
    hiddenFields: lines('hiddenFields').map(({ id, field }) => ({ id, field: String(field) })),
    rules: lines('rules').map(({ id, level, measure, days }) => ({
      key: id,
      id,
      level: (level as string | null) ?? null,
      measure: String(measure),
      days: Number(days),
    })),
    sparesOpen: record === null || record.sparesOpen === true,
    countedMethods: (record?.countedMethods as string[] | null | undefined) ?? [],
    countedNeedsFile: record?.countedNeedsFile === true,
    numbers: Object.fromEntries(
      numberNames.map(name => [name, (record?.[name] as number | null | undefined) ?? (record ? null : startOf(name))]),
    ) as PoolDraft['numbers'],
  }
}

const startOf = (name: NumberName): number | null => (name === 'warnDays' ? 3 : null)

export const newRule = (): RuleDraft => ({ key: crypto.randomUUID(), level: null, measure: 'activity', days: 30 })
export const newMember = (part: string): MemberDraft => ({
  key: crypto.randomUUID(),
  part,
  user: null,
  department: null,
})

/** The draft as the API takes it; what a new pool holds is said once. */
export function valuesOf(draft: PoolDraft, isNew: boolean): Record<string, unknown> {
  const { numbers, members, rules, object, ...rest } = draft
  const bare = <L extends LineDraft>({ key: _key, ...line }: L) => line
  return { ...rest, ...numbers, ...(isNew ? { object } : {}), members: members.map(bare), rules: rules.map(bare) }
}
