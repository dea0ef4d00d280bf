import { allOf, byTodaysEnd, inState, type TileDefinition } from '#platform/workbench/define-tile.ts'

/** States in which a lead is somebody's work. */
const atWork = inState('new', 'qualified', 'handedOver', 'following', 'returned')

/** Leads to be contacted, what was handed over and nobody has followed up in time, and new ones whom nobody has spoken to yet. */
export const leadTiles: TileDefinition[] = [
  {
    kind: 'agenda',
    name: 'leads.contact',
    object: 'lead',
    lenses: ['own', 'team'],
    order: 30,
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), atWork, byTodaysEnd('nextContactAt')),
    sort: ['nextContactAt'],
    fields: ['company', 'lastActivityText', 'owner'],
    due: 'nextContactAt',
    deeds: [{ log: true }, { snooze: 'nextContactAt' }],
  },
  {
    kind: 'rows',
    name: 'leads.overdue',
    object: 'lead',
    lenses: ['own', 'team'],
    order: 25,
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), byTodaysEnd('contactDueOn')),
    sort: ['contactDueOn'],
    fields: ['company', 'assignedAt', 'contactDueOn', 'owner'],
    deeds: [{ log: true }],
  },
  {
    kind: 'rows',
    name: 'leads.new',
    object: 'lead',
    lenses: ['own', 'team'],
    order: 30,
    place: 'main',
    filter: (_ctx, { whose }) =>
      allOf(whose(), inState('new', 'qualified', 'handedOver'), { field: 'firstContactedAt', op: 'empty' }),
    sort: ['-createdAt'],
    fields: ['company', 'source', 'createdAt', 'owner'],
    deeds: [{ log: true }],
  },
  {
    kind: 'rows',
    name: 'leads.returned',
    object: 'lead',
    lenses: ['own', 'team'],
    order: 35,
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), inState('returned')),
    sort: ['-updatedAt'],
    fields: ['company', 'returnReason', 'owner'],
  },
]
