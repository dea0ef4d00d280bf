import { sql } from 'kysely'
import { mayReadField } from '#platform/access/readable.ts'
import { visible } from '#platform/access/visible.ts'
import { badRequest } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { filterSql } from '#platform/query/filter-sql.ts'
import type { Filter } from '#platform/objects/index.ts'
import type { Context } from '#platform/records/index.ts'
import type { NamedCondition } from '#platform/records/module.ts'
import { moneyText } from '#platform/records/row.ts'

/** How we stand against a competitor: numbers of opportunities in which he was named, with what they are worth per currency. */
export interface Standing {
  competitor: { id: string; title: string }
  won: number
  /** Lost to him. */
  lost: number
  /** Lost to somebody else, or nobody said to whom. */
  lostOtherwise: number
  open: number
  /** Won ÷ (won + lost to him), to four decimals; null while nothing was decided. */
  winRate: number | null
  wonAmounts: Record<string, string>
  lostAmounts: Record<string, string>
  openAmounts: Record<string, string>
}

/** Wins and losses against competitors, of what the actor sees: all who were met, or one; within days of closing where told. */
export async function standings(
  ctx: Context,
  { competitor, filter }: { competitor?: string; filter?: Filter | undefined },
): Promise<Standing[]> {
  const object = objectOf(ctx.catalog, 'opportunity')
  const isHidden = !mayReadField(ctx, object, 'amount')
  const { rows } = await sql<{
    id: string
    title: string
    kind: string
    currency: string
    n: number
    amount: string | null
  }>`
    select c.id, c.name as title, coalesce(t.currency, ${ctx.company.baseCurrency}) as currency, count(*)::int as n,
      case when t.state = 'won' then 'won' when t.state = 'open' then 'open' when t.lost_to_id = c.id then 'lost' else 'lostOtherwise' end as kind,
      sum(t.amount)::text as amount
    from opportunity_competitors l join competitors c on c.id = l.competitor_id and c.deleted_at is null
    join opportunities t on t.id = l.opportunity_id
    where l.deleted_at is null and t.state in ('open', 'won', 'lost') and (${competitor ?? null}::uuid is null or c.id = ${competitor ?? null}::uuid)
      and ${visible(ctx, object, 't')} and ${filterSql(ctx, object, filter, 't')} and ${visible(ctx, objectOf(ctx.catalog, 'competitor'), 'c')}
    group by 1, 2, 3, 5`.execute(ctx.db)
  const all = [...Map.groupBy(rows, row => row.id).values()].map((own): Standing => {
    const count = (kind: string) => own.filter(row => row.kind === kind).reduce((sum, row) => sum + row.n, 0)
    const amounts = (kind: string) =>
      Object.fromEntries(
        own.flatMap(row =>
          row.kind === kind && row.amount !== null && !isHidden
            ? [[row.currency, moneyText(row.amount, row.currency)]]
            : [],
        ),
      )
    const [won, lost] = [count('won'), count('lost')]
    return {
      competitor: { id: own[0]?.id ?? '', title: own[0]?.title ?? '' },
      won,
      lost,
      lostOtherwise: count('lostOtherwise'),
      open: count('open'),
      winRate: won + lost === 0 ? null : Math.round((won / (won + lost)) * 10_000) / 10_000,
      wonAmounts: amounts('won'),
      lostAmounts: amounts('lost'),
      openAmounts: amounts('open'),
    }
  })
  return all.sort(
    (a, b) => b.won + b.lost + b.open - (a.won + a.lost + a.open) || (a.competitor.title < b.competitor.title ? -1 : 1),
  )
}

/** Opportunities in which a competitor is named: `{ field: 'against', op: 'is', value: <his id> }`. */
export const against: NamedCondition = {
  from: ['competitors'],
  sql: (_ctx, asked, alias) => {
    if (asked.op !== 'is' || !isId(asked.value)) throw badRequest('filter.bad_value', { field: asked.field })
    return sql<boolean>`exists (select from opportunity_competitors l where l.opportunity_id = ${sql.ref(`${alias}.id`)}
      and l.competitor_id = ${asked.value}::uuid and l.deleted_at is null)`
  },
}
