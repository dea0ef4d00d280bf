import { defineModule } from '#platform/records/index.ts'

/**
 * Customers as if they needed consent, so that what approvers see is asked of the product's own nouns. No state of theirs is one that approval
 * knows: nothing can be submitted, and nothing is held back.
 */
export const approvingModule = defineModule({
  name: 'approving',
  dependsOn: ['customers'],
  objects: [],
  behaviour: {
    customer: {
      approval: {
        state: 'level',
        from: ['unsent'],
        inReview: 'reviewed',
        approved: 'agreed',
        back: 'unsent',
        editable: ['a', 'b', 'c', 'null', 'undefined'],
      },
    },
  },
})
