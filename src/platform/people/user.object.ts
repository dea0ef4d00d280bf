import { choice, date, defineObject, department, emails, phones, text, user } from '../objects/index.ts'

/** A person of the company. An account to sign in with is attached or not: imported salespeople and leavers have none (facts 7). */
export const userObject = defineObject({
  name: 'user',
  plural: 'users',
  title: 'name',
  atReset: 'stays',
  open: { field: 'state', op: 'notIn', value: ['left'] },
  fields: {
    name: text({ required: true, max: 60, search: true }),
    department: department({ tracked: true }),
    superior: user({ acyclic: true, indexed: true, tracked: true, isResponsible: true }),
    position: text({ max: 60 }),
    phones: phones({ search: true }),
    emails: emails({ search: true }),
    state: choice({ options: ['active', 'left'], fixed: true, default: 'active' }),
    joinedOn: date(),
    leftOn: date(),
    expertise: text({ max: 200 }),
    territory: text({ max: 500 }),
    leaveFrom: date(),
    leaveUntil: date(),
  },
  list: {
    columns: ['name', 'department', 'superior', 'position', 'state'],
    sort: ['name'],
    views: [{ name: 'all' }, { name: 'active', filter: { field: 'state', op: 'in', value: ['active'] } }],
  },
  quick: ['name', 'department', 'superior', 'position'],
  navigation: { group: 'settings', icon: 'TeamOutlined', order: 10 },
})
