import { type RawBuilder, sql } from 'kysely'
import { badRequest } from '../errors.ts'
import { fieldType, isId } from '../fields/index.ts'
import { codePrefix, regionOf } from '../fields/regions.ts'
import { type Condition, type DatePreset, datePresets, type FieldDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { periodBounds } from './periods.ts'
import { relativeDays } from './relative-days.ts'

/** One condition on one column. Values are read by the field's own type, so that `12万` means the same in a filter as in a form. */
export function comparison(
  ctx: Context,
  column: RawBuilder<unknown>,
  field: FieldDefinition,
  asked: Condition,
): RawBuilder<boolean> {
  const one = (): RawBuilder<unknown> => today(ctx, field, asked) ?? bound(field, asked.value, asked)
  switch (asked.op) {
    case 'empty':
      return sql<boolean>`${column} is null`
    case 'notEmpty':
      return sql<boolean>`${column} is not null`
    case 'me':
      return sql<boolean>`${column} = ${ctx.actor.userId}::uuid`
    case 'mySubordinates':
      return sql<boolean>`${column} = any(${[...ctx.actor.subordinates]}::uuid[])`
    case 'is':
      // An index on a text of the company's own is in the order of Chinese; equality in it is the same equality.
      if (field.custom && isText(field)) return sql<boolean>`lower(${column}) collate "zh-x-icu" = lower(${one()})`
      return isText(field) ? sql<boolean>`lower(${column}) = lower(${one()})` : sql<boolean>`${column} = ${one()}`
    case 'isNot':
      return isText(field)
        ? sql<boolean>`lower(${column}) is distinct from lower(${one()})`
        : sql<boolean>`${column} is distinct from ${one()}`
    case 'in':
      return sql<boolean>`${column} = any(${list(field, asked)})`
    case 'notIn':
      return sql<boolean>`(${column} is null or ${column} <> all(${list(field, asked)}))`
    case 'gt':
      return sql<boolean>`${column} > ${one()}`
    case 'gte':
      return sql<boolean>`${column} >= ${one()}`
    case 'lt':
      return sql<boolean>`${column} < ${one()}`
    case 'lte':
      return sql<boolean>`${column} <= ${one()}`
    case 'between': {
      if (!Array.isArray(asked.value) || asked.value.length !== 2)
        throw badRequest('filter.bad_value', { field: asked.field })
      const [from, to] = asked.value
      return sql<boolean>`${column} between ${bound(field, from, asked)} and ${bound(field, to, asked)}`
    }
    case 'preset':
      return period(ctx, column, field, asked)
    case 'lastDays':
    case 'nextDays':
    case 'olderThanDays':
    case 'notForDays':
      return relativeDays(ctx, column, field, asked)
    case 'hasAny':
      return sql<boolean>`${column} && ${list(field, asked)}`
    case 'hasAll':
      return sql<boolean>`${column} @> ${list(field, asked)}`
    case 'hasNone':
      return sql<boolean>`(${column} is null or not ${column} && ${list(field, asked)})`
    case 'within':
      return within(column, asked)
    case 'contains':
      // Tags are no words; their signs stand escaped in the text.
      if (field.type === 'richText')
        return sql<boolean>`regexp_replace(${column}, '<[^>]*>', '', 'g') ilike ${`%${htmlText(likeText(asked))}%`}`
      if (field.type === 'address') return sql<boolean>`${column}->>'text' ilike ${`%${likeText(asked)}%`}`
      return sql<boolean>`${column} ilike ${`%${likeText(asked)}%`}`
    case 'startsWith':
      return sql<boolean>`${column} ilike ${`${likeText(asked)}%`}`
  }
}

const htmlText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Within provinces, cities or districts by their codes (`440300`), or in countries (`US`). */
function within(column: RawBuilder<unknown>, asked: Condition): RawBuilder<boolean> {
  const places = [asked.value]
    .flat()
    .map(one => scalar(typeof one === 'object' && one && 'id' in one ? one.id : one, asked))
  if (places.length === 0 || places.length > 500) throw badRequest('filter.bad_value', { field: asked.field })
  const conditions = places.map(place => {
    if (/^[A-Z]{2}$/.test(place)) return sql<boolean>`${column}->>'country' = ${place}`
    if (!regionOf(place)) throw badRequest('filter.bad_value', { field: asked.field })
    const prefix = codePrefix(place)
    // All codes that begin so, as a range: it needs no index of a special kind.
    return sql<boolean>`(${column}->>'code' collate "C" >= ${prefix.padEnd(6, '0')} and ${column}->>'code' collate "C" <= ${prefix.padEnd(6, '9')})`
  })
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`
}

/** Where a view compares with `today`: the day it is in the company's time zone, of an instant its first moment. */
function today(ctx: Context, field: FieldDefinition, asked: Condition): RawBuilder<unknown> | null {
  if (asked.value !== 'today' || (field.type !== 'date' && field.type !== 'instant')) return null
  const bounds = periodBounds('today', ctx.company, ctx.now())
  return field.type === 'date' ? sql`${bounds.fromDay}::date` : sql`${bounds.from}::timestamptz`
}

const isText = (field: FieldDefinition): boolean => ['text', 'longText', 'serial'].includes(field.type)

const likeText = (asked: Condition): string => {
  if (typeof asked.value !== 'string') throw badRequest('filter.bad_value', { field: asked.field })
  return asked.value.replace(/[\\%_]/g, '\\$&')
}

function bound(field: FieldDefinition, value: unknown, asked: Condition): RawBuilder<unknown> {
  if (field.type === 'choice' || field.type === 'status') return sql`${scalar(value, asked)}`
  if (['reference', 'user', 'department'].includes(field.type)) return sql`${id(value, asked)}::uuid`
  const read = fieldType(field.type).parse(value, { ...field, min: undefined, max: undefined })
  if (!read.ok) throw badRequest('filter.bad_value', { field: asked.field })
  const cast = { date: sql`::date`, instant: sql`::timestamptz`, yesNo: sql`::boolean` }[field.type]
  const numeric = ['number', 'percent', 'money', 'decimal'].includes(field.type)
  return sql`${read.value}${cast ?? (numeric ? sql`::numeric` : sql`::text`)}`
}

function list(field: FieldDefinition, asked: Condition): RawBuilder<unknown> {
  const values = Array.isArray(asked.value) ? asked.value : [asked.value]
  if (values.length > 1000) throw badRequest('filter.too_large')
  return ['reference', 'user', 'department', 'tags'].includes(field.type)
    ? sql`${values.map(value => id(value, asked))}::uuid[]`
    : sql`${values.map(value => scalar(value, asked))}::text[]`
}

function id(value: unknown, asked: Condition): string {
  const given = typeof value === 'object' && value !== null && 'id' in value ? value.id : value
  if (!isId(given)) throw badRequest('filter.bad_value', { field: asked.field })
  return given
}

function scalar(value: unknown, asked: Condition): string {
  if (typeof value !== 'string') throw badRequest('filter.bad_value', { field: asked.field })
  return value
}

function period(
  ctx: Context,
  column: RawBuilder<unknown>,
  field: FieldDefinition,
  asked: Condition,
): RawBuilder<boolean> {
  const preset = datePresets.find(name => name === asked.value) as DatePreset | undefined
  if (!preset) throw badRequest('filter.bad_value', { field: asked.field })
  const bounds = periodBounds(preset, ctx.company, ctx.now())
  return field.type === 'date'
    ? sql<boolean>`(${column} >= ${bounds.fromDay}::date and ${column} < ${bounds.untilDay}::date)`
    : sql<boolean>`(${column} >= ${bounds.from}::timestamptz and ${column} < ${bounds.until}::timestamptz)`
}
