import { defineOptions } from '#platform/objects/index.ts'

/** How a customer came to us: copied forward from lead to customer, opportunity, contract and payment (facts 13). */
export const sourceOptions = defineOptions('source', [
  'promotion',
  'searchEngine',
  'advertisement',
  'referral',
  'onlineSignUp',
  'onlineInquiry',
  'visit',
  'coldCall',
  'phoneInquiry',
  'mailInquiry',
])
