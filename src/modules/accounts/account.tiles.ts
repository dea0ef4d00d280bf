import type { Filter } from '#platform/objects/index.ts'
import { allOf, type TileDefinition } from '#platform/workbench/define-tile.ts'

const open: Filter = {
  and: [
    { field: 'standing', op: 'in', value: ['live'] },
    { field: 'state', op: 'in', value: ['pending', 'partial'] },
  ],
}
const late: Filter = { field: 'dueOn', op: 'lt', value: 'today' }

/** What is to come, and what of it is late; each number opens its instalments. */
export const accountTiles: TileDefinition[] = [
  {
    kind: 'figures',
    name: 'accounts.money',
    lenses: ['own', 'team'],
    right: 'collectionPlan.read',
    order: { own: 28, team: 14 },
    place: 'side',
    figures: (_ctx, { whose }) => [
      { name: 'overdue', object: 'collectionPlan', filter: allOf(whose(), open, late), sum: 'restAmount' },
      { name: 'open', object: 'collectionPlan', filter: allOf(whose(), open), sum: 'restAmount' },
    ],
  },
]
