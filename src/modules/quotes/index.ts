import { documentPrintValues } from '#modules/documents/index.ts'
import { defineModule } from '#platform/records/index.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { fromOpportunityRoutes } from './from-opportunity.ts'
import { linkRoutes } from './link-routes.ts'
import { marginRoutes } from './margin-routes.ts'
import { publicRoutes } from './public-routes.ts'
import { quotationPrint } from './quotation.print.ts'
import { quoteActions } from './quote.actions.ts'
import { quoteApproval } from './quote.approval.ts'
import { deriveQuote } from './quote.derive.ts'
import { expireQuotes, quoteNoticeKinds, quoteSubscribers, quoteTimed } from './quote.notices.ts'
import { quote, quoteLine } from './quote.object.ts'
import { quotesWith } from './quote.page.rules.ts'
import { quoteTiles } from './quote.tiles.ts'

export { quote } from './quote.object.ts'

/** What is offered to customers, for how long, and what they say to it. */
export const quotesModule = defineModule({
  name: 'quotes',
  dependsOn: ['customers', 'contacts', 'legal-entities', 'products', 'documents', 'opportunities', 'taxes'],
  objects: [quote, quoteLine],
  actions: quoteActions,
  behaviour: { quote: { derive: deriveQuote, approval: quoteApproval } },
  ownTables: ['quote_links', 'quote_views'],
  pageParts: [{ on: ['customer', 'opportunity'], of: 'quote', lists: (on, id) => [quotesWith(on, id)] }],
  prints: [quotationPrint],
  printValues: [documentPrintValues(quote)],
  daily: [expireQuotes],
  subscribers: quoteSubscribers,
  notices: { kinds: quoteNoticeKinds, timed: quoteTimed },
  tiles: quoteTiles,
  routes: server => {
    linkRoutes(server)
    marginRoutes(server)
    fromOpportunityRoutes(server)
    publicRoutes(server)
  },
  messages: { zh: messagesZh, en: messagesEn },
})
