import { defineAction, defineModule } from '#platform/records/index.ts'
import { categoryRoutes } from './category-tree.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { priceListImport, productImport } from './product.import.ts'
import { priceList, priceListLine, product, productCategory, productUnit, supplier } from './product.object.ts'
import { checkPrices, checkUnits } from './product.rules.ts'
import {
  putOnSale,
  reinstatePriceList,
  reinstateSupplier,
  retirePriceList,
  retireSupplier,
  takeOffSale,
} from './product.verbs.ts'

export { refuseOffSale } from './off-sale.ts'
export { type Offered, priceOf } from './price.rules.ts'

/** What follows from what a product costs and is sold for is not for everybody. */
const withoutCost = { 'product.cost': 'hidden', 'product.supplier': 'hidden' } as const

export const productsModule = defineModule({
  name: 'products',
  dependsOn: ['taxes', 'customers'],
  objects: [product, productUnit, productCategory, priceList, priceListLine, supplier],
  actions: [
    defineAction(putOnSale, async () => ({ changes: { state: 'onSale' } })),
    defineAction(takeOffSale, async () => ({ changes: { state: 'offSale' } })),
    defineAction(retirePriceList, async () => ({ changes: { state: 'retired' } })),
    defineAction(reinstatePriceList, async () => ({ changes: { state: 'active' } })),
    defineAction(retireSupplier, async () => ({ changes: { state: 'retired' } })),
    defineAction(reinstateSupplier, async () => ({ changes: { state: 'active' } })),
  ],
  behaviour: {
    product: {
      derive: async (ctx, drafts) => {
        for (const { values } of drafts)
          if ((values.listPrice || values.cost) && !values.currency) values.currency = ctx.company.baseCurrency
      },
      check: checkUnits,
    },
    priceList: {
      derive: async (ctx, drafts) => {
        for (const { values } of drafts) values.currency ??= ctx.company.baseCurrency
      },
      check: checkPrices,
    },
  },
  fieldRights: { salesperson: withoutCost, marketing: withoutCost, service: withoutCost },
  routes: categoryRoutes,
  importing: { product: productImport, priceList: priceListImport },
  messages: { zh: messagesZh, en: messagesEn },
})
