import { choice, defineObject, department, number, text, user, userRoles, yesNo } from '#platform/objects/index.ts'

/**
 * How many customers or leads somebody may own, or lock. It is said of a person, of a department with those below, of a role, or,
 * without any of these, of everybody; what is said of the person counts before the department, that before the role.
 */
export const ownershipLimit = defineObject({
  name: 'ownershipLimit',
  plural: 'ownershipLimits',
  title: 'name',
  atReset: 'stays',
  fields: {
    name: text({ required: true, max: 60 }),
    object: choice({ options: ['customer', 'lead'], fixed: true, default: 'customer', required: true }),
    kind: choice({ options: ['own', 'lock'], fixed: true, default: 'own', required: true }),
    user: user({ indexed: true }),
    department: department({ indexed: true }),
    role: choice({ set: userRoles.name, fixed: true }),
    max: number({ required: true, min: 0, max: 1_000_000 }),
    countsClosed: yesNo({ default: true }),
  },
  list: {
    columns: ['name', 'object', 'kind', 'user', 'department', 'role', 'max', 'countsClosed'],
    sort: ['createdAt'],
  },
  quick: ['name', 'object', 'kind', 'user', 'department', 'role', 'max'],
  navigation: { group: 'settings', icon: 'ColumnHeightOutlined', order: 33 },
})
