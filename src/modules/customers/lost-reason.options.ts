import { defineOptions } from '#platform/objects/index.ts'

/** Why a customer was lost. */
export const lostReasonOptions = defineOptions('lostReason', [
  'price',
  'product',
  'service',
  'delivery',
  'competitor',
  'noNeed',
  'closedDown',
  'relationship',
  'unreachable',
  'other',
])
