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
import {
  opportunity,
  opportunityCompetitor,
  opportunityContact,
  opportunityLine,
  opportunityParty,
} from './opportunity.object.ts'
import { partyRoleOptions } from './opportunity.options.ts'
import { sizeBand } from './size-band.object.ts'
import { pipelinesOf } from './opportunity.page.ts'
import { runningWith, wonWith } from './opportunity.page.rules.ts'
import { opportunityReports } from './opportunity.reports.ts'
import { against } from './competitor-standing.ts'
import { forecastMove } from './forecast.moves.ts'
import { keepForecast } from './forecast.snapshots.ts'
import { figureRoutes } from './opportunity.figures-routes.ts'
import { stageFlow } from './stage-flow.ts'
import { reckonNorms } from './stage-norms.ts'
import { deriveBands, reband, settleBands } from './opportunity.classes.ts'
import { checkOpportunity } from './opportunity.rules.ts'
import { keepStageSince } from './stage-since.ts'
import { deriveNeeds } from './stage-needs.ts'
import { stayRoutes } from './opportunity.stays.ts'
import reportsEn from './reports.messages.en.ts'
import reportsZh from './reports.messages.zh.ts'

export { opportunity } from './opportunity.object.ts'

export { isSlow } from './opportunity.conditions.ts'
export { inBase, ratesOf } from './opportunity.classes.ts'
export { seedSizeBands } from './size-band.seed.ts'

export const opportunitiesModule = defineModule({
  name: 'opportunities',
  dependsOn: ['customers', 'contacts', 'products', 'pipelines', 'competitors'],
  objects: [opportunity, opportunityLine, opportunityContact, opportunityParty, opportunityCompetitor, sizeBand],
  optionSets: [partyRoleOptions],
  actions: [moveAction, winAction, loseAction, invalidateAction, attributeAction, moveOverAction],
  behaviour: {
    opportunity: {
      derive: deriveOpportunity,
      check: checkOpportunity,
      settle: keepStageSince,
      conditions: { isSlow, moved, forecastMove, stageFlow, against },
    },
    pipeline: { derive: deriveNeeds },
    sizeBand: { derive: deriveBands, settle: settleBands },
  },
  importing: { opportunity: opportunityImport },
  reports: opportunityReports,
  routes: server => {
    boardRoutes(server)
    stayRoutes(server)
    formerRoutes(server)
    figureRoutes(server)
  },
  ownTables: ['stage_norms', 'forecast_days', 'forecast_snapshots'],
  daily: [
    { name: 'opportunities.norms', run: reckonNorms },
    { name: 'opportunities.forecast', run: keepForecast },
    { name: 'opportunities.bands', run: (ctx, _day, signal) => reband(ctx, Number.POSITIVE_INFINITY, signal) },
  ],
  pageParts: [
    { on: ['customer'], of: 'opportunity', lists: (_on, id) => [runningWith(id), wonWith(id)], read: pipelinesOf },
  ],
  tiles: opportunityTiles,
  messages: { zh: { ...messagesZh, ...reportsZh }, en: { ...messagesEn, ...reportsEn } },
})
