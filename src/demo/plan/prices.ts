import { dayText, instantAt } from '../days.ts'
import { products } from '../words/catalogue.ts'
import type { Catalogue } from './catalogue.ts'
import type { World } from './world.ts'

const office = { by: 'chenjing', owner: null } as const

/** From whom the company buys: ids of those in use. */
export function planSuppliers(world: World, at: number): (string | null)[] {
  const [first, second, former] = [
    { name: '苏州敏讯传感器有限公司', contactName: '顾峰', phones: [{ raw: '0512-6258 8101' }] },
    { name: '深圳宏泰电子有限公司', contactName: '温岚', phones: [{ raw: '13802881190' }], remark: '账期 60 天' },
    { name: '杭州拓普元件商行', contactName: '俞立', remark: '2025 年起不再供货' },
  ].map(values => world.create({ ...office, at: at + 30_000, object: 'supplier' }, values))
  if (former)
    world.add({
      kind: 'act',
      at: instantAt(world.today - 240, 10 * 60),
      by: 'chenjing',
      object: 'supplier',
      id: former,
      verb: 'retire',
      input: {},
    })
  return [first ?? null, second ?? null]
}

/** A rate that the law has lowered since, and that old contracts still name. */
function planFormerTax(world: World, at: number): void {
  const id = world.create(
    { ...office, at, object: 'taxRate' },
    { name: '16%（2019 年 4 月前）', kind: 'rate', percent: 16 },
  )
  if (id) world.add({ kind: 'act', at: at + 500, by: 'chenjing', object: 'taxRate', id, verb: 'retire', input: {} })
}

/** Prices for good customers and large quantities, last year's list that holds no longer, and exchange rates. */
export function planPrices(world: World, catalogue: Catalogue, at: number): void {
  const devices = products.filter(one => ['gateways', 'sensors'].includes(one.category) && !one.offSale)
  const cut = (price: number, part: number): string => String(Math.round(price * part))
  world.create(
    { ...office, at, object: 'priceList' },
    {
      name: '渠道与重点客户价',
      currency: 'CNY',
      remark: 'A 级客户和批量采购适用',
      prices: devices.flatMap(({ key, price }) => [
        { product: catalogue.products[key], level: 'a', price: cut(price, 0.95) },
        { product: catalogue.products[key], minQuantity: '50', price: cut(price, 0.92) },
        { product: catalogue.products[key], level: 'a', minQuantity: '50', price: cut(price, 0.88) },
      ]),
    },
  )
  planFormerTax(world, at)
  const former = world.create(
    { ...office, at: at + 1000, object: 'priceList' },
    {
      name: '上年度渠道价',
      currency: 'CNY',
      prices: devices
        .slice(0, 3)
        .map(({ key, price }) => ({ product: catalogue.products[key], price: cut(price, 0.9) })),
    },
  )
  if (former)
    world.add({
      kind: 'act',
      at: instantAt(world.today - 320, 10 * 60),
      by: 'chenjing',
      object: 'priceList',
      id: former,
      verb: 'retire',
      input: {},
    })
  for (const [currency, rates] of Object.entries({ USD: ['7.21', '7.17', '7.12'], EUR: ['7.83', '8.12', '8.24'] }))
    for (const [place, rate] of rates.entries()) {
      const day = Math.max(world.firstDay, world.today - 400 + place * 190)
      world.create(
        { ...office, at: at + 2000 + place, object: 'exchangeRate' },
        { currency, on: dayText(day), rate, remark: '中国银行折算价' },
      )
    }
}
