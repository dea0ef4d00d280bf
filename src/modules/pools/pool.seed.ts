import { type Context, createMany } from '#platform/records/index.ts'
import { pool } from './pool.object.ts'

/** A new company has a pool of customers and one of leads, for everybody; nothing falls in by itself until somebody says when. */
export async function seedPools(ctx: Context): Promise<void> {
  const [customers, leads] = ctx.company.locale === 'zh' ? ['客户公海', '线索公海'] : ['Customer pool', 'Lead pool']
  const { refused } = await createMany(ctx, pool, [
    { values: { name: customers, object: 'customer', isForEverybody: true } },
    { values: { name: leads, object: 'lead', isForEverybody: true } },
  ])
  if (refused.length > 0) throw new Error(`the pools that stand ready are not sound: ${JSON.stringify(refused)}`)
}
