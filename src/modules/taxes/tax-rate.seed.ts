import { type Context, createMany } from '#platform/records/index.ts'
import { taxRate } from './tax-rate.object.ts'

/** The rates of mainland China in 2026 (facts 28); a company edits them as the law changes. */
export async function seedTaxRates(ctx: Context): Promise<void> {
  const isChinese = ctx.company.locale === 'zh'
  const named = (zh: string, en: string): string => (isChinese ? zh : en)
  const rate = (percent: number) => ({ name: `${percent}%`, kind: 'rate', percent })
  const levy = (percent: number) => ({ name: named(`征收率 ${percent}%`, `Levy ${percent}%`), kind: 'levy', percent })
  const rates = [
    { ...rate(13), usualFor: 'general' },
    rate(9),
    rate(6),
    rate(0),
    { name: named('免税', 'Exempt'), kind: 'exempt', percent: 0 },
    { name: named('不征税', 'Not taxable'), kind: 'nonTaxable', percent: 0 },
    { ...levy(3), usualFor: 'smallScale' },
    levy(1),
    levy(5),
  ]
  const { refused } = await createMany(
    ctx,
    taxRate,
    rates.map(values => ({ values })),
  )
  if (refused.length > 0) throw new Error(`the tax rates that stand ready are not sound: ${JSON.stringify(refused)}`)
}
