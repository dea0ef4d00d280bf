import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { type FieldType, type Parsed, parsed, refused } from './field-type.ts'

/**
 * A birthday, which may be without a year and by the lunar calendar (facts 31): `1988-03-15`, `03-15`, `L1988-03-15`, `L08-15`. A lunar day
 * stands as it is called, the fifteenth of the eighth month.
 */
export const birthday = <const T extends FieldTraits>(traits: T = {} as T) =>
  ({ type: 'birthday', ...traits }) as T & FieldDefinition<string> & { type: 'birthday' }

export interface Birthday {
  isLunar: boolean
  year: number | null
  month: number
  day: number
}

export const birthdayType: FieldType<string> = {
  type: 'birthday',
  columns: (_field, name) => [{ name: columnOf(name, 'birthday'), sql: 'text' }],
  parse: value => (typeof value === 'string' ? readWritten(value) : refused('field.not_text')),
  fromCell: readWritten,
  toCell: value => value.replace(/^L/, '农历'),
  operators: ['is', 'empty', 'notEmpty'],
  sortable: false,
  jsonSchema: () => ({ type: 'string', pattern: String.raw`^L?(\d{4}-)?\d{2}-\d{2}$` }),
}

/** The parts of a birthday in its normal form; null for anything else. */
export function birthdayParts(value: string): Birthday | null {
  const match = /^(L?)(?:(\d{4})-)?(\d{2})-(\d{2})$/.exec(value)
  if (!match) return null
  const [, lunar, year, month, day] = match
  return { isLunar: lunar === 'L', year: year ? Number(year) : null, month: Number(month), day: Number(day) }
}

/** Reads it as people write it: 1988-3-15, 1988年3月15日, 3月15日, 3/15, 农历8月15日, 农历八月十五, L08-15. */
function readWritten(written: string): Parsed<string> {
  const text = written.normalize('NFKC').trim()
  const isLunar = /^(农历|阴历|旧历|lunar|L)\s*/i.test(text)
  const bare = inFigures(text.replace(/^(农历|阴历|旧历|公历|阳历|lunar|L)\s*/i, ''))
  const match =
    /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(bare) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(bare)
  if (!match) return refused('field.not_birthday', { text: text.slice(0, 30) })
  const [year, month, day] = [match[1], Number(match[2]), Number(match[3])]
  // A lunar month has at most thirty days; of a year that nobody told, 29 February is possible.
  const most = isLunar ? 30 : new Date(Date.UTC(Number(year ?? 2000), month, 0)).getUTCDate()
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= most && (!year || (year >= '1900' && year <= '2100'))
  if (!isDay) return refused('field.not_birthday', { text: text.slice(0, 30) })
  const two = (figure: number): string => String(figure).padStart(2, '0')
  return parsed(`${isLunar ? 'L' : ''}${year ? `${year}-` : ''}${two(month)}-${two(day)}`)
}

const figures = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** 八月十五 → 8月15, 正月初一 → 1月1, 腊月廿三 → 12月23. */
function inFigures(text: string): string {
  if (!/[〇一二三四五六七八九十正冬腊初廿]/.test(text)) return text
  const [month = '', day = ''] = text.split('月')
  const months: Record<string, number> = { 正: 1, 冬: 11, 腊: 12 }
  return `${months[month] ?? figure(month)}月${figure(day.replace(/^初/, '').replace(/[日号]$/, ''))}`
}

function figure(text: string): string {
  if (/^\d+$/.test(text)) return text
  const [tens, ones] = /^(廿|三十|二十|十)?(.?)$/.exec(text)?.slice(1) ?? []
  const tenfold = { 廿: 20, 三十: 30, 二十: 20, 十: 10 }[tens ?? ''] ?? 0
  const one = ones ? figures.indexOf(ones) : 0
  return one === -1 || tenfold + one === 0 ? text : String(tenfold + one)
}
