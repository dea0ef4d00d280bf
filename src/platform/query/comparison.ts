import { type RawBuilder, sql } from 'kysely'
import { badRequest } from '../errors.ts'
import { fieldType, isId } from '../fields/index.ts'
import { type Condition, type DatePreset, datePresets, type FieldDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { periodBounds } from './periods.ts'

/** One condition on one column. Values are read by the field's own type, so that `12万` means the same in a filter as in a form. */
export function comparison(
  ctx: Context,
  column: RawBuilder<unknown>,
  field: FieldDefinition,
  asked: Condition,
): RawBuilder<boolean> {
  const one = (): RawBuilder<unknown> => bound(field, asked.value, asked)
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
    case 'contains':
      return sql<boolean>`${column} ilike ${`%${likeText(asked)}%`}`
    case 'startsWith':
      return sql<boolean>`${column} ilike ${`${likeText(asked)}%`}`
  }
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
  const cast = { date: sql`::date`, instant: sql`::timestamptz` }[field.type]
  const numeric = ['number', 'percent', 'money', 'decimal'].includes(field.type)
  return sql`${read.value}${cast ?? (numeric ? sql`::numeric` : sql`::text`)}`
}

function list(field: FieldDefinition, asked: Condition): RawBuilder<unknown> {
  const values = Array.isArray(asked.value) ? asked.value : [asked.value]
  if (values.length > 1000) throw badRequest('filter.too_large')
  return ['reference', 'user', 'department'].includes(field.type)
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
