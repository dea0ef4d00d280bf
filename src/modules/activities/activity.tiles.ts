import { allOf, type TileDefinition } from '#platform/workbench/define-tile.ts'

const today = (field: string) => ({ field, op: 'preset', value: 'today' }) as const

/** Who did what today. Those who did nothing stand there, too. */
export const activityTiles: TileDefinition[] = [
  {
    kind: 'people',
    name: 'activities.today',
    lenses: ['team'],
    order: 20,
    place: 'side',
    columns: (_ctx, { whose }) => [
      { name: 'activities', object: 'activity', filter: allOf(whose(), today('happenedAt')) },
      { name: 'customers', object: 'customer', filter: allOf(whose(), today('createdAt')) },
      { name: 'moved', object: 'opportunity', filter: allOf(whose(), today('moved')) },
    ],
  },
]
