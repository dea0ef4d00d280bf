import {
  choice,
  date,
  defineObject,
  instant,
  longText,
  owner,
  reference,
  status,
  text,
  user,
} from '#platform/objects/index.ts'

const about = { isLoose: true, indexed: true } as const

/**
 * Something to be done by somebody (T1, T3). Its owner does it; `assigner` gave it to him and keeps the right to change it. Due on a day, or
 * on that day at a time (`dueAt`).
 */
export const task = defineObject({
  name: 'task',
  plural: 'tasks',
  title: 'title',
  owned: true,
  open: { field: 'state', op: 'in', value: ['open'] },
  coOwners: ['assigner'],
  seenWith: ['customer', 'contact', 'lead', 'opportunity'],
  fields: {
    title: text({ required: true, max: 200, search: true }),
    state: status({ options: ['open', 'done', 'cancelled'], default: 'open', indexed: true }),
    dueOn: date({ indexed: true, due: { field: 'state', in: ['open'] } }),
    dueAt: instant(),
    priority: choice({
      options: ['urgent', 'high', 'normal', 'low'],
      fixed: true,
      default: 'normal',
      indexed: true,
      isQuiet: true,
    }),
    owner: owner(),
    assigner: user({ setBy: 'verb', indexed: true }),
    customer: reference('customer', about),
    contact: reference('contact', about),
    opportunity: reference('opportunity', about),
    lead: reference('lead', about),
    remindBefore: choice({ options: ['atTime', 'min15', 'hour1', 'hour4', 'day1', 'day3', 'week1'], fixed: true }),
    description: longText({ max: 10_000 }),
    result: text({ max: 500, setBy: 'verb' }),
    completedAt: instant({ setBy: 'verb', indexed: true }),
    completedBy: user({ setBy: 'verb' }),
  },
  list: {
    columns: ['title', 'dueOn', 'priority', 'state', 'customer', 'owner', 'assigner'],
    sort: ['dueOn', '-createdAt'],
    views: [
      {
        name: 'mine',
        filter: {
          and: [
            { field: 'owner', op: 'me' },
            { field: 'state', op: 'in', value: ['open'] },
          ],
        },
      },
      {
        name: 'today',
        filter: {
          and: [
            { field: 'owner', op: 'me' },
            { field: 'state', op: 'in', value: ['open'] },
            { field: 'dueOn', op: 'preset', value: 'today' },
          ],
        },
      },
      {
        name: 'overdue',
        filter: {
          and: [
            { field: 'state', op: 'in', value: ['open'] },
            { field: 'dueOn', op: 'lt', value: 'today' },
          ],
        },
      },
      { name: 'assigned', filter: { and: [{ field: 'assigner', op: 'me' }, { not: { field: 'owner', op: 'me' } }] } },
      { name: 'done', filter: { field: 'state', op: 'in', value: ['done'] }, sort: ['-completedAt'] },
      { name: 'team', filter: { field: 'owner', op: 'mySubordinates' } },
      { name: 'all' },
    ],
  },
  sections: [
    { name: 'main', fields: ['title', 'state', 'dueOn', 'dueAt', 'priority', 'remindBefore', 'owner', 'assigner'] },
    { name: 'about', fields: ['customer', 'contact', 'opportunity', 'lead', 'description'] },
    { name: 'end', fields: ['result', 'completedAt', 'completedBy'] },
  ],
  quick: ['title', 'dueOn', 'priority', 'owner', 'customer'],
  navigation: { group: 'work', icon: 'CheckSquareOutlined', order: 10 },
})
