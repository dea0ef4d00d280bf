import { sql } from 'kysely'
import { badRequest } from '#platform/errors.ts'
import { isDatePreset, periodBounds } from '#platform/query/periods.ts'
import type { NamedCondition } from '#platform/records/module.ts'
import { normDays } from './stage-norms.ts'

/** Longer in its stage than the company's norm (O7), counted in whole days as the board counts them. What has no norm or no known day is not slow. */
export const isSlow: NamedCondition = {
  from: ['stage'],
  sql: (ctx, asked, alias) => {
    const slow = sql<boolean>`exists (select from stages s left join stage_norms n on n.stage_id = s.id
      where s.id = ${sql.ref(`${alias}.stage_id`)} and ${normDays} is not null
        and ${sql.ref(`${alias}.stage_since`)} <= ${ctx.now().toISOString()}::timestamptz - make_interval(days => ${normDays} + 1))`
    return asked.value === false ? sql<boolean>`not ${slow}` : slow
  },
}

/** Came into another stage within the period that a preset names. */
export const moved: NamedCondition = {
  from: ['stage'],
  sql: (ctx, asked, alias) => {
    if (asked.op !== 'preset' || !isDatePreset(asked.value))
      throw badRequest('filter.bad_value', { field: asked.field })
    const { from, until } = periodBounds(asked.value, ctx.company, ctx.now())
    return sql<boolean>`exists (select from transitions tr where tr.record_id = ${sql.ref(`${alias}.id`)}
      and tr.field = 'stage' and tr.from_value is not null
      and tr.at >= ${from}::timestamptz and tr.at < ${until}::timestamptz)`
  },
}
