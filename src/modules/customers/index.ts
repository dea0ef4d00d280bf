import { defineModule } from '#platform/records/index.ts'
import { customer } from './customer.object.ts'
import { checkTaxNo } from './customer.rules.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

export const customersModule = defineModule({
  name: 'customers',
  objects: [customer],
  behaviour: { customer: { check: checkTaxNo } },
  messages: { zh: messagesZh, en: messagesEn },
})
