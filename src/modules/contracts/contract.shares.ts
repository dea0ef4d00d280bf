import { sql } from 'kysely'
import { splitByPercent } from '#modules/documents/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, noteFacts } from '#platform/records/index.ts'
import { contractCredit } from './contract.object.ts'

interface Share {
  id: string
  contract: string
  percent: string
  amount: string | null
  currency: string | null
  signed_on: string | null
  is_counted: boolean
}

/**
 * What each person's share of a contract comes to, kept on the share, so that signed figures are one query (Q2): his part of what was signed, to
 * the last cent. A framework, a draft, what was voided or is not signed yet is not counted.
 */
export async function noteCredits(ctx: Context, contracts: readonly string[]): Promise<void> {
  if (contracts.length === 0) return
  const { rows } = await sql<Share>`
    select s.id, s.contract_id as contract, s.percent::text as percent, coalesce(c.original_amount, c.amount)::text as amount,
      c.currency, c.signed_on::text as signed_on,
      (c.signed_on is not null and c.type is distinct from 'framework' and c.deleted_at is null
        and c.state in ('approved', 'inEffect', 'changing', 'completed', 'terminated')
        or (c.signed_on is not null and c.type is distinct from 'framework' and c.state = 'inReview' and c.effective_on is not null)) as is_counted
    from contract_credits s join contracts c on c.id = s.contract_id
    where s.contract_id = any(${[...contracts]}::uuid[]) and s.deleted_at is null order by s.contract_id, s.position, s.id`.execute(
    ctx.db,
  )
  const facts = [...Map.groupBy(rows, row => row.contract).values()].flatMap(shares => {
    const [first] = shares
    const parts =
      first?.amount && first.currency
        ? splitByPercent(
            first.amount,
            shares.map(share => Number(share.percent)),
            first.currency,
          )
        : []
    return shares.map((share, index) => ({
      id: share.id,
      values: {
        amount: parts[index] ?? null,
        currency: share.currency,
        signedOn: share.signed_on,
        isCounted: share.is_counted,
      },
    }))
  })
  await noteFacts(ctx, objectOf(ctx.catalog, contractCredit.name), facts)
}
