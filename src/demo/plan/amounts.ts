import { products } from '../words/catalogue.ts'
import type { Catalogue } from './catalogue.ts'
import type { World } from './world.ts'

/** Lines of products with the amount that follows from them, in whole units of the currency. */
export interface Basket {
  lines: Record<string, unknown>[]
  amount: number
}

/** How many yuan a dollar is worth in the demo company's price list. */
const yuanPerDollar = 7.1

/** What is put together of these products; `growth` is 1 for usual quantities. */
export function basketOf(
  { random }: World,
  catalogue: Catalogue,
  wanted: { products: readonly string[]; growth: number; currency: 'CNY' | 'USD' },
): Basket {
  let amount = 0
  const lines = wanted.products.map(key => {
    const product = products.find(one => one.key === key)
    if (!product) throw new Error(`no product ${key}`)
    const [least, most] = product.quantity
    // Small orders are more frequent than large ones.
    const share = random.next() ** 1.6
    const quantity = Math.max(1, Math.round((least + (most - least) * share) * wanted.growth))
    const price = wanted.currency === 'USD' ? Math.round(product.price / yuanPerDollar) : product.price
    const discount = random.weighted({ '0': 55, '5': 25, '8': 12, '12': 8 })
    amount += quantity * price * (1 - Number(discount) / 100)
    return {
      product: catalogue.products[key],
      quantity: String(quantity),
      unitPrice: String(price),
      discountRate: Number(discount),
    }
  })
  return { lines, amount: Math.round(amount / 100) * 100 }
}
