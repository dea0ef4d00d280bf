import { defineModule } from '#platform/records/index.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import {
  attributeAction,
  invalidateAction,
  loseAction,
  moveAction,
  moveOverAction,
  winAction,
} from './opportunity.actions.ts'
import { boardRoutes } from './opportunity.board.ts'
import { isSlow, moved } from './opportunity.conditions.ts'
import { formerRoutes } from './opportunity.former.ts'
import { opportunityTiles } from './opportunity.tiles.ts'
import { deriveOpportunity } from './opportunity.derive.ts'
import { opportunityImport } from './opportunity.import.ts'
import { opportunity, opportunityContact, opportunityLine } from './opportunity.object.ts'
import { pipelinesOf } from './opportunity.page.ts'
import { runningWith, wonWith } from './opportunity.page.rules.ts'
import { opportunityReports } from './opportunity.reports.ts'
import { checkDates } from './opportunity.rules.ts'
import { stayRoutes } from './opportunity.stays.ts'
import reportsEn from './reports.messages.en.ts'
import reportsZh from './reports.messages.zh.ts'

export { opportunity } from './opportunity.object.ts'

export { isSlow } from './opportunity.conditions.ts'

export const opportunitiesModule = defineModule({
  name: 'opportunities',
  dependsOn: ['customers', 'contacts', 'products', 'pipelines'],
  objects: [opportunity, opportunityLine, opportunityContact],
  actions: [moveAction, winAction, loseAction, invalidateAction, attributeAction, moveOverAction],
  behaviour: { opportunity: { derive: deriveOpportunity, check: checkDates, conditions: { isSlow, moved } } },
  importing: { opportunity: opportunityImport },
  reports: opportunityReports,
  routes: server => {
    boardRoutes(server)
    stayRoutes(server)
    formerRoutes(server)
  },
  pageParts: [
    { on: ['customer'], of: 'opportunity', lists: (_on, id) => [runningWith(id), wonWith(id)], read: pipelinesOf },
  ],
  tiles: opportunityTiles,
  messages: { zh: { ...messagesZh, ...reportsZh }, en: { ...messagesEn, ...reportsEn } },
})
