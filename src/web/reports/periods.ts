import { type DatePreset, datePresets } from '#platform/objects/filter.ts'

/** The periods that a report offers by name, the most used first. */
export const offeredPeriods = [
  'thisYear',
  'lastYear',
  'thisQuarter',
  'lastQuarter',
  'thisMonth',
  'lastMonth',
  'thisWeek',
  'lastWeek',
  'firstHalfYear',
  'secondHalfYear',
] as const satisfies readonly DatePreset[]

export const isDatePreset = (text: string): text is DatePreset => datePresets.some(preset => preset === text)
