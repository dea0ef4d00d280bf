import { defineModule } from '#platform/records/index.ts'
import { closingRoutes } from './closing-routes.ts'
import { exchangeRate } from './exchange-rate.object.ts'
import { keepOutTwice, refuseTwice } from './exchange-rates.ts'
import { lineOfferRoutes } from './line-offers.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

export { inCapitals } from './capitals.rules.ts'
export { levelsOf, productsNamed } from './catalogue.ts'
export { closedAmong, type DatedChange } from './closed-months.ts'
export { settleRates } from './exchange-rates.ts'
export { usualEntity } from './usual-entity.ts'
export { deriveDocument, type DocumentShape } from './document.derive.ts'
export { reckonDocument } from './document.rules.ts'
export { offeredPrice } from './line.derive.ts'
export * from './money.rules.ts'
export { documentPrintValues } from './print-values.ts'

export const documentsModule = defineModule({
  name: 'documents',
  dependsOn: ['customers', 'products', 'legal-entities', 'taxes'],
  objects: [exchangeRate],
  behaviour: { exchangeRate: { derive: refuseTwice, readmit: keepOutTwice } },
  ownTables: ['closed_months'],
  routes: server => {
    lineOfferRoutes(server)
    closingRoutes(server)
  },
  messages: { zh: messagesZh, en: messagesEn },
})
