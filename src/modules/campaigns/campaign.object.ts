import {
  choice,
  currency,
  date,
  defineObject,
  longText,
  money,
  owner,
  status,
  tags,
  text,
} from '#platform/objects/index.ts'

/** Something that marketing does so that people come: mailings, fairs, advertisements (MK1). Seen by all, for leads name it. */
export const campaign = defineObject({
  name: 'campaign',
  plural: 'campaigns',
  title: 'name',
  open: { field: 'state', op: 'in', value: ['planned', 'running'] },
  fields: {
    name: text({ required: true, max: 200, search: true }),
    kind: choice({
      options: ['email', 'socialMedia', 'onlineAd', 'exhibition', 'seminar', 'telemarketing', 'partner', 'other'],
      indexed: true,
    }),
    state: status({ options: ['planned', 'running', 'finished', 'cancelled'], default: 'planned', indexed: true }),
    startsOn: date({ indexed: true }),
    endsOn: date(),
    budget: money({ currency: 'currency', min: 0 }),
    actualCost: money({ currency: 'currency', min: 0 }),
    currency: currency(),
    place: text({ max: 200 }),
    audience: longText({ max: 2000 }),
    content: longText({ max: 5000 }),
    resources: longText({ max: 2000 }),
    tags: tags(),
    owner: owner(),
  },
  list: {
    columns: ['name', 'kind', 'state', 'startsOn', 'endsOn', 'budget', 'owner'],
    sort: ['-startsOn'],
    views: [
      { name: 'all' },
      { name: 'mine', filter: { field: 'owner', op: 'me' } },
      { name: 'running', filter: { field: 'state', op: 'in', value: ['running'] } },
      { name: 'planned', filter: { field: 'state', op: 'in', value: ['planned'] } },
    ],
  },
  sections: [
    { name: 'main', fields: ['name', 'kind', 'state', 'startsOn', 'endsOn', 'place', 'owner', 'tags'] },
    { name: 'money', fields: ['budget', 'actualCost', 'currency'] },
    { name: 'plan', fields: ['audience', 'content', 'resources'] },
  ],
  quick: ['name', 'kind', 'startsOn', 'endsOn', 'budget'],
  navigation: { group: 'marketing', icon: 'NotificationOutlined', order: 20 },
})
