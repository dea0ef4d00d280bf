import { defineOptions } from '#platform/objects/index.ts'
import { defineModule } from '#platform/records/index.ts'
import { allocation } from './allocation.object.ts'
import { claimingRoutes } from './claiming-routes.ts'
import { confirmAction } from './confirm.action.ts'
import { settleAllocations } from './figures.ts'
import {
  deriveAllocation,
  keepAllocations,
  keepPaidLines,
  keepReceipts,
  keepSettledAmounts,
  readmitAllocation,
  settleContracts,
  settlePlans,
  settleReceipts,
} from './guards.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { openingBalance } from './opening-balance.object.ts'
import { deriveOpening, keepOpenings, settleOpenings } from './opening-balance.ts'
import { claimingActions } from './receipt.actions.ts'
import { deriveReceipt } from './receipt.derive.ts'
import { openingImport, receiptImport } from './receipt.import.ts'
import { receiptNoticeKinds, receiptSubscribers } from './receipt.notices.ts'
import { receipt } from './receipt.object.ts'
import { receiptTiles } from './receipt.tiles.ts'
import { openingActions, reverseAllocationAction } from './reduce.ts'
import { refundAction } from './refund.action.ts'

export * from './ledger.rules.ts'
export { postingDay, todayOf } from './posting-day.ts'

/** What sort of payment it is (F5): the company's own words. */
const paymentClass = defineOptions('paymentClass', [
  'newBusiness',
  'renewal',
  'campaign',
  'deposit',
  'retention',
  'other',
])

const seller = (scope: 'own' | 'team' | 'all') => ({
  'receipt.read': scope,
  'receipt.claim': scope,
  'receipt.unclaim': scope,
  'allocation.read': scope,
  'openingBalance.read': scope,
})
const exporter = (scope: 'team' | 'all') => ({
  ...seller(scope),
  'receipt.export': scope,
  'allocation.export': scope,
  'openingBalance.export': scope,
})

/** Money that came, whose it is, and what it pays. */
export const receiptsModule = defineModule({
  name: 'receipts',
  dependsOn: ['customers', 'campaigns', 'leads', 'legal-entities', 'documents', 'contracts', 'duplicates'],
  objects: [receipt, allocation, openingBalance],
  optionSets: [paymentClass],
  actions: [...claimingActions, confirmAction, refundAction, reverseAllocationAction, ...openingActions],
  behaviour: {
    receipt: { derive: deriveReceipt, settle: settleReceipts, keep: keepReceipts },
    allocation: {
      derive: deriveAllocation,
      settle: settleAllocations,
      keep: keepAllocations,
      readmit: readmitAllocation,
    },
    openingBalance: { derive: deriveOpening, settle: settleOpenings, keep: keepOpenings },
    collectionPlan: { derive: keepSettledAmounts, settle: settlePlans, keep: keepPaidLines },
    contract: { settle: settleContracts },
  },
  importing: { receipt: receiptImport, openingBalance: openingImport },
  grants: {
    finance: { 'receipt.*': 'all', 'allocation.*': 'all', 'openingBalance.*': 'all' },
    director: exporter('all'),
    salesManager: exporter('team'),
    salesperson: seller('own'),
  },
  tiles: receiptTiles,
  notices: { kinds: receiptNoticeKinds, timed: [] },
  subscribers: receiptSubscribers,
  routes: claimingRoutes,
  messages: { zh: messagesZh, en: messagesEn },
})
