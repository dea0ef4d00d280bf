import { type Context, createMany } from '#platform/records/index.ts'
import { sizeBand } from './size-band.object.ts'

/** Four bands stand ready in a new company; it sets its own amounts. */
export async function seedSizeBands(ctx: Context): Promise<void> {
  const names =
    ctx.company.locale === 'zh' ? ['小单', '中单', '大单', '特大单'] : ['Small', 'Medium', 'Large', 'Very large']
  const { refused } = await createMany(
    ctx,
    sizeBand,
    ['0', '100000', '500000', '2000000'].map((fromAmount, place) => ({ values: { name: names[place], fromAmount } })),
  )
  if (refused.length > 0) throw new Error(`the size bands that stand ready are not sound: ${JSON.stringify(refused)}`)
}
