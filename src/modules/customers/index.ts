import { defineModule } from '#platform/records/index.ts'
import { customerImport } from './customer.import.ts'
import { customer } from './customer.object.ts'
import { checkTaxNo } from './customer.rules.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

export const customersModule = defineModule({
  name: 'customers',
  objects: [customer],
  behaviour: { customer: { check: checkTaxNo } },
  importing: { customer: customerImport },
  messages: { zh: messagesZh, en: messagesEn },
})
