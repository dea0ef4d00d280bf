import { sql } from 'kysely'
import { may } from '#platform/access/actor.ts'
import { forbidden } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import type { Context } from '#platform/records/index.ts'

/**
 * The door to money that waits to be claimed: whoever may claim sees it there, as the bank wrote it, beside what his scope reaches (ADR 9). It leads to
 * nothing else. @throws Problem `forbidden` (403)
 */
export function atTheDoor(ctx: Context): Context {
  if (!may(ctx.actor, 'receipt.claim')) throw forbidden('receipt.claim')
  return {
    ...ctx,
    admission: {
      object: 'receipt',
      verbs: ['read', 'claim'],
      where: alias =>
        sql<boolean>`(${sql.ref(`${alias}.state`)} = 'unclaimed' and ${sql.ref(`${alias}.kind`)} = 'receipt')`,
    },
  }
}

/** Whoever claims a receipt reaches it while it waits; once it is claimed it is in his scope. */
export async function admitClaimant(ctx: Context, id: string): Promise<Context> {
  if (!isId(id) || !may(ctx.actor, 'receipt.claim')) return ctx
  const { rows } =
    await sql`select from receipts where id = ${id}::uuid and state = 'unclaimed' and kind = 'receipt' and deleted_at is null`.execute(
      ctx.db,
    )
  return rows.length > 0 ? atTheDoor(ctx) : ctx
}

/** What is said of unclaimed money: what the bank wrote, and nothing that people added. */
export const claimableFields = [
  'number',
  'payer',
  'amount',
  'currency',
  'receivedOn',
  'purpose',
  'method',
  'bankReference',
  'legalEntity',
  'bankAccount',
  'restAmount',
  'state',
] as const
