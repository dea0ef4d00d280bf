import { defineOptions } from '#platform/objects/index.ts'

/** What another company is to an opportunity (facts 6). */
export const partyRoleOptions = defineOptions('partyRole', [
  'endUser',
  'agent',
  'integrator',
  'designInstitute',
  'consultant',
  'partner',
])
