import { choice, defineObject, files, instant, longText, owner, reference, text } from '#platform/objects/index.ts'

const about = { isLoose: true, indexed: true } as const

/**
 * A follow-up: somebody called, wrote, visited. It may be entered later than it happened. Its owner is who did it; whoever sees a record
 * that it names sees it, too, and it stands in that record's timeline.
 */
export const activity = defineObject({
  name: 'activity',
  plural: 'activities',
  title: 'subject',
  owned: true,
  seenWith: ['customer', 'contact', 'lead', 'opportunity'],
  open: 'never',
  told: { at: 'happenedAt', with: ['customer', 'contact', 'lead', 'opportunity'] },
  fields: {
    method: choice({
      options: ['phone', 'wechat', 'email', 'sms', 'visit', 'meeting', 'campaign', 'other'],
      default: 'phone',
      indexed: true,
    }),
    content: longText({ max: 20_000, required: true, search: true }),
    customer: reference('customer', about),
    contact: reference('contact', about),
    opportunity: reference('opportunity', about),
    lead: reference('lead', about),
    happenedAt: instant({ indexed: true }),
    result: choice({ options: ['interested', 'considering', 'notReached', 'notInterested', 'settled', 'other'] }),
    nextContactAt: instant(),
    files: files(),
    subject: text({ max: 100, search: true }),
    owner: owner(),
  },
  list: {
    columns: ['subject', 'method', 'customer', 'contact', 'opportunity', 'result', 'happenedAt', 'owner'],
    sort: ['-happenedAt'],
  },
  sections: [
    { name: 'main', fields: ['method', 'content', 'result', 'happenedAt', 'nextContactAt', 'files', 'owner'] },
    { name: 'about', fields: ['customer', 'contact', 'opportunity', 'lead', 'subject'] },
  ],
  quick: ['method', 'content', 'customer', 'contact', 'nextContactAt'],
  navigation: { group: 'customers', icon: 'MessageOutlined', order: 30 },
})
