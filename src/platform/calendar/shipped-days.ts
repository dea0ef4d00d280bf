import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { SpecialDay } from './calendar-description.ts'

/** The days of a year that the State Council has made holidays or working days (调休), ascending; null for a year that is not known. */
export function shippedDays(year: number, locale: 'zh' | 'en'): SpecialDay[] | null {
  const days = byYear.get(year)
  if (!days) return null
  return days.map(({ day, kind, written }) => ({ day, kind, name: nameOf(written, locale) }))
}

/** What a day is called where it is shipped as just that kind; null for any other. */
export const shippedName = ({ day, kind }: Pick<SpecialDay, 'day' | 'kind'>, locale: 'zh' | 'en'): string | null =>
  shippedDays(Number(day.slice(0, 4)), locale)?.find(one => one.day === day && one.kind === kind)?.name ?? null

/** The years that are known, ascending. */
export const shippedYears = (): number[] => [...byYear.keys()].sort((a, b) => a - b)

interface Shipped {
  day: string
  kind: SpecialDay['kind']
  /** As the package writes it: `Spring Festival,春节,4`. */
  written: string
}

const nameOf = (written: string, locale: 'zh' | 'en'): string | null => {
  const [en = null, zh = null] = written.split(',')
  return locale === 'zh' ? zh : en
}

const entries = (days: Record<string, string>, kind: SpecialDay['kind']): Shipped[] =>
  Object.entries(days).map(([day, written]) => ({ day, kind, written }))

const byYear = new Map<number, Shipped[]>()
for (const shipped of [...entries(table.holidays, 'rest'), ...entries(table.workdays, 'work')].sort((a, b) =>
  a.day < b.day ? -1 : 1,
)) {
  const year = Number(shipped.day.slice(0, 4))
  byYear.set(year, [...(byYear.get(year) ?? []), shipped])
}
