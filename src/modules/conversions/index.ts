import { shareFiles } from '#platform/files/file-links.ts'
import { defineModule } from '#platform/records/index.ts'
import { settleConversions } from './conversion.ts'
import { conversionRoutes } from './conversion-routes.ts'
import { convertAction } from './convert.action.ts'
import { lifeReports } from './customer-life.reports.ts'
import { lifeActions, settleDeals, settleLives } from './customer-life.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { copyOrigin, settleFirstOpportunity } from './origin.ts'
import { touchesWith } from './touches.ts'

export { noteTouch } from './touches.ts'

export const conversionsModule = defineModule({
  name: 'conversions',
  dependsOn: [
    'leads',
    'customers',
    'contacts',
    'pipelines',
    'opportunities',
    'contracts',
    'activities',
    'tasks',
    'events',
  ],
  objects: [],
  ownTables: ['conversions', 'conversion_mappings', 'touches'],
  actions: [convertAction, ...lifeActions],
  reports: lifeReports,
  behaviour: {
    lead: { settle: settleConversions },
    customer: { absorb: (ctx, { into, from }) => shareFiles(ctx, 'customer', { into, from }) },
    contract: { settle: settleDeals },
    opportunity: {
      derive: copyOrigin,
      settle: async (ctx, written) => {
        await settleLives(ctx, written)
        await settleFirstOpportunity(ctx, written)
      },
    },
  },
  pageParts: (['customer', 'lead'] as const).map(noun => ({
    on: [noun],
    of: noun,
    read: async (ctx, _on, { id }) => [
      { path: `/${noun}s/${id}/touches`, query: {}, answer: { touches: await touchesWith(ctx, noun, id) } },
    ],
  })),
  routes: conversionRoutes,
  messages: { zh: messagesZh, en: messagesEn },
})
