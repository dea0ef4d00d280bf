import { allOf, type TileDefinition } from '#platform/workbench/define-tile.ts'
import type { PooledNoun } from './memberships.ts'

/** What falls into a pool within its days of warning, until something is done about it; a manager sees his team's. */
const falling = (object: PooledNoun, order: number): TileDefinition => ({
  kind: 'rows',
  name: `pools.falling_${object}`,
  object,
  lenses: ['own', 'team'],
  order,
  place: 'main',
  filter: (_ctx, { whose }) => allOf(whose(), { field: 'fallsSoon', op: 'is', value: true }),
  sort: ['recoverOn'],
  fields: ['recoverOn', 'recoverRule', 'lastActivityAt', 'owner'],
  deeds: [{ log: true }],
})

export const poolTiles: TileDefinition[] = [falling('customer', 22), falling('lead', 23)]
