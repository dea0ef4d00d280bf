import { defineModule } from '#platform/records/index.ts'
import { assignByRulesAction, handOverAction } from './assign.actions.ts'
import { assignmentCandidate, assignmentRule } from './assignment-rule.object.ts'
import { assignmentRoutes } from './assignment-routes.ts'
import { keepAssignments, keepFollowUps } from './keep-assignment.ts'
import { setLeaveAction } from './leave.actions.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { assignNewLeads, derivePerson, deriveRule } from './rule.derive.ts'

export { type Candidate, choose, type Considered, type ReadyRule } from './choose.rules.ts'
export { consideredWords, whyWords } from './why-words.ts'
export { regionsIn, wordsOf } from './written-regions.ts'

/** Who gets a lead, by which rule and why (L3, L4, L5); what follows from it: his task, his notice. */
export const assignmentsModule = defineModule({
  name: 'assignments',
  dependsOn: ['leads', 'customers', 'campaigns', 'opportunities', 'activities', 'tasks'],
  objects: [assignmentRule, assignmentCandidate],
  actions: [handOverAction, assignByRulesAction, setLeaveAction],
  behaviour: {
    assignmentRule: { derive: deriveRule },
    user: { derive: derivePerson },
    lead: { derive: assignNewLeads, settle: keepAssignments },
    activity: { settle: keepFollowUps },
  },
  ownTables: ['lead_assignments', 'assignment_turns'],
  routes: assignmentRoutes,
  notices: {
    kinds: [{ name: 'lead.assigned', ways: { inProduct: true, inBrowser: true, byMail: false }, isForGroups: true }],
    timed: [],
  },
  messages: { zh: messagesZh, en: messagesEn },
})
