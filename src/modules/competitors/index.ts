import { defineModule } from '#platform/records/index.ts'
import { competitor } from './competitor.object.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

/** Who sells to the same customers. Salespeople write down what they learn of him; only those who lead remove one. */
export const competitorsModule = defineModule({
  name: 'competitors',
  dependsOn: ['tags'],
  objects: [competitor],
  grants: {
    salesManager: { 'competitor.*': 'all' },
    salesperson: { 'competitor.read': 'all', 'competitor.create': 'all', 'competitor.update': 'all' },
    marketing: { 'competitor.*': 'all' },
  },
  messages: { zh: messagesZh, en: messagesEn },
})
