import { documentPrintValues } from '#modules/documents/index.ts'
import { lines } from '#platform/objects/index.ts'
import { defineAction, defineModule } from '#platform/records/index.ts'
import { planActions } from './collection-plan.actions.ts'
import { derivePlan, keepPlan } from './collection-plan.derive.ts'
import { collectionPlan } from './collection-plan.object.ts'
import { contractActions } from './contract.actions.ts'
import { contractApproval } from './contract.approval.ts'
import { isExpiring, isPressing } from './contract.conditions.ts'
import { deriveContract } from './contract.derive.ts'
import { contractGrants, sealRights } from './contract.grants.ts'
import { contractImport, planImport } from './contract.import.ts'
import { keepContracts } from './contract.keep.ts'
import { makingActions } from './contract.making.ts'
import { contractNoticeKinds, contractTimed } from './contract.notices.ts'
import { contract, contractCredit, contractLine } from './contract.object.ts'
import { contractsWith, planOf } from './contract.page.rules.ts'
import { contractPrint, listPrint, sealedPrint } from './contract.print.ts'
import { contractReports } from './contract.reports.ts'
import { wrongIn } from './contract.rules.ts'
import { contractSettingsRoutes } from './contract.settings.ts'
import { settleContracts } from './contract.settle.ts'
import { contractTiles } from './contract.tiles.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import planEn from './plan.messages.en.ts'
import planZh from './plan.messages.zh.ts'
import { seal } from './seal.object.ts'
import { reinstateSeal, retireSeal } from './seal.verbs.ts'
import { sealUseRoutes } from './seal-uses.ts'

export { contract } from './contract.object.ts'

export const contractsModule = defineModule({
  name: 'contracts',
  dependsOn: [
    'campaigns',
    'customers',
    'contacts',
    'leads',
    'legal-entities',
    'products',
    'taxes',
    'documents',
    'opportunities',
    'quotes',
  ],
  objects: [contract, contractLine, contractCredit, collectionPlan, seal],
  ownTables: ['contract_changes', 'contract_settings', 'seal_uses'],
  actions: [
    ...contractActions,
    ...makingActions,
    ...planActions,
    defineAction(retireSeal, async () => ({ changes: { state: 'retired' } })),
    defineAction(reinstateSeal, async () => ({ changes: { state: 'active' } })),
  ],
  prints: [contractPrint, listPrint, sealedPrint],
  printValues: [documentPrintValues(contract)],
  behaviour: {
    contract: {
      beside: { plan: lines('collectionPlan', { by: 'contract' }) },
      derive: deriveContract,
      check: ({ values }) => wrongIn(values),
      keep: keepContracts,
      settle: settleContracts,
      conditions: { isExpiring },
      approval: contractApproval,
    },
    collectionPlan: { derive: derivePlan, keep: keepPlan, conditions: { isPressing } },
  },
  importing: { contract: contractImport, collectionPlan: planImport },
  grants: contractGrants,
  fieldRights: sealRights,
  reports: contractReports,
  pageParts: [
    { on: ['contract'], of: 'collectionPlan', lists: (_on, id) => [planOf(id)] },
    { on: ['customer', 'opportunity', 'quote'], of: 'contract', lists: (on, id) => [contractsWith(on, id)] },
  ],
  tiles: contractTiles,
  notices: { kinds: contractNoticeKinds, timed: contractTimed },
  routes: server => {
    contractSettingsRoutes(server)
    sealUseRoutes(server)
  },
  messages: { zh: { ...messagesZh, ...planZh }, en: { ...messagesEn, ...planEn } },
})
