import { allOf, byTodaysEnd, inState, type TileDefinition } from '#platform/workbench/define-tile.ts'

/** Leads to be contacted, and new ones whom nobody has spoken to yet. */
export const leadTiles: TileDefinition[] = [
  {
    kind: 'agenda',
    name: 'leads.contact',
    object: 'lead',
    lenses: ['own', 'team'],
    order: 30,
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), inState('new', 'following'), byTodaysEnd('nextContactAt')),
    sort: ['nextContactAt'],
    fields: ['company', 'lastActivityText', 'owner'],
    due: 'nextContactAt',
    deeds: [{ log: true }, { snooze: 'nextContactAt' }],
  },
  {
    kind: 'rows',
    name: 'leads.new',
    object: 'lead',
    lenses: ['own', 'team'],
    order: 30,
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), inState('new'), { field: 'firstContactedAt', op: 'empty' }),
    sort: ['-createdAt'],
    fields: ['company', 'source', 'createdAt', 'owner'],
    deeds: [{ log: true }],
  },
]
