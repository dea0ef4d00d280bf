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

/** Operators that need no value. */
export const operatorsWithoutValue: readonly Operator[] = ['empty', 'notEmpty', 'me', 'mySubordinates']

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
