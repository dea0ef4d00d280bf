import { sql } from 'kysely'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, noteFacts, removeMany, restore, type Written } from '#platform/records/index.ts'
import { collectionPlan } from './collection-plan.object.ts'
import { noteCredits } from './contract.shares.ts'
import { planGivenWith } from './plan.given.ts'
import { asKeeper, followContracts, writePlan } from './plan.write.ts'

/** What instalments take over from their contract. */
const followed = ['owner', 'customer', 'currency', 'legalEntity', 'state', 'effectiveOn', 'endedOn']

/** After contracts were written: the plan that came with them, instalments that follow, the parts of those whose doing they are. */
export async function settleContracts(ctx: Context, written: readonly Written[]): Promise<void> {
  const moved: string[] = []
  for (const { id, before, values } of written) {
    if (values === null) await removePlan(ctx, id)
    else if (before === null) await restorePlan(ctx, id)
    const plan = planGivenWith(values)
    if (plan) await writePlan(ctx, id, plan)
    if (values !== null && followed.some(name => isOther(before?.[name], values[name]))) moved.push(id)
  }
  await followContracts(ctx, moved)
  await noteCredits(
    ctx,
    written.flatMap(one => (one.values === null ? [] : one.id)),
  )
}

/** A plan goes into the bin with its contract; what was there before it is told apart by its standing. */
async function removePlan(ctx: Context, contract: string): Promise<void> {
  const ids = await idsOf(ctx, contract, false)
  if (ids.length === 0) return
  const noun = objectOf(ctx.catalog, collectionPlan.name)
  await noteFacts(
    ctx,
    noun,
    ids.map(id => ({ id, values: { standing: 'void' } })),
  )
  await removeMany(asKeeper(ctx), noun, ids, { silent: true })
}

async function restorePlan(ctx: Context, contract: string): Promise<void> {
  for (const id of await idsOf(ctx, contract, true))
    await restore(asKeeper(ctx), objectOf(ctx.catalog, collectionPlan.name), id)
  await followContracts(ctx, [contract])
}

/** The living instalments, or those that went into the bin with the contract. */
const idsOf = async (ctx: Context, contract: string, isInBin: boolean): Promise<string[]> =>
  (
    await sql<{ id: string }>`select id from collection_plans where contract_id = ${contract}::uuid
      and ${isInBin ? sql`deleted_at is not null and standing = 'void'` : sql`deleted_at is null`} order by id`.execute(
      ctx.db,
    )
  ).rows.map(row => row.id)

const isOther = (before: unknown, after: unknown): boolean => key(before) !== key(after)

const key = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : String(value ?? '')
