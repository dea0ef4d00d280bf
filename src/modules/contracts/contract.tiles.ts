import type { Filter } from '#platform/objects/index.ts'
import { allOf, inState, type TileDefinition } from '#platform/workbench/define-tile.ts'

const pressing: Filter = { field: 'isPressing', op: 'is', value: true }

/**
 * Money to be asked for, from so many days before it is due until it is paid (F2, F3), before its owner and before whoever leads him; contracts that
 * end soon; what was signed this month.
 */
export const contractTiles: TileDefinition[] = [
  {
    kind: 'agenda',
    name: 'contracts.collect',
    object: 'collectionPlan',
    lenses: ['own', 'team'],
    order: 20,
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), pressing),
    sort: ['dueOn', 'instalmentNo'],
    fields: ['restAmount', 'owner'],
    due: 'dueOn',
    about: 'customer',
  },
  {
    kind: 'rows',
    name: 'contracts.expiring',
    object: 'contract',
    lenses: ['own', 'team'],
    order: 70,
    place: 'side',
    filter: (_ctx, { whose }) => allOf(whose(), { field: 'isExpiring', op: 'is', value: true }),
    sort: ['endOn'],
    fields: ['customer', 'endOn', 'owner'],
    isGoneWhenEmpty: true,
  },
  {
    kind: 'rows',
    name: 'contracts.preparing',
    object: 'contract',
    lenses: ['own'],
    order: 75,
    place: 'side',
    filter: (_ctx, { whose }) => allOf(whose(), inState('approved', 'changing')),
    sort: ['-createdAt'],
    fields: ['customer', 'state'],
    isGoneWhenEmpty: true,
  },
]
