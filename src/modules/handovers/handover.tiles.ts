import { ownersWithin } from '#platform/access/actor.ts'
import { handoverRight } from '#platform/handovers/handover.ts'
import type { Filter } from '#platform/objects/index.ts'
import { allOf, type TileDefinition } from '#platform/workbench/define-tile.ts'

/** Who has left, by whatever way, and still has something open: it stands here until it is handed over. */
export const handoverTiles: TileDefinition[] = [
  {
    kind: 'rows',
    name: 'handovers.waiting',
    object: 'user',
    right: handoverRight,
    lenses: ['own', 'team'],
    order: 95,
    place: 'side',
    filter: ctx => {
      const owners = ownersWithin(ctx.actor, handoverRight)
      const within: Filter[] = owners === 'all' ? [] : [{ field: 'id', op: 'in', value: [...owners] }]
      return allOf(
        { field: 'state', op: 'in', value: ['left'] },
        { field: 'holdsOpen', op: 'is', value: true },
        ...within,
      )
    },
    sort: ['-leftOn', 'name'],
    fields: ['department', 'leftOn'],
  },
]
