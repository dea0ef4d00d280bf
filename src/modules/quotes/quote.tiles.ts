import { allOf, inState, type TileDefinition } from '#platform/workbench/define-tile.ts'
import { offeredStates } from './quote.object.ts'

/** Quotes whose last day is near, among what is due; and what customers have had without answering. */
export const quoteTiles: TileDefinition[] = [
  {
    kind: 'agenda',
    name: 'quotes.expiring',
    object: 'quote',
    lenses: ['own', 'team'],
    order: 55,
    place: 'main',
    filter: (_ctx, { whose }) =>
      allOf(whose(), inState(...offeredStates), { field: 'validUntil', op: 'nextDays', value: 4 }),
    sort: ['validUntil'],
    fields: ['amount', 'state', 'owner'],
    due: 'validUntil',
    about: 'customer',
    deeds: [],
  },
  {
    kind: 'rows',
    name: 'quotes.waiting',
    object: 'quote',
    lenses: ['own', 'team'],
    order: 45,
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), inState('sent')),
    sort: ['sentOn'],
    fields: ['customer', 'amount', 'seenAt', 'validUntil'],
    isGoneWhenEmpty: true,
  },
]
