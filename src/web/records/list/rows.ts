import type { FieldDescription, ObjectDescription } from '#platform/objects/description.ts'
import { faceOf } from '#web/fields/index.ts'
import { cellOf } from '#web/shell/define-web-module.ts'

/** A column of the list: a field and how wide it stands. */
export interface ListColumn {
  field: FieldDescription
  width: number
  align: 'start' | 'end'
  /** Takes its share of the room that is left over: names and texts, until somebody drags the column. */
  isElastic: boolean
}

/** The columns to draw, in order. The title is at least twice as wide as text. */
export function listColumns(
  object: ObjectDescription,
  names: readonly string[],
  widths: Readonly<Record<string, number>>,
): ListColumn[] {
  return names.flatMap(name => {
    const field = object.fields.find(one => one.name === name)
    if (!field) return []
    const { width, align } = faceOf(field.type)
    const dragged = widths[name]
    return [
      {
        field,
        width: dragged ?? (name === object.title ? 240 : width),
        align: align ?? 'start',
        isElastic: name === object.title || (dragged === undefined && elastic.has(field.type)),
      },
    ]
  })
}

const elastic = new Set(['text', 'longText', 'reference', 'choice', 'phones', 'emails', 'wechats'])

/** The columns as a CSS grid: the box to select by, the columns, a little air at the end. */
export const gridTemplate = (columns: readonly ListColumn[]): string =>
  `44px ${columns.map(({ width, isElastic }) => (isElastic ? `minmax(${width}px, ${width}fr)` : `${width}px`)).join(' ')} 12px`

/** What the list asks of the server: the columns shown and what they need, so that no row carries more. */
export function askedFields(object: ObjectDescription, names: readonly string[]): string[] {
  const fields = new Map(object.fields.map(field => [field.name, field]))
  const asked = new Set([object.title, ...names])
  for (const name of asked) {
    const currency = fields.get(name)?.currency
    if (currency && currency !== 'base' && fields.has(currency)) asked.add(currency)
    // Whether something past is overdue is decided by its state.
    const due = fields.get(name)?.due
    if (due && due !== true) asked.add(due.field)
    for (const needed of cellOf(object.name, name)?.needs ?? []) asked.add(needed)
  }
  return [...asked].filter(name => fields.has(name))
}

/** The columns whose figures can stand in the footer. */
export const figureFields = (columns: readonly ListColumn[]): FieldDescription[] =>
  columns
    .map(({ field }) => field)
    .filter(({ type, isMasked }) => !isMasked && ['money', 'number', 'decimal', 'percent'].includes(type))
