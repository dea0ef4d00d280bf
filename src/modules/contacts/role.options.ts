import { defineOptions } from '#platform/objects/index.ts'

/** What somebody has to say when his company buys: of a contact, and of him in one opportunity. */
export const roleOptions = defineOptions('contactRole', [
  'decisionMaker',
  'approver',
  'influencer',
  'user',
  'purchaser',
  'technical',
  'finance',
  'gatekeeper',
])
