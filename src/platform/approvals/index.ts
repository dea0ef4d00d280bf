import { defineModule } from '../records/module.ts'
import { passOnOfAbsent, passOnOfLeavers } from './absent.ts'
import { flowRoutes } from './flow-routes.ts'
import { approvalHoldings } from './holdings.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { approvalKinds, overdueApprovals } from './notices.ts'
import { approvalRoutes } from './routes.ts'
import { approvalsTile } from './waiting-tile.ts'

export { type Approval, isApproved } from './approval.ts'

/** Consent before a document counts: flows, what waits for whom, deciding. Nouns opt in by `behaviour.<noun>.approval`. */
export const approvalsModule = defineModule({
  name: 'approvals',
  dependsOn: ['people'],
  objects: [],
  behaviour: { user: { settle: passOnOfLeavers } },
  ownTables: [
    'approval_flows',
    'approval_flow_versions',
    'approval_deputies',
    'approvals',
    'approval_steps',
    'approval_tasks',
  ],
  holdings: approvalHoldings,
  daily: [{ name: 'approvals.absent', run: passOnOfAbsent }],
  tiles: [approvalsTile],
  notices: { kinds: approvalKinds, timed: [overdueApprovals] },
  routes: server => {
    approvalRoutes(server)
    flowRoutes(server)
  },
  messages: { zh: messagesZh, en: messagesEn },
})
