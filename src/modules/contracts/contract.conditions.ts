import { sql } from 'kysely'
import { dayAt } from '#platform/fields/index.ts'
import type { NamedCondition } from '#platform/records/module.ts'

/**
 * `{ field: 'isPressing', op: 'is', value: true }`: money that is to be asked for: of a contract in effect, not paid, and due within so many days
 * as the instalment or the company says (F2), or past its day (F3).
 */
export const isPressing: NamedCondition = {
  from: ['dueOn', 'state', 'standing', 'remindDays'],
  sql: (ctx, asked, alias) => {
    const at = (column: string) => sql.ref(`${alias}.${column}`)
    const today = dayAt(ctx.now(), ctx.company.timeZone)
    const pressing = sql<boolean>`(${at('standing')} = 'live' and ${at('state')} in ('pending', 'partial')
      and ${at('due_on')} <= ${today}::date + coalesce(${at('remind_days')}::int, (select remind_days from contract_settings)))`
    return asked.value === false ? sql<boolean>`not coalesce(${pressing}, false)` : pressing
  },
}

/** Contracts in effect that end within as many days as the company says. */
export const isExpiring: NamedCondition = {
  from: ['endOn', 'state'],
  sql: (ctx, asked, alias) => {
    const at = (column: string) => sql.ref(`${alias}.${column}`)
    const today = dayAt(ctx.now(), ctx.company.timeZone)
    const expiring = sql<boolean>`(${at('state')} in ('inEffect', 'changing') and ${at('end_on')} between ${today}::date
      and ${today}::date + (select expiry_days from contract_settings))`
    return asked.value === false ? sql<boolean>`not coalesce(${expiring}, false)` : expiring
  },
}
