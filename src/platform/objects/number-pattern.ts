// What a number is made of; the browser reads it too.

/** How a date stands in a number. */
export const dateFormats = ['yyyy', 'yyyyMM', 'yyyyMMdd', 'yyMM', 'yyMMdd'] as const
export type DateFormat = (typeof dateFormats)[number]

/** When a count begins anew. */
export const resets = ['never', 'yearly', 'monthly', 'daily'] as const
export type Reset = (typeof resets)[number]

/**
 * One part of a number: fixed text, the company's day, the count, or the code of the record that has a series of its own (a legal entity).
 * A count of which `width` digits are not enough goes on with more.
 */
export type NumberLevel =
  | { kind: 'text'; text: string }
  | { kind: 'date'; format: DateFormat }
  | { kind: 'number'; start: number; step: number; width: number; reset: Reset }
  | { kind: 'series' }

export type CountLevel = Extract<NumberLevel, { kind: 'number' }>

/** How few and how many parts a pattern may have. */
export const fewestLevels = 2
export const mostLevels = 6

/** The pattern of a serial field of which nobody has said anything: its prefix and a count that never begins anew. */
export const declaredLevels = (field: { prefix?: string; width?: number }): NumberLevel[] => [
  { kind: 'text', text: field.prefix ?? '' },
  { kind: 'number', start: 1, step: 1, width: field.width ?? 6, reset: 'never' },
]

/** The level that counts. @throws when there is none, which `patternProblems` refuses */
export function countOf(levels: readonly NumberLevel[]): CountLevel {
  const count = levels.find(level => level.kind === 'number')
  if (!count) throw new Error('a pattern without a count')
  return count
}

/** What a number says beside its count: the company's day (`YYYY-MM-DD`), and the code of the series. */
export interface NumberSurroundings {
  day: string
  code: string
}

/** The number with this count. */
export const renderNumber = (
  levels: readonly NumberLevel[],
  count: number,
  { day, code }: NumberSurroundings,
): string =>
  levels
    .map(level => {
      if (level.kind === 'text') return level.text
      if (level.kind === 'date') return renderDate(level.format, day)
      return level.kind === 'series' ? code : String(count).padStart(level.width, '0')
    })
    .join('')

/**
 * The name of the counter from which the next number comes. Whatever may make two numbers differ while their counts agree is in it, apart
 * from days within one period: so a pattern that is changed and changed back goes on where it was.
 */
export function counterName(
  series: string,
  levels: readonly NumberLevel[],
  { day, owner }: { day: string; owner: string | null },
): string {
  const fixed = levels.flatMap((level): unknown[] => {
    if (level.kind === 'text') return [level.text]
    return level.kind === 'series' ? [{ of: owner }] : []
  })
  return `${series} ${JSON.stringify([...fixed, periodOf(countOf(levels).reset, day)])}`
}

/** What is wrong with a pattern: paths like `levels.1.format`, codes of problems. */
export function patternProblems(
  levels: readonly NumberLevel[],
  { hasSeries }: { hasSeries: boolean },
): { path: string; code: string; params?: Record<string, unknown> }[] {
  const bounds = { min: fewestLevels, max: mostLevels }
  if (levels.length < fewestLevels || levels.length > mostLevels)
    return [{ path: 'levels', code: 'number.levels', params: bounds }]
  const counts = levels.filter(level => level.kind === 'number')
  if (counts.length !== 1) return [{ path: 'levels', code: 'number.one_count' }]
  const strange = levels.findIndex(level => level.kind === 'series')
  if (strange >= 0 && !hasSeries) return [{ path: `levels.${strange}`, code: 'number.no_series' }]
  // A count that begins anew each month needs the month in the number, or the same number would come again.
  if (finestDate(levels) < resets.indexOf(countOf(levels).reset))
    return [{ path: `levels.${levels.indexOf(countOf(levels))}.reset`, code: 'number.reset_needs_date' }]
  return []
}

/** The finest period that the dates of a pattern tell apart, as its place in `resets`. */
const finestDate = (levels: readonly NumberLevel[]): number =>
  Math.max(0, ...levels.flatMap(level => (level.kind === 'date' ? [resets.indexOf(finest(level.format))] : [])))

function finest(format: DateFormat): Reset {
  if (format.endsWith('dd')) return 'daily'
  return format.endsWith('MM') ? 'monthly' : 'yearly'
}

function renderDate(format: DateFormat, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return format.replace('yyyy', year).replace('yy', year.slice(2)).replace('MM', month).replace('dd', date)
}

const periodOf = (reset: Reset, day: string): string =>
  day.slice(0, { never: 0, yearly: 4, monthly: 7, daily: 10 }[reset])
