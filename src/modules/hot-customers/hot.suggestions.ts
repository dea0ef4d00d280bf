import { type RawBuilder, sql } from 'kysely'
import { isSlow } from '#modules/opportunities/index.ts'
import { mayRead, mayReadField } from '#platform/access/readable.ts'
import { visible } from '#platform/access/visible.ts'
import { dayAt } from '#platform/fields/index.ts'
import { translate } from '#platform/i18n/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context } from '#platform/records/index.ts'
import type { NamedCondition } from '#platform/records/module.ts'

/** What gives rise to a suggestion: a deal that stands still, a large one, a contact that was promised and did not take place. */
export type Cause = 'stalled' | 'large' | 'missed'

export interface Suggestion {
  customer: string
  kind: Cause
  /** What exactly: the opportunity, or the instant that passed. */
  cause: string
  title: string | null
  figure: string
}

/** Whether one of the suggestions below holds for a customer that is not hot; only what the actor may see counts. */
export const hotSuggested: NamedCondition = {
  from: ['isHot', 'nextContactAt'],
  sql: (ctx, asked, alias) => {
    // The causes are few and found by their own indexes; the customers are many.
    const holds = sql<boolean>`(${sql.ref(`${alias}.is_hot`)} is not true
      and ${sql.ref(`${alias}.id`)} in (select c.customer from (${causes(ctx, null)}) as c))`
    return asked.value === false ? sql<boolean>`not ${holds}` : holds
  },
}

/** Why these customers are suggested, the weightiest cause first. */
export async function suggestionsOf(ctx: Context, ids: readonly string[]): Promise<Suggestion[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Suggestion>`select c.* from (${causes(ctx, ids)}) as c
    order by case c.kind when 'stalled' then 0 when 'missed' then 1 else 2 end, c.title`.execute(ctx.db)
  return rows
}

/** A cause in the words of a language: 商机“二期设备”停滞 32 天. */
export function causeWords(locale: 'zh' | 'en', { kind, title, figure }: Suggestion, timeZone: string): string {
  const said =
    kind === 'missed'
      ? dayAt(new Date(figure), timeZone)
      : kind === 'large'
        ? new Intl.NumberFormat(locale).format(figure as Intl.StringNumericLiteral)
        : figure
  return translate(locale, `hot.causes.${kind}`, { title: title ?? '', figure: said })
}

/** All causes as rows `customer, kind, cause, title, figure`, without those that were waved away. */
function causes(ctx: Context, ids: readonly string[] | null): RawBuilder<unknown> {
  const opportunity = objectOf(ctx.catalog, 'opportunity')
  const readable = (name: string) => mayReadField(ctx, opportunity, name)
  const isTold = mayRead(ctx, opportunity) && ['name', 'customer', 'state'].every(readable)
  const ofThese = (column: string) => (ids === null ? sql`true` : sql`${sql.ref(column)} = any(${[...ids]}::uuid[])`)
  const running = sql`o.state = 'open' and o.customer_id is not null and ${visible(ctx, opportunity, 'o')}
    and ${ofThese('o.customer_id')}`
  const now = sql`${ctx.now().toISOString()}::timestamptz`
  const parts = [
    sql`select c.id as customer, 'missed'::text as kind,
        to_char(c.next_contact_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as cause, null::text as title,
        to_char(c.next_contact_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as figure
      from customers c where c.deleted_at is null and ${ofThese('c.id')}
        and c.next_contact_at < ${now} - make_interval(days => (select hot_missed_days from follow_up_settings))`,
    ...(isTold && readable('stage')
      ? [
          sql`select o.customer_id, 'stalled', o.id::text, o.name,
              floor(extract(epoch from ${now} - coalesce(o.last_activity_at, o.created_at)) / 86400)::int::text
            from opportunities o where ${running}
              and coalesce(o.last_activity_at, o.created_at)
                < ${now} - make_interval(days => (select hot_stalled_days from follow_up_settings))
              and ${isSlow.sql(ctx, { field: 'isSlow', op: 'is', value: true }, 'o')}`,
        ]
      : []),
    ...(isTold && readable('amount')
      ? [
          sql`select o.customer_id, 'large', o.id::text, o.name, trim_scale(o.amount)::text
            from opportunities o, settings s, follow_up_settings f
            where f.large_by = 'amount' and ${running} and o.amount >= f.large_deal and o.currency = s.base_currency`,
          largeAmongOwn(ctx, running),
        ]
      : []),
  ]
  return sql`select found.* from (${sql.join(parts, sql` union all `)}) as found
    where not exists (select from hot_dismissals d
      where d.customer_id = found.customer and d.kind = found.kind and d.cause = found.cause)`
}

/** How many deals somebody must have running before one of them can be a large share of them. */
const leastOwn = 3

/**
 * Large by what its owner has running: the company's share of the sum of his open deals of that currency, as far as the reader may see them. A
 * company that goes by amount does not read them.
 */
function largeAmongOwn(ctx: Context, running: RawBuilder<unknown>): RawBuilder<unknown> {
  const opportunity = objectOf(ctx.catalog, 'opportunity')
  return sql`select o.customer_id, 'large', o.id::text, o.name, trim_scale(o.amount)::text
    from opportunities o
    join (select p.owner_id, p.currency, sum(p.amount) as total, count(*) as n from opportunities p
      where p.state = 'open' and p.amount > 0 and ${visible(ctx, opportunity, 'p')} group by 1, 2) as own
      on own.owner_id = o.owner_id and own.currency = o.currency and own.n >= ${leastOwn}
    where (select large_by from follow_up_settings) = 'share' and ${running} and o.amount > 0
      and o.amount * 100 >= own.total * (select large_share from follow_up_settings)`
}
