import { defineAction, defineModule } from '#platform/records/index.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { taxRate } from './tax-rate.object.ts'
import { reinstate, retire } from './tax-rate.verbs.ts'

export { seedTaxRates } from './tax-rate.seed.ts'

export const taxesModule = defineModule({
  name: 'taxes',
  objects: [taxRate],
  actions: [
    defineAction(retire, async () => ({ changes: { state: 'retired' } })),
    defineAction(reinstate, async () => ({ changes: { state: 'active' } })),
  ],
  messages: { zh: messagesZh, en: messagesEn },
})
