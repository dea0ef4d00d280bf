import {
  address,
  birthday,
  choice,
  date,
  defineObject,
  emails,
  instant,
  lines,
  longText,
  number,
  owner,
  phones,
  reference,
  tags,
  text,
  user,
  wechats,
} from '#platform/objects/index.ts'

/** Where a contact works or worked (facts 5): one row for each customer and time. */
export const contactCustomer = defineObject({
  name: 'contactCustomer',
  plural: 'contactCustomers',
  title: 'customer',
  lineOf: { object: 'contact', field: 'contact' },
  fields: {
    contact: reference('contact', { required: true, indexed: true }),
    customer: reference('customer', { required: true, indexed: true }),
    jobTitle: text({ max: 100 }),
    joinedOn: date(),
    leftOn: date(),
  },
})

/**
 * Somebody at a customer. `customer` and `jobTitle` are those of the row of `customers` that counts today; whichever of the two is changed,
 * the other follows.
 */
export const contact = defineObject({
  name: 'contact',
  plural: 'contacts',
  title: 'name',
  owned: true,
  isPerson: true,
  seenWith: ['customer', 'customers.customer'],
  fields: {
    name: text({ required: true, max: 100, search: true, indexed: true }),
    customer: reference('customer', { indexed: true }),
    jobTitle: text({ max: 100 }),
    phones: phones({ search: true }),
    wechats: wechats({ search: true }),
    emails: emails({ search: true }),
    role: choice({ set: 'contactRole', indexed: true }),
    influence: choice({ options: ['high', 'medium', 'low'], fixed: true }),
    attitude: choice({ options: ['supporter', 'friendly', 'neutral', 'sceptic', 'opponent'], fixed: true }),
    gender: choice({ options: ['male', 'female'], fixed: true }),
    birthday: birthday(),
    address: address({ search: true, indexed: true }),
    customers: lines('contactCustomer', { by: 'contact' }),
    tags: tags(),
    remark: longText({ max: 5000 }),
    lastActivityAt: instant({ setBy: 'verb', indexed: true }),
    lastActivityBy: user({ setBy: 'verb' }),
    lastActivityText: text({ max: 200, setBy: 'verb' }),
    activityCount: number({ setBy: 'verb', default: 0 }),
    owner: owner(),
  },
  list: {
    columns: ['name', 'customer', 'jobTitle', 'phones', 'role', 'lastActivityAt', 'owner'],
    sort: ['-createdAt'],
    views: [
      { name: 'all' },
      { name: 'mine', filter: { field: 'owner', op: 'me' } },
      { name: 'team', filter: { field: 'owner', op: 'mySubordinates' } },
      { name: 'decisionMakers', filter: { field: 'role', op: 'in', value: ['decisionMaker'] } },
    ],
  },
  sections: [
    { name: 'main', fields: ['name', 'customer', 'jobTitle', 'phones', 'wechats', 'emails', 'owner'] },
    { name: 'influence', fields: ['role', 'influence', 'attitude'] },
    { name: 'person', fields: ['gender', 'birthday', 'address', 'tags', 'remark'] },
    { name: 'work', fields: ['customers'] },
    { name: 'followUp', fields: ['lastActivityAt', 'lastActivityBy', 'lastActivityText', 'activityCount'] },
  ],
  quick: ['name', 'customer', 'phones', 'jobTitle', 'role'],
  navigation: { group: 'customers', icon: 'ContactsOutlined', order: 20 },
})
