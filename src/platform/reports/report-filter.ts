import type { FieldDefinition, Filter, Json } from '../objects/index.ts'
import { type PeriodUnit, periodFromCode } from '../query/calendar-days.ts'
import { type PeriodBounds, periodBounds } from '../query/periods.ts'
import type { Context } from '../records/context.ts'
import { isReferenceField } from '../records/row.ts'
import { badRequest } from '../errors.ts'
import type { Dimension, Measure } from './define-report.ts'
import type { FieldPath } from './field-path.ts'

// Conditions as filter trees: the same tree narrows the report, finds the rows behind a number and opens them as a list.

/** All of these conditions, as one tree of the least depth. */
export function allOf(...filters: (Filter | undefined)[]): Filter | undefined {
  const parts = filters.flatMap(filter => (filter === undefined ? [] : 'and' in filter ? filter.and : [filter]))
  return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : { and: parts }
}

/** Rows whose date lies within bounds. */
export function withinBounds(name: string, field: FieldDefinition, bounds: PeriodBounds): Filter | undefined {
  const isDay = field.type === 'date'
  const [from, until] = isDay ? [bounds.fromDay, bounds.untilDay] : [bounds.from, bounds.until]
  return allOf(
    from === null ? undefined : { field: name, op: 'gte', value: from },
    until === null ? undefined : { field: name, op: 'lt', value: until },
  )
}

/** Rows of the group that stands under `key` in a report. @throws Problem `report.bad_key` (400) */
export function inGroup(
  ctx: Context,
  { dimension, path, key }: { dimension: Dimension; path: FieldPath; key: Json },
): Filter {
  const { field } = path
  if (key === null) return { field: dimension.field, op: 'empty' }
  if (dimension.period) return inPeriod(ctx, { name: dimension.field, unit: dimension.period, field, key })
  if (typeof key !== 'string' && typeof key !== 'number') throw badRequest('report.bad_key')
  if (isReferenceField(field) || field.type === 'choice' || field.type === 'status' || field.type === 'currency')
    return { field: dimension.field, op: 'in', value: [key] }
  return { field: dimension.field, op: field.type === 'text' ? 'in' : 'is', value: field.type === 'text' ? [key] : key }
}

function inPeriod(
  ctx: Context,
  { name, unit, field, key }: { name: string; unit: PeriodUnit; field: FieldDefinition; key: Json },
): Filter {
  const period = typeof key === 'string' ? periodFromCode(key, ctx.company) : null
  if (period?.unit !== unit) throw badRequest('report.bad_key')
  const bounds = periodBounds(period, ctx.company, ctx.now())
  return allOf(withinBounds(name, field, bounds)) ?? { and: [] }
}

/**
 * The rows that make a measure: counted, they give a count; summed, a sum; the share's rows are those among which it is a share.
 * `ofCurrency` narrows the rows of a sum.
 */
export function behindMeasure(measure: Measure, ofCurrency: Filter | undefined): Filter | undefined {
  switch (measure.kind) {
    case 'count':
      return measure.filter
    case 'countWithout':
      return allOf(measure.filter, { field: measure.field, op: 'empty' })
    case 'sum':
      return allOf(measure.filter, { field: measure.field, op: 'notEmpty' }, ofCurrency)
    case 'share':
      return measure.among
    case 'meanDays':
    case 'medianDays':
      return allOf(measure.filter, { field: measure.from, op: 'notEmpty' }, { field: measure.to, op: 'notEmpty' })
  }
}

/** Rows whose amount is in this currency; one without a currency of its own is in the company's. */
export function inCurrency(ctx: Context, money: FieldDefinition, currency: string): Filter | undefined {
  const isOurs = currency === ctx.company.baseCurrency
  if (!money.currency || money.currency === 'base') return isOurs ? undefined : { or: [] }
  const named: Filter = { field: money.currency, op: 'in', value: [currency] }
  return isOurs ? { or: [named, { field: money.currency, op: 'empty' }] } : named
}
