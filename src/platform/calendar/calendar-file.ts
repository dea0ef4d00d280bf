import { stringify } from 'csv-stringify/sync'
import { type FieldProblem, invalid, Problem } from '../errors.ts'
import { parseWrittenDay } from '../fields/date.ts'
import { translate } from '../i18n/index.ts'
import { guardCell, unguardCell } from '../transfer/cell-prefix.ts'
import { openFile } from '../transfer/reading/open-file.ts'
import type { DayKind, SpecialDay } from './calendar-description.ts'

/** A year's days as CSV in that language, with the mark by which Excel knows UTF-8. */
export function calendarCsv(days: readonly SpecialDay[], locale: 'zh' | 'en'): string {
  const word = (key: string) => translate(locale, `calendar.file.${key}`)
  return `\uFEFF${stringify([
    ['day', 'kind', 'name'].map(word),
    ...days.map(({ day, kind, name }) => [day, word(kind), guardCell(name ?? '')]),
  ])}`
}

/**
 * The days in a CSV file or workbook, by year; the words of both languages are understood. Problems: `invalid` (422) with one entry for each row
 * that is not understood, `calendar.no_columns`, `calendar.no_rows`, and those of `openFile`.
 */
export async function readCalendarFile(path: string): Promise<Map<number, SpecialDay[]>> {
  const file = await openFile(path, { known: headers => headers.filter(header => columnNamed(header)).length })
  try {
    const at = (column: Column): number => file.headers.findIndex(header => columnNamed(header) === column)
    const [dayAt, kindAt, nameAt] = [at('day'), at('kind'), at('name')]
    if (dayAt === -1 || kindAt === -1) throw new Problem(422, 'calendar.no_columns')
    const problems: FieldProblem[] = []
    const days = new Map<string, SpecialDay>()
    for await (const { row, cells } of file.rows) {
      if (days.size + problems.length > MOST_ROWS)
        throw new Problem(422, 'calendar.too_many_rows', { params: { max: MOST_ROWS } })
      const read = readRow({ day: cells[dayAt], kind: cells[kindAt], name: cells[nameAt] })
      if ('code' in read) problems.push({ path: `rows.${row}`, code: read.code, params: { row, text: read.text } })
      else if (days.has(read.day))
        problems.push({ path: `rows.${row}`, code: 'calendar.twice', params: { row, text: read.day } })
      else days.set(read.day, read)
    }
    if (problems.length > 0) throw invalid(problems.slice(0, 50))
    if (days.size === 0) throw new Problem(422, 'calendar.no_rows')
    return byYear([...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)))
  } finally {
    await file.close()
  }
}

/** Ten years of every day. */
const MOST_ROWS = 3660

type Column = 'day' | 'kind' | 'name'

const columns: Record<Column, readonly string[]> = {
  day: ['日期', 'day', 'date'],
  kind: ['类型', '安排', 'kind', 'type'],
  name: ['名称', '节日', 'name', 'holiday'],
}
const kinds: Record<DayKind, readonly string[]> = {
  rest: ['休', '休息', '放假', '休息日', '节假日', 'rest', 'off', 'day off', 'holiday'],
  work: ['班', '上班', '补班', '工作', '工作日', '调休上班', 'work', 'working day', 'workday'],
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

const columnNamed = (header: string): Column | undefined =>
  (['day', 'kind', 'name'] as const).find(column => columns[column].includes(plain(header)))

function readRow(cells: Record<Column, string | undefined>): SpecialDay | { code: string; text: string } {
  const written = cells.day ?? ''
  const day = parseWrittenDay(written, 'ymd')
  if (!day.ok || !isCalendarYear(Number(day.value.slice(0, 4)))) return { code: 'calendar.row_no_day', text: written }
  const word = plain(cells.kind ?? '')
  const kind = (['rest', 'work'] as const).find(one => kinds[one].includes(word))
  if (!kind) return { code: 'calendar.row_no_kind', text: cells.kind ?? '' }
  const name = unguardCell((cells.name ?? '').trim()).slice(0, 60)
  return { day: day.value, kind, name: name === '' ? null : name }
}

/** The years that a calendar may have. */
export const isCalendarYear = (year: number): boolean => Number.isInteger(year) && year >= 2000 && year <= 2199

function byYear(days: readonly SpecialDay[]): Map<number, SpecialDay[]> {
  const years = new Map<number, SpecialDay[]>()
  for (const day of days) {
    const year = Number(day.day.slice(0, 4))
    years.set(year, [...(years.get(year) ?? []), day])
  }
  return years
}
