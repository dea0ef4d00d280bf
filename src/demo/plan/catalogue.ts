import { dayText, instantAt } from '../days.ts'
import { categories, products } from '../words/catalogue.ts'
import { campaigns, tags } from '../words/others.ts'
import { planPrices, planSuppliers } from './prices.ts'
import type { World } from './world.ts'

/** What stands ready before anybody is sold anything: ids by key. */
export interface Catalogue {
  products: Record<string, string>
  tags: Record<string, string>
  campaigns: Record<string, string>
}

/** Tags, products, our own companies and campaigns. */
export function planCatalogue(world: World): Catalogue {
  const at = instantAt(world.firstDay, 9 * 60)
  const admin = { at, by: 'chenjing', owner: null } as const
  const made = (id: string | null): string => id as string
  const categoryIds: Record<string, string> = {}
  for (const [place, { key, name, parent }] of categories.entries())
    categoryIds[key] = made(
      world.create(
        { ...admin, at: at + place, object: 'productCategory' },
        { name, parent: parent === null ? null : categoryIds[parent] },
      ),
    )
  const catalogue: Catalogue = { products: {}, tags: {}, campaigns: {} }
  const suppliers = planSuppliers(world, at)
  for (const [place, { key, price, quantity: _quantity, offSale, category, ...words }] of products.entries()) {
    const id = made(
      world.create(
        { ...admin, at: at + 60_000, object: 'product' },
        {
          ...words,
          category: categoryIds[category],
          listPrice: String(price),
          // What is made in house comes from nobody; services cost mostly hours.
          cost: String(Math.round(price * (0.48 + (place % 5) * 0.06))),
          supplier: category === 'sensors' ? suppliers[place % 2] : undefined,
          units: category === 'sensors' ? [{ name: '箱', factor: '20' }] : [],
          currency: 'CNY',
        },
      ),
    )
    catalogue.products[key] = id
    if (offSale)
      world.add({
        kind: 'act',
        at: instantAt(world.today - 200, 600),
        by: 'chenjing',
        object: 'product',
        id,
        verb: 'takeOffSale',
        input: {},
      })
  }
  for (const { key, ...words } of tags)
    catalogue.tags[key] = made(world.create({ ...admin, at: at + 120_000, object: 'tag' }, words))
  planPrices(world, catalogue, at + 150_000)
  planLegalEntities(world, at + 180_000)
  planCampaigns(world, catalogue)
  return catalogue
}

function planLegalEntities(world: World, at: number): void {
  const [main, , former] = [
    {
      name: '上海澜川智能科技有限公司',
      shortName: '澜川智能',
      address: '上海市嘉定区曹安公路4671号',
      accounts: [{ bank: '招商银行上海安亭支行', account: '1219 0000 0010 901', currency: 'CNY', isDefault: true }],
    },
    {
      name: '深圳澜川物联有限公司',
      shortName: '深圳澜川',
      address: '广东省深圳市宝安区宝安大道3001号',
      accounts: [{ bank: '中国银行深圳宝安支行', account: '7600 0000 0022 318', currency: 'CNY', isDefault: true }],
    },
    { name: '上海澜川科技服务部', shortName: '澜川服务部', taxpayerType: 'smallScale' },
  ].map(values =>
    world.create({ at, by: 'chenjing', owner: null, object: 'legalEntity' }, { taxpayerType: 'general', ...values }),
  )
  if (former)
    world.add({
      kind: 'act',
      at: instantAt(world.today - 300, 10 * 60),
      by: 'chenjing',
      object: 'legalEntity',
      id: former,
      verb: 'retire',
      input: {},
    })
  if (main)
    world.add({
      kind: 'act',
      at: at + 1000,
      by: 'chenjing',
      object: 'legalEntity',
      id: main,
      verb: 'makeDefault',
      input: {},
    })
}

function planCampaigns(world: World, catalogue: Catalogue): void {
  for (const { key, name, kind, from, until, budget, spent, state, place, audience, content } of campaigns) {
    const planned = instantAt(Math.max(world.firstDay, world.today - Math.max(from, 0) - 25), 10 * 60)
    const id = world.create(
      { at: planned, by: 'sunyue', object: 'campaign' },
      {
        name,
        kind,
        budget: String(budget),
        currency: 'CNY',
        place,
        audience,
        content,
        startsOn: dayText(world.today - from),
        endsOn: dayText(world.today - until),
        ...(key === 'partner' ? {} : { tags: [{ id: catalogue.tags['carbon'] }] }),
      },
    )
    if (id === null) continue
    catalogue.campaigns[key] = id
    const act = (daysAgo: number, verb: string, input: Record<string, unknown>): void =>
      world.add({
        kind: 'act',
        at: instantAt(world.today - daysAgo, 9 * 60 + 30),
        by: 'sunyue',
        object: 'campaign',
        id,
        verb,
        input,
      })
    if (state === 'cancelled') act(from + 5, 'cancel', { reason: '报名不足，预算并入工博会' })
    if (state === 'finished' || state === 'running') act(Math.min(from, world.today - world.firstDay), 'start', {})
    if (state === 'finished')
      act(Math.max(until - 3, 1), 'finish', {
        endsOn: dayText(world.today - until),
        actualCost: String(Math.round(budget * (spent ?? 1))),
      })
  }
}
