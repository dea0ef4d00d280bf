import { allOf, type TileDefinition } from '#platform/workbench/define-tile.ts'

/** What takes place today, also when it is one time of a repeated event. It goes by itself. */
export const eventTiles: TileDefinition[] = [
  {
    kind: 'agenda',
    name: 'events.today',
    object: 'event',
    lenses: ['own', 'team'],
    order: 50,
    place: 'main',
    filter: (_ctx, { lens, whose }) =>
      allOf(lens === 'own' ? { or: [whose(), { field: 'participates', op: 'me' }] } : whose(), {
        field: 'takesPlace',
        op: 'preset',
        value: 'today',
      }),
    sort: ['startsAt'],
    fields: ['place', 'isAllDay', 'owner'],
    due: 'startsAt',
    isOfToday: true,
    about: 'customer',
  },
]
