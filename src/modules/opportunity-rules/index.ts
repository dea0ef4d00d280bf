import { defineModule } from '#platform/records/index.ts'
import { assignByRulesAction } from './assign.actions.ts'
import { opportunityRuleRoutes } from './assignment-routes.ts'
import { dutyOptions } from './duty.options.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { keepOpportunities } from './keep-opportunity.ts'
import { assignOpportunities, deriveOpportunityRule } from './opportunity-rule.derive.ts'
import { opportunityRule, opportunityRuleMember } from './opportunity-rule.object.ts'

/** Who gets an opportunity and who joins its team, by which rule and why (O9). */
export const opportunityRulesModule = defineModule({
  name: 'opportunity-rules',
  dependsOn: ['assignments', 'opportunities', 'pipelines'],
  objects: [opportunityRule, opportunityRuleMember],
  optionSets: [dutyOptions],
  actions: [assignByRulesAction],
  behaviour: {
    opportunityRule: { derive: deriveOpportunityRule },
    opportunity: { derive: assignOpportunities, settle: keepOpportunities },
  },
  routes: opportunityRuleRoutes,
  notices: {
    kinds: [
      { name: 'opportunity.joined', ways: { inProduct: true, inBrowser: true, byMail: false }, isForGroups: true },
    ],
    timed: [],
  },
  ownTables: ['opportunity_assignments', 'opportunity_rule_turns'],
  messages: { zh: messagesZh, en: messagesEn },
})
