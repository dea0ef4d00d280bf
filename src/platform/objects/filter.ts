import type { Json } from './field.ts'

/** One condition. `field` may take one step through a reference: `owner.superior`. */
export interface Condition {
  field: string
  op: Operator
  value?: Json
}

/** A filter tree, as URL and saved view carry it. */
export type Filter = Condition | { and: Filter[] } | { or: Filter[] } | { not: Filter }

export type Operator =
  | 'is'
  | 'isNot'
  | 'in'
  | 'notIn'
  | 'contains'
  | 'startsWith'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'between'
  | 'preset'
  | 'empty'
  | 'notEmpty'
  | 'me'
  | 'mySubordinates'
  | 'hasAny'
  | 'hasAll'
  | 'hasNone'
  | 'within'
  | 'lastDays'
  | 'nextDays'
  | 'olderThanDays'
  | 'notForDays'

/** Operators that need no value. */
export const operatorsWithoutValue: readonly Operator[] = ['empty', 'notEmpty', 'me', 'mySubordinates']

/**
 * Operators of days and moments that count days from today, which is one of them: 过去 7 天, 未来 7 天, 超过 30 天, and 30 天内没有 (longer ago
 * or never).
 */
export const relativeOperators = [
  'lastDays',
  'nextDays',
  'olderThanDays',
  'notForDays',
] as const satisfies readonly Operator[]

/** The 21 periods that a date filter knows by name; their bounds come from `periodBounds` (platform/query/periods.ts). */
export const datePresets = [
  'today',
  'yesterday',
  'tomorrow',
  'thisWeek',
  'lastWeek',
  'nextWeek',
  'thisMonth',
  'lastMonth',
  'nextMonth',
  'thisQuarter',
  'lastQuarter',
  'nextQuarter',
  'thisYear',
  'lastYear',
  'nextYear',
  'firstHalfYear',
  'secondHalfYear',
  'past7Days',
  'past30Days',
  'next7Days',
  'next30Days',
] as const
export type DatePreset = (typeof datePresets)[number]
