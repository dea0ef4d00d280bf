import { defineModule } from '#platform/records/index.ts'
import { leadActions } from './lead.actions.ts'
import { deriveLead } from './lead.derive.ts'
import { leadNoticeKinds, leadTimed } from './lead.escalation.ts'
import { leadHoldings } from './lead.holdings.ts'
import { leadImport } from './lead.import.ts'
import { lead } from './lead.object.ts'
import { leadReports } from './lead.reports.ts'
import { leadSettingsRoutes } from './lead.settings-routes.ts'
import { leadTiles } from './lead.tiles.ts'
import { wayRoutes } from './lead.way.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import wordsEn from './way.messages.en.ts'
import wordsZh from './way.messages.zh.ts'

export { noteDepartments } from './lead.derive.ts'
export { lead, type LeadState, openStates } from './lead.object.ts'
export { type LeadSettings, readLeadSettings } from './lead.settings.ts'
export { assignByRules, handOver } from './lead.verbs.ts'

export const leadsModule = defineModule({
  name: 'leads',
  dependsOn: ['customers', 'campaigns', 'tags'],
  objects: [lead],
  actions: leadActions,
  behaviour: { lead: { derive: deriveLead } },
  importing: { lead: leadImport },
  grants: { marketing: { 'lead.*': 'all' } },
  ownTables: ['lead_settings'],
  holdings: leadHoldings,
  reports: leadReports,
  routes: server => {
    wayRoutes(server)
    leadSettingsRoutes(server)
  },
  tiles: leadTiles,
  notices: { kinds: leadNoticeKinds, timed: leadTimed },
  messages: { zh: { ...messagesZh, ...wordsZh }, en: { ...messagesEn, ...wordsEn } },
})
