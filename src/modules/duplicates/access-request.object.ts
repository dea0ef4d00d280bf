import { choice, defineObject, instant, longText, owner, status, text, user } from '#platform/objects/index.ts'

/**
 * Somebody who came second asks to collaborate on a record or to have it. It names the record by its id alone, and is called what he looked for: until it is
 * approved he learns nothing of the record but that it is there. Its owner is the record's, who decides, or his superior.
 */
export const accessRequest = defineObject({
  name: 'accessRequest',
  plural: 'accessRequests',
  title: 'title',
  owned: true,
  open: { field: 'state', op: 'in', value: ['open'] },
  seenWith: ['requester'],
  madeBy: 'verb',
  fields: {
    title: text({ required: true, max: 200 }),
    kind: choice({ options: ['collaborate', 'transfer'], fixed: true, required: true }),
    noun: choice({ options: ['customer', 'lead', 'contact'], fixed: true, required: true }),
    record: text({ max: 36, setBy: 'verb' }),
    requester: user({ setBy: 'verb', indexed: true }),
    reason: longText({ required: true, max: 500 }),
    state: status({ options: ['open', 'approved', 'refused', 'withdrawn'], default: 'open', indexed: true }),
    access: choice({ options: ['read', 'edit'], fixed: true, setBy: 'verb' }),
    decidedBy: user({ setBy: 'verb' }),
    decidedAt: instant({ setBy: 'verb' }),
    answer: text({ max: 300, setBy: 'verb' }),
    owner: owner(),
  },
  list: {
    columns: ['title', 'kind', 'noun', 'requester', 'reason', 'state', 'owner', 'createdAt'],
    sort: ['-createdAt'],
    views: [
      { name: 'all' },
      { name: 'mine', filter: { field: 'requester', op: 'me' } },
      { name: 'open', filter: { field: 'state', op: 'in', value: ['open'] } },
    ],
  },
  sections: [
    { name: 'main', fields: ['title', 'kind', 'noun', 'requester', 'reason', 'owner'] },
    { name: 'decision', fields: ['state', 'access', 'decidedBy', 'decidedAt', 'answer', 'record'] },
  ],
  quick: ['title', 'kind', 'noun', 'reason'],
  navigation: { group: 'customers', icon: 'SolutionOutlined', order: 60 },
})
