import { defineWebModule } from '#web/shell/define-web-module.ts'

/** The module's face to the browser: quotes on the pages of customers and opportunities; on a quote's page its links, versions and margin. */
export const quotesWeb = defineWebModule({
  name: 'quotes',
  messages: { zh: () => import('./messages.zh.ts'), en: () => import('./messages.en.ts') },
  told: { quote: () => import('./ToldQuote.tsx') },
  panels: [
    {
      on: 'opportunity',
      name: 'quotes',
      label: 'quoteUi.of.title',
      place: 'side',
      order: 5,
      permission: 'quote.read',
      inPlaceOf: ['quote.opportunity'],
      load: () => import('./QuotesOf.tsx'),
    },
    {
      on: 'customer',
      name: 'quotes',
      label: 'quoteUi.of.title',
      place: 'side',
      order: 15,
      permission: 'quote.read',
      load: () => import('./QuotesOf.tsx'),
    },
    {
      on: 'quote',
      name: 'links',
      label: 'quoteUi.links.title',
      place: 'side',
      order: 0,
      load: () => import('./QuoteLinks.tsx'),
    },
    {
      on: 'quote',
      name: 'versions',
      label: 'quoteUi.versions.title',
      place: 'side',
      order: 5,
      inPlaceOf: ['quote.previous'],
      load: () => import('./QuoteVersions.tsx'),
    },
    {
      on: 'quote',
      name: 'margin',
      label: 'quoteUi.margin.title',
      place: 'facts',
      order: 10,
      load: () => import('./QuoteMargin.tsx'),
    },
  ],
})
