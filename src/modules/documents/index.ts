import { defineModule } from '#platform/records/index.ts'
import { exchangeRate } from './exchange-rate.object.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

export { inCapitals } from './capitals.ts'
export { closedAmong, type DatedChange } from './closed-months.ts'
export { deriveDocument, type DocumentShape } from './document.derive.ts'
export * from './money.rules.ts'

export const documentsModule = defineModule({
  name: 'documents',
  dependsOn: ['products', 'legal-entities', 'taxes'],
  objects: [exchangeRate],
  ownTables: ['closed_months'],
  messages: { zh: messagesZh, en: messagesEn },
})
