import { fieldOf, objectOf } from '../objects/catalog.ts'
import type { FieldDefinition, ObjectDefinition } from '../objects/index.ts'
import { optionsPlace } from '../objects/options.ts'
import { fieldType, shownAs } from '../fields/index.ts'
import { translate } from '../i18n/index.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import { optionLabel } from '../overlay/option-words.ts'
import type { Context } from '../records/context.ts'
import { dayWords, exactly, momentWords, moneyWords } from './figures.ts'
import type { PrintBlock, PrintColumn, PrintLanguage, PrintPair } from './paper-description.ts'

/** Values of a record by field, as `get` gives them. */
export type PrintedValues = Readonly<Record<string, unknown>>

/** A column of a table of lines. */
export interface WriterColumn {
  /** A field of the line; none: the number of the row. */
  field?: string
  /** In place of the field's own name. */
  label?: string
  width: PrintColumn['width']
  align?: PrintColumn['align']
  /** Figures show at least so many decimals. */
  decimals?: number
  /** In place of the value's usual words. */
  text?: (line: PrintedValues, place: number) => string
}

/** Says values and labels as they stand on paper, in its language and by the rights of whoever prints. */
export interface Writer {
  language: PrintLanguage
  /** A message of the program. */
  say: (key: string, params?: Record<string, unknown>) => string
  /** What a field of a noun is called. */
  label: (object: ObjectDefinition, field: string) => string
  /** A value of a record in words; empty where there is none. */
  value: (object: ObjectDefinition, field: string, record: PrintedValues, decimals?: number) => string
  /** Labels with values; those without a value are left out when they are printed. */
  pairs: (object: ObjectDefinition, record: PrintedValues, fields: readonly string[]) => PrintPair[]
  /** Lines as a table whose heading is repeated. Amounts stand without the sign of their currency. */
  table: (
    line: ObjectDefinition,
    lines: readonly PrintedValues[],
    columns: readonly WriterColumn[],
  ) => Extract<PrintBlock, { kind: 'table' }>
  /** `18016.61` → `¥18,016.61`; with its own decimals. */
  money: (amount: string, currency: string) => string
  /** `2026-11-23` → `2026年11月23日`. */
  day: (day: string) => string
}

/** A writer for paper in this language; `ctx` says by whose rights and with which company's words. */
export function openWriter(ctx: Context, language: PrintLanguage): Writer {
  const speaking = { ...ctx, locale: language }
  const base = ctx.company.baseCurrency
  const value: Writer['value'] = (declared, name, record, decimals) => {
    const object = objectOf(ctx.catalog, declared.name)
    const field = fieldOf(object, name)
    const held = record[name]
    if (!field || held === null || held === undefined || held === '') return ''
    return wordsOf(speaking, { object, name, field: shownAs(field), held, record, decimals })
  }
  const label: Writer['label'] = (object, field) => fieldLabel(ctx.catalog, language, object.name, field)
  return {
    language,
    say: (key, params) => translate(language, key, params),
    label,
    value,
    money: (amount, currency) => moneyWords(amount, { currency: currency || base, language }),
    day: day => dayWords(day, language),
    pairs: (object, record, fields) =>
      fields.map(field => ({ label: label(object, field), value: value(object, field, record) })),
    table: (line, lines, columns) => ({
      kind: 'table',
      columns: columns.map(({ field, label: own, width, align }) => ({
        label: own ?? (field === undefined ? translate(language, 'print.place') : label(line, field)),
        width,
        align: align ?? (isFigure(ctx, line, field) ? 'right' : 'left'),
      })),
      rows: lines.map((one, index) =>
        columns.map(({ field, decimals, text }) => {
          if (text) return text(one, index + 1)
          if (field === undefined) return String(index + 1)
          return cell(ctx, line, field, one, decimals) ?? value(line, field, one, decimals)
        }),
      ),
    }),
  }
}

/** Amounts in a column: the currency stands once elsewhere. */
function cell(
  ctx: Context,
  line: ObjectDefinition,
  name: string,
  values: PrintedValues,
  decimals: number | undefined,
): string | undefined {
  const field = fieldOf(objectOf(ctx.catalog, line.name), name)
  const held = values[name]
  if (field?.type !== 'money' || typeof held !== 'string') return undefined
  return moneyWords(held, { currency: currencyOf(ctx, field, values), language: 'zh', isBare: true, decimals })
}

const isFigure = (ctx: Context, line: ObjectDefinition, name: string | undefined): boolean => {
  const field = name === undefined ? undefined : fieldOf(objectOf(ctx.catalog, line.name), name)
  return field !== undefined && ['money', 'decimal', 'number', 'percent'].includes(shownAs(field).type)
}

const currencyOf = (ctx: Context, field: FieldDefinition, values: PrintedValues): string => {
  const held = field.currency === undefined || field.currency === 'base' ? null : values[field.currency]
  return typeof held === 'string' ? held : ctx.company.baseCurrency
}

interface Saying {
  object: ObjectDefinition
  name: string
  field: FieldDefinition
  held: unknown
  record: PrintedValues
  decimals: number | undefined
}

function wordsOf(ctx: Context, { object, name, field, held, record, decimals }: Saying): string {
  if (field.options) {
    const place = optionsPlace(object.name, name, field)
    return joined(
      ctx,
      [held].flat().map(id => optionLabel(ctx, place, String(id))),
    )
  }
  // What is masked comes as its outline.
  if (field.type === 'money' && isDecimal(held))
    return moneyWords(held, { currency: currencyOf(ctx, field, record), language: ctx.locale, decimals })
  if (field.type === 'decimal' && isDecimal(held)) return exactly(held, decimals)
  if (field.type === 'number' && typeof held === 'number') return exactly(String(held), decimals)
  if (field.type === 'percent' && typeof held === 'number') return `${exactly(String(held), decimals)}%`
  if (field.type === 'date' && typeof held === 'string') return dayWords(held, ctx.locale)
  if (field.type === 'instant' && typeof held === 'string') return momentWords(held, ctx.locale, ctx.company.timeZone)
  if (Array.isArray(held)) return joined(ctx, held.map(titleOrRaw))
  if (typeof held === 'object' && held !== null && 'title' in held) return String(held.title)
  return fieldType(field.type).toCell(held, field, ctx.locale)
}

const joined = (ctx: Context, words: readonly string[]): string => words.join(ctx.locale === 'zh' ? '、' : ', ')

const isDecimal = (held: unknown): held is string => typeof held === 'string' && /^-?\d+(\.\d+)?$/.test(held)

const titleOrRaw = (one: unknown): string => {
  const { raw, title } = (one ?? {}) as { raw?: unknown; title?: unknown }
  return String(raw ?? title ?? one ?? '')
}
