import { type RawBuilder, sql } from 'kysely'
import { badRequest } from '../errors.ts'
import { dayAt } from '../fields/index.ts'
import type { Condition, FieldDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { addDays } from './calendar-days.ts'
import { periodBounds } from './periods.ts'

/** A hundred years. */
const mostDays = 36_500

/**
 * A condition that counts days from today by the company's time zone; today is the first of them. 超过 30 天 is the day 31 days ago and earlier,
 * 30 天内没有 the same or never. @throws Problem `filter.bad_value` (400) unless the value is a whole number of days
 */
export function relativeDays(
  ctx: Context,
  column: RawBuilder<unknown>,
  field: FieldDefinition,
  asked: Condition,
): RawBuilder<boolean> {
  const days = Number(asked.value)
  if (!Number.isInteger(asked.value) || days < 1 || days > mostDays)
    throw badRequest('filter.bad_value', { field: asked.field })
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  switch (asked.op) {
    case 'lastDays':
      return between(ctx, column, field, { from: addDays(today, 1 - days), to: today })
    case 'nextDays':
      return between(ctx, column, field, { from: today, to: addDays(today, days - 1) })
    case 'notForDays':
      return sql<boolean>`(${column} is null or ${between(ctx, column, field, { from: null, to: addDays(today, -days - 1) })})`
    default:
      return between(ctx, column, field, { from: null, to: addDays(today, -days - 1) })
  }
}

/** Days from … to, both included; one of them may be open. */
function between(
  ctx: Context,
  column: RawBuilder<unknown>,
  field: FieldDefinition,
  days: { from: string | null; to: string },
): RawBuilder<boolean> {
  const bounds = periodBounds(days, ctx.company, ctx.now())
  const [from, until, cast] =
    field.type === 'date'
      ? [bounds.fromDay, bounds.untilDay, sql`::date`]
      : [bounds.from, bounds.until, sql`::timestamptz`]
  const before = sql<boolean>`${column} < ${until}${cast}`
  return from === null ? before : sql<boolean>`(${column} >= ${from}${cast} and ${before})`
}
