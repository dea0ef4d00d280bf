import { allOf, inState, type TileDefinition } from '#platform/workbench/define-tile.ts'

/** Tasks due today or before: they stay until they are completed, cancelled or put off. */
export const taskTiles: TileDefinition[] = [
  {
    kind: 'agenda',
    name: 'tasks.due',
    object: 'task',
    lenses: ['own', 'team'],
    order: 10,
    place: 'main',
    filter: (_ctx, { whose }) => allOf(whose(), inState('open'), { field: 'dueOn', op: 'lte', value: 'today' }),
    sort: ['dueOn', '-createdAt'],
    fields: ['priority', 'owner'],
    due: 'dueOn',
    at: 'dueAt',
    about: 'customer',
    deeds: [{ verb: 'complete', undo: 'reopen' }, { snooze: 'dueOn' }],
  },
]
