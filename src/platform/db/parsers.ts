import { type CustomTypesConfig, types } from 'pg'

/**
 * How values come out of PostgreSQL: numeric as the string it is, int8 as a number when that is exact and as a string when not,
 * date as `YYYY-MM-DD`, timestamptz as ISO 8601 in UTC with `Z` and three digits of a second (six when the database knows more).
 * A JavaScript Date never appears: it has no days and no microseconds. Arrays follow their elements.
 */
export const parsers: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : byType.get(oid)) ??
    types.getTypeParser(oid, format)) as CustomTypesConfig['getTypeParser'],
}

/** `2026-11-22 14:22:00.5+00` (PostgreSQL's ISO form with TimeZone UTC) → `2026-11-22T14:22:00.500Z`. */
export const instantText = (text: string): string => {
  const match = /^(\d{4,})-(\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text)
  if (!match) return text
  const [, year, monthDay, time, fraction = ''] = match
  return `${year}-${monthDay}T${time}.${fraction.padEnd(fraction.length > 3 ? 6 : 3, '0')}Z`
}

const int8 = (text: string): number | string => {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}
const asIs = (text: string): string => text

/** PostgreSQL's array parser for text: it splits and unquotes, we map the elements. */
const arrayOf =
  <T>(element: (text: string) => T) =>
  (text: string): (T | null)[] =>
    (textArray(text) as (string | null)[]).map(item => (item === null ? null : element(item)))

const TEXT_ARRAY = 1009
const textArray = (types.getTypeParser as (oid: number) => (text: string) => unknown)(TEXT_ARRAY)

const byType = new Map<number, (text: string) => unknown>([
  [20, int8],
  [1016, arrayOf(int8)],
  [1700, asIs],
  [1231, arrayOf(asIs)],
  [1082, asIs],
  [1182, arrayOf(asIs)],
  [1184, instantText],
  [1185, arrayOf(instantText)],
  [1114, asIs],
  [1115, arrayOf(asIs)],
  [1186, asIs],
])
