import { defineAction, defineModule } from '#platform/records/index.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { productImport } from './product.import.ts'
import { product, productCategory } from './product.object.ts'
import { putOnSale, takeOffSale } from './product.verbs.ts'

export const productsModule = defineModule({
  name: 'products',
  dependsOn: ['taxes'],
  objects: [product, productCategory],
  actions: [
    defineAction(putOnSale, async () => ({ changes: { state: 'onSale' } })),
    defineAction(takeOffSale, async () => ({ changes: { state: 'offSale' } })),
  ],
  behaviour: {
    product: {
      derive: async (ctx, drafts) => {
        for (const { values } of drafts)
          if (values.listPrice && !values.currency) values.currency = ctx.company.baseCurrency
      },
    },
  },
  importing: { product: productImport },
  messages: { zh: messagesZh, en: messagesEn },
})
